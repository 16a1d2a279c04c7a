import { mean, sampleStandardDeviation } from "simple-statistics";
import { studentQuantile, studentTwoSided } from "./student.ts";

/** A mean and its 95 % confidence interval. */
export interface Interval {
  /** Values that it is the mean of. */
  readonly count: number;
  /** NaN of no value. */
  readonly mean: number;
  /** NaN with fewer than two values. */
  readonly low: number;
  /** NaN with fewer than two values. */
  readonly high: number;
}

const CONFIDENCE = 0.95;

/** Values that differ by less, relative to the larger, differ by the rounding of their sums. */
const ROUNDING = 1e-12;

/**
 * The mean of some values with its 95 % confidence interval, mean ± t·s/√n (Student 1908,
 * doi:10.1093/biomet/6.1.1). Values that are not a number are left out.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * const { mean, low, high } = meanInterval([1, 2, 3]);
 * equal(mean, 2);
 * equal((high - mean).toFixed(4), "2.4841"); // 4.3027 · 1 / √3
 * equal((mean - low).toFixed(4), "2.4841");
 * ```
 */
export function meanInterval(values: readonly number[]): Interval {
  const known = values.filter((value) => !Number.isNaN(value));
  const count = known.length;
  if (count === 0) return { count, mean: NaN, low: NaN, high: NaN };
  const middle = mean(known);
  if (count === 1) return { count, mean: middle, low: NaN, high: NaN };
  const half = studentQuantile((1 + CONFIDENCE) / 2, count - 1) * sampleStandardDeviation(known) /
    Math.sqrt(count);
  return { count, mean: middle, low: middle - half, high: middle + half };
}

/**
 * The mean difference of pairs, `to[i] − from[i]`, with its 95 % confidence interval. A pair in which
 * either is not a number is left out; a pair that differs by no more than rounding is equal.
 */
export function pairedDifference(from: readonly number[], to: readonly number[]): Interval {
  return meanInterval(differences(from, to));
}

/**
 * The p-value of the paired t test, two-sided: the chance of a mean difference at least as far from 0
 * if there were none (Student 1908, doi:10.1093/biomet/6.1.1). Pairs count as in
 * {@linkcode pairedDifference}, whose interval leaves out 0 just where this is below 0.05.
 *
 * @returns NaN of fewer than two pairs; 1 of equal values; 0 if all pairs differ by the same.
 */
export function pairedPValue(from: readonly number[], to: readonly number[]): number {
  const known = differences(from, to).filter((value) => !Number.isNaN(value));
  if (known.length < 2) return NaN;
  const middle = mean(known);
  if (middle === 0) return 1;
  const error = sampleStandardDeviation(known) / Math.sqrt(known.length);
  return studentTwoSided(middle / error, known.length - 1);
}

function differences(from: readonly number[], to: readonly number[]): number[] {
  if (from.length !== to.length) {
    throw new RangeError(`Pairs need equally many values, found ${from.length} and ${to.length}`);
  }
  return to.map((value, i) => difference(from[i], value));
}

function difference(from: number, to: number): number {
  const isRounding = Math.abs(to - from) <= ROUNDING * Math.max(Math.abs(from), Math.abs(to));
  return isRounding ? 0 : to - from;
}
