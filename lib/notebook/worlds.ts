import {
  type ExperimentResults,
  type Interval,
  pairedDifference,
  valuesByDraw,
} from "../experiment/mod.ts";
import type { KpiName } from "../results/mod.ts";
import { plusMinus } from "./policies.ts";
import { type Table, table } from "./table.ts";

/** A figure of merit, and what it is multiplied by: 100 for percentage points, else 1. */
export type ShownChange = readonly [kpi: KpiName, factor?: number];

/**
 * What a policy changes within a world of an experiment, against the first policy of the same world.
 *
 * @param results Of variants world by world, each world with the same policies in the same order.
 * @param policies How many there are.
 */
export function changeWithin(
  results: ExperimentResults,
  policies: number,
  { world, policy, kpi }: {
    readonly world: number;
    readonly policy: number;
    readonly kpi: KpiName;
  },
): Interval {
  const [first, other] = [0, policy].map((place) =>
    valuesByDraw(results, world * policies + place, kpi)
  );
  return pairedDifference(first, other);
}

/**
 * {@linkcode changeWithin} of all worlds and policies: a row each, with half of its 95 % interval.
 *
 * @param columns By title.
 */
export function changesByWorld(
  results: ExperimentResults,
  policies: number,
  columns: Readonly<Record<string, ShownChange>>,
): Table {
  const { factors, variants } = results.header;
  const rows = [...variants.keys()].filter((variant) => variant % policies !== 0);
  const levels = factors.map((factor) => {
    const title = factor.replace(/^[a-z]/, (letter) => letter.toUpperCase());
    return [title, (row: number) => variants[row][factor]] as const;
  });
  const changes = Object.entries(columns).map(([title, [kpi, factor = 1]]) => {
    const change = (row: number) => {
      const place = { world: Math.floor(row / policies), policy: row % policies, kpi };
      return plusMinus(changeWithin(results, policies, place), 2, factor);
    };
    return [title, change] as const;
  });
  return table(rows, Object.fromEntries([...levels, ...changes]));
}
