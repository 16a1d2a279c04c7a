import type { IntervalLevel } from "./forecaster.ts";

const HOURS = 24;

/** How far prices stray from forecasts, learned from forecasts of hours that were kept apart. */
export interface Conformal {
  /** Per hour on the clock: mean absolute error, in the unit of the errors. */
  readonly spread: readonly number[];
  /** Per level: the low and the high end, in units of the hour's spread. */
  readonly ends: Readonly<Record<IntervalLevel, readonly [low: number, high: number]>>;
}

/**
 * Checks intervals that were read from a file.
 *
 * @throws {TypeError} If they are not those of 24 hours at both levels.
 */
export function checkConformal(json: Conformal): void {
  const { spread, ends } = json ?? {};
  const isRange = (range: readonly number[] | undefined) =>
    range?.length === 2 && range.every(Number.isFinite) && range[0] <= range[1];
  const whole = spread?.length === HOURS && spread.every((width) => width > 0) &&
    isRange(ends?.[0.8]) && isRange(ends?.[0.95]);
  if (!whole) {
    throw new TypeError("These are not intervals: 24 spreads, two ends per level are needed");
  }
}

/**
 * Split conformal prediction (Lei et al. 2018, doi:10.1080/01621459.2017.1307116): the quantiles of
 * errors on rows that the model has not seen, each divided by the spread of its hour's errors.
 *
 * @param errors Price less forecast, in units that follow the market's restlessness.
 * @param hour Hour on the clock of each error.
 */
export function conformalIntervals(errors: Float64Array, hour: ArrayLike<number>): Conformal {
  const spread = spreadByHour(errors, hour);
  const scores = errors.map((error, i) => error / spread[hour[i]]).sort();
  const ends = (level: number) => {
    // The rank among n + 1, not n, allows for what n errors cannot know of the next; 1e-9 for rounding.
    const rank = Math.ceil((1 + level) / 2 * (scores.length + 1) - 1e-9);
    const high = Math.min(rank, scores.length) - 1;
    return [scores[scores.length - 1 - high], scores[high]] as const;
  };
  return { spread: [...spread], ends: { 0.8: ends(0.8), 0.95: ends(0.95) } };
}

/** Mean absolute error per hour over the hour and its neighbours; that of all hours if it is 0. */
function spreadByHour(errors: Float64Array, hour: ArrayLike<number>): Float64Array {
  const sum = new Float64Array(HOURS);
  const count = new Float64Array(HOURS);
  errors.forEach((error, i) => {
    for (const near of [HOURS - 1, 0, 1]) {
      sum[(hour[i] + near) % HOURS] += Math.abs(error);
      count[(hour[i] + near) % HOURS]++;
    }
  });
  const overall = errors.reduce((total, error) => total + Math.abs(error), 0) / errors.length;
  return sum.map((total, h) => total / count[h] || overall || Number.MIN_VALUE);
}
