import {
  coefficientOfDetermination,
  coverage,
  meanAbsoluteError,
  type QuantileForecast,
  rankedProbabilityScore,
  rootMeanSquareError,
} from "../../learn/mod.ts";
import { QUANTILES } from "./quantiles.ts";
import { PV_METHODS, type PvHorizon, type PvMethod, type PvTestRun } from "./test_run.ts";
import { mean, sum } from "../../mean.ts";

/** How far forecasts were off. */
export interface PvScore {
  /** Mean absolute error, kW per kW of capacity. */
  readonly mae: number;
  /** Root mean square error, kW per kW of capacity. */
  readonly rmse: number;
  /** Mean of forecast less observation, kW per kW of capacity: above 0 if it promises too much. */
  readonly bias: number;
  /** Coefficient of determination; not finite where the observations are constant. */
  readonly r2: number;
}

/** Scores by method. */
export type PvScores = Readonly<Record<PvMethod, PvScore>>;

/** Scores of a part of a test. */
export interface PvPart {
  /** Such as `winter`, or the hour of the day in UTC, `09`. */
  readonly name: string;
  /** Number of values. */
  readonly count: number;
  /** Mean of the observations, kW per kW of capacity. */
  readonly mean: number;
  /** By method. */
  readonly scores: PvScores;
}

/** Share of the values that fell into the prediction intervals, and how wide those were. */
export interface PvCoverage {
  /** Chance aimed at, 0.8 or 0.95. */
  readonly level: number;
  /** Of all values, 0 … 1; by night intervals are [0, 0] and hold. */
  readonly allHours: number;
  /** Of the values while the sun is up, 0 … 1. */
  readonly sunlitHours: number;
  /** Mean width while the sun is up, kW per kW of capacity. */
  readonly sunlitWidth: number;
}

/**
 * The scores of every method over the values for which `keep` holds.
 *
 * @param keep Given the row; all rows by default.
 * @throws {RangeError} If no row is kept.
 */
export function pvScores(run: PvTestRun, keep: (row: number) => boolean = () => true): PvScores {
  const chosen = (column: Float64Array) => column.filter((_, row) => keep(row));
  const actual = chosen(run.actual);
  const entries = PV_METHODS.map((method) => {
    const forecast = chosen(run.forecasts[method]);
    const score: PvScore = {
      mae: meanAbsoluteError(actual, forecast),
      rmse: rootMeanSquareError(actual, forecast),
      bias: mean(forecast) - mean(actual),
      r2: coefficientOfDetermination(actual, forecast),
    };
    return [method, score];
  });
  return Object.fromEntries(entries) as PvScores;
}

/** Seasons by month, meteorological and of the northern hemisphere. */
const SEASONS = ["winter", "spring", "summer", "autumn"];

/** Scores by season (months of UTC: winter is December to February), seasons without values left out. */
export function pvScoresBySeason(run: PvTestRun): PvPart[] {
  return parts(run, SEASONS, (date) => Math.floor((date.getUTCMonth() + 1) % 12 / 3));
}

/** Scores by hour of the day in UTC, hours without values left out. */
export function pvScoresByHour(run: PvTestRun): PvPart[] {
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
  return parts(run, hours, (date) => date.getUTCHours());
}

function parts(run: PvTestRun, names: readonly string[], partOf: (date: Date) => number): PvPart[] {
  const part = Uint8Array.from(run.time, (time) => partOf(new Date(time * 1000)));
  return names.flatMap((name, i) => {
    const actual = run.actual.filter((_, row) => part[row] === i);
    if (actual.length === 0) return [];
    const scores = pvScores(run, (row) => part[row] === i);
    return [{ name, count: actual.length, mean: mean(actual), scores }];
  });
}

/**
 * How often the prediction intervals of 80 % and 95 % held.
 *
 * By night intervals are [0, 0] and always hold: the sunlit share is the one to judge by.
 *
 * @returns Empty if the forecaster gave no intervals.
 */
export function pvCoverage(run: PvTestRun, horizon: PvHorizon): PvCoverage[] {
  const [low95, low80, , high80, high95] = run.quantiles[horizon];
  const given = run.actual.map((_, row) => Number.isNaN(low95[row]) ? 0 : 1);
  const sunlit = given.map((is, row) => is * run.sunlit[row]);
  if (!sunlit.includes(1)) return [];
  return [[0.8, low80, high80], [0.95, low95, high95]].map((bounds) => {
    const [level, low, high] = bounds as [number, Float64Array, Float64Array];
    const within = (mask: Float64Array) => {
      const chosen = (column: Float64Array) => column.filter((_, row) => mask[row] === 1);
      return coverage(chosen(run.actual), chosen(low), chosen(high));
    };
    const count = sum(sunlit);
    const width = sunlit.reduce((sum, is, row) => is === 1 ? sum + high[row] - low[row] : sum, 0);
    return {
      level,
      allHours: within(given),
      sunlitHours: within(sunlit),
      sunlitWidth: width / count,
    };
  });
}

/** What came in the sunlit hours for which there are quantiles, and the quantiles, kW per kW. */
export function pvQuantiles(
  run: PvTestRun,
  horizon: PvHorizon,
): { actual: Float64Array; quantiles: QuantileForecast[] } {
  const columns = run.quantiles[horizon];
  const chosen = (column: Float64Array) =>
    column.filter((_, row) => run.sunlit[row] === 1 && !Number.isNaN(columns[0][row]));
  return {
    actual: chosen(run.actual),
    quantiles: QUANTILES.map((share, i) => ({ share, values: chosen(columns[i]) })),
  };
}

/**
 * Continuous ranked probability score of the quantiles over the sunlit hours, kW per kW of capacity;
 * `null` if the forecaster gave none.
 */
export function pvRankedProbabilityScore(run: PvTestRun, horizon: PvHorizon): number | null {
  const { actual, quantiles } = pvQuantiles(run, horizon);
  return actual.length === 0 ? null : rankedProbabilityScore(actual, quantiles);
}
