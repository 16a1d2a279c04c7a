import type { Steps } from "../time.ts";

/** A quantity step by step without a break in time; a step without a value holds NaN. */
export interface Series {
  /** Start of the first step, Unix seconds. */
  readonly start: number;
  /** Length of a step. */
  readonly seconds: number;
  /** One value per step, in the unit that the holder of the series states. */
  readonly values: Float64Array;
}

/**
 * A rate, such as a price or a power, at other steps: the time-weighted mean of what each spans, so
 * that Σ value · length stays the same over any range that both cover.
 *
 * @returns Array of length `steps.count`, in the unit of the series.
 * @throws {RangeError} If the series does not cover every step.
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * const quarters = { start: 0, seconds: 900, values: Float64Array.of(40, 44, 48, 52) };
 * deepEqual([...meansOver(quarters, { start: 0, seconds: 1800, count: 2 })], [42, 50]);
 * ```
 */
export function meansOver(series: Series, steps: Steps): Float64Array {
  return overlaps(series, steps, (value, seconds) => value * seconds / steps.seconds);
}

/**
 * An amount, such as energy, at other steps: each value is spread evenly over its step, so that the
 * sum stays the same over any range that both cover.
 *
 * @returns Array of length `steps.count`, in the unit of the series.
 * @throws {RangeError} If the series does not cover every step.
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * const hours = { start: 0, seconds: 3600, values: Float64Array.of(2, 4) };
 * deepEqual([...amountsOver(hours, { start: 1800, seconds: 1800, count: 3 })], [1, 2, 2]);
 * ```
 */
export function amountsOver(series: Series, steps: Steps): Float64Array {
  return overlaps(series, steps, (value, seconds) => value * seconds / series.seconds);
}

/** Adds up, for each step, what each value that it overlaps contributes in that time. */
function overlaps(
  series: Series,
  steps: Steps,
  share: (value: number, seconds: number) => number,
): Float64Array {
  const end = series.start + series.values.length * series.seconds;
  const until = steps.start + steps.count * steps.seconds;
  if (steps.count > 0 && (steps.start < series.start || until > end)) {
    throw new RangeError(
      `A series from ${series.start} to ${end} s cannot be resampled to steps ` +
        `from ${steps.start} to ${until} s`,
    );
  }
  const values = new Float64Array(steps.count);
  for (let step = 0; step < steps.count; step++) {
    const from = steps.start + step * steps.seconds;
    const to = from + steps.seconds;
    let at = Math.floor((from - series.start) / series.seconds);
    for (let begin = series.start + at * series.seconds; begin < to; begin += series.seconds) {
      const seconds = Math.min(to, begin + series.seconds) - Math.max(from, begin);
      values[step] += share(series.values[at++], seconds);
    }
  }
  return values;
}
