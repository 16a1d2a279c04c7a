import type { Objective } from "../config/settings.ts";
import { type KpiName, kpiNames, scoreOf } from "../results/kpi_definitions.ts";
import { requireKpiName } from "../results/kpi_name.ts";
import { mean } from "../mean.ts";
import { holm } from "./statistics/holm.ts";
import {
  type Interval,
  meanInterval,
  pairedDifference,
  pairedPValue,
} from "./statistics/interval.ts";
import { type Leader, leaderOf } from "./statistics/leader.ts";
import type { ExperimentResults } from "./results.ts";

/** A figure of a variant over all draws, by itself and against the first variant. */
export interface ComparisonRow {
  /** Number of the variant. */
  readonly variant: number;
  /** Which figure. */
  readonly kpi: KpiName;
  /** Over all draws. */
  readonly value: Interval;
  /** Variant less first variant, draw by draw. */
  readonly difference: Interval;
}

/**
 * The values of a figure in every run of a variant, date by date, seed by seed.
 *
 * @throws {RangeError} For a name that no figure has.
 */
export function valuesByRun(
  { header, kpis }: ExperimentResults,
  variant: number,
  kpi: KpiName,
): number[] {
  requireKpiName(kpi);
  const values: number[] = [];
  for (let run = variant; run < kpis.length; run += header.variants.length) {
    values.push(kpis[run][kpi]);
  }
  return values;
}

/**
 * The values of a figure that an interval is about: on several dates one per date, the mean over its
 * seeds, as seeds of a day share its weather and prices; else one per seed.
 */
export function valuesByDraw(
  results: ExperimentResults,
  variant: number,
  kpi: KpiName,
): number[] {
  const values = valuesByRun(results, variant, kpi);
  const { dates, seeds } = results.header;
  if (dates.length < 2) return values;
  return dates.map((_, date) => {
    const ofDate = values.slice(date * seeds.length, (date + 1) * seeds.length);
    return mean(ofDate.filter((value) => !Number.isNaN(value)));
  });
}

/** A figure of a variant. */
export function comparisonOf(
  results: ExperimentResults,
  variant: number,
  kpi: KpiName,
): ComparisonRow {
  const values = valuesByDraw(results, variant, kpi);
  const reference = valuesByDraw(results, 0, kpi);
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
  return leaderOf(results.header.variants.map((_, variant) => valuesByDraw(results, variant, kpi)));
}

/**
 * The chance of each variant's difference to the first one in a figure if there were none: paired t
 * tests, adjusted by Holm over the variants.
 *
 * @returns From the second variant on; NaN with fewer than two pairs.
 */
export function pValuesAgainstFirst(results: ExperimentResults, kpi: KpiName): number[] {
  const [first, ...others] = results.header.variants.map((_, variant) =>
    valuesByDraw(results, variant, kpi)
  );
  return holm(others.map((values) => pairedPValue(first, values)));
}

/** How well a variant serves an objective. */
export interface ScoreRow {
  /** Number of the variant. */
  readonly variant: number;
  /** Whose score it is. */
  readonly objective: Objective;
  /** The score over all draws, 0 … 1. */
  readonly score: Interval;
  /** Variant less first variant, draw by draw. */
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
