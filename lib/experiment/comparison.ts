import type { Objective } from "../config/settings.ts";
import { type KpiName, kpiNames, scoreOf } from "../results/kpi_definitions.ts";
import { holm } from "./statistics/holm.ts";
import {
  type Interval,
  meanInterval,
  pairedDifference,
  pairedPValue,
} from "./statistics/interval.ts";
import { type Leader, leaderOf } from "./statistics/leader.ts";
import type { ExperimentResults } from "./merge.ts";

/** A figure of a variant over all seeds, by itself and against the first variant. */
export interface ComparisonRow {
  /** Number of the variant. */
  readonly variant: number;
  /** Which figure. */
  readonly kpi: KpiName;
  /** Over all seeds. */
  readonly value: Interval;
  /** Variant less first variant, seed by seed. */
  readonly difference: Interval;
}

/** The values of a figure, by seed. */
export function valuesBySeed(
  { header, kpis }: ExperimentResults,
  variant: number,
  kpi: KpiName,
): number[] {
  const { length } = header.variants;
  return header.seeds.map((_, seed) => kpis[seed * length + variant][kpi]);
}

/** A figure of a variant. */
export function comparisonOf(
  results: ExperimentResults,
  variant: number,
  kpi: KpiName,
): ComparisonRow {
  const values = valuesBySeed(results, variant, kpi);
  const reference = valuesBySeed(results, 0, kpi);
  return {
    variant,
    kpi,
    value: meanInterval(values),
    difference: pairedDifference(reference, values),
  };
}

/** Every figure of every variant, variant by variant. */
export function compareVariants(results: ExperimentResults): ComparisonRow[] {
  return results.header.variants.flatMap((_, variant) =>
    kpiNames.map((kpi) => comparisonOf(results, variant, kpi))
  );
}

/** The variant with the highest figure, and whether it leads by more than chance. */
export function leaderIn(results: ExperimentResults, kpi: KpiName): Leader | undefined {
  return leaderOf(results.header.variants.map((_, variant) => valuesBySeed(results, variant, kpi)));
}

/**
 * The chance of each variant's difference to the first one in a figure if there were none: paired t
 * tests, adjusted by Holm over the variants.
 *
 * @returns From the second variant on; NaN with fewer than two pairs.
 */
export function pValuesAgainstFirst(results: ExperimentResults, kpi: KpiName): number[] {
  const [first, ...others] = results.header.variants.map((_, variant) =>
    valuesBySeed(results, variant, kpi)
  );
  return holm(others.map((values) => pairedPValue(first, values)));
}

/** How well a variant serves an objective. */
export interface ScoreRow {
  /** Number of the variant. */
  readonly variant: number;
  /** Whose score it is. */
  readonly objective: Objective;
  /** The score over all seeds, 0 … 1. */
  readonly score: Interval;
  /** Variant less first variant, seed by seed. */
  readonly difference: Interval;
}

/** The score of every variant for every objective, variant by variant. */
export function scoreVariants(results: ExperimentResults): ScoreRow[] {
  const objectives = Object.keys(scoreOf) as Objective[];
  return results.header.variants.flatMap((_, variant) =>
    objectives.map((objective) => {
      const { value, difference } = comparisonOf(results, variant, scoreOf[objective]);
      return { variant, objective, score: value, difference };
    })
  );
}
