import { mean } from "simple-statistics";
import { holm } from "./holm.ts";
import { type Interval, pairedDifference, pairedPValue } from "./interval.ts";

/** The chance that is taken of calling a difference real that is none. */
export const SIGNIFICANCE = 0.05;

/** Who has the highest mean, and whether that can be more than chance. */
export interface Leader {
  /** Number of the one with the highest mean; the lowest of equals. */
  readonly leader: number;
  /** Number of the next. */
  readonly runnerUp: number;
  /** Leader less runner-up, pair by pair. */
  readonly difference: Interval;
  /**
   * The chance of so large a lead over the runner-up and over everybody behind it if there were
   * none: the largest of the p-values of paired t tests against each of them, adjusted by Holm.
   */
  readonly pValue: number;
  /** Whether the leader may be called the best: `pValue` < {@linkcode SIGNIFICANCE}. */
  readonly isSignificant: boolean;
}

/**
 * Finds who leads, and whether significantly: every claim that something is the best of several
 * rests on this function.
 *
 * The leader is tested against each of the others on what they have in common, pair by pair, by
 * Student's t; the p-values are adjusted by {@linkcode holm}. To beat the runner-up is not enough
 * where somebody further behind varies so much that it might as well be in front.
 *
 * @param values By contestant, then by pair: the same community, weather and draws. Higher is
 * better. NaN where there is none; who has no value at all does not take part.
 * @returns Undefined if fewer than two take part.
 * @throws {RangeError} If contestants differ in their number of values.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * const clear = leaderOf([[1, 2, 3], [5, 6, 7.5], [1, 2, 2.5]]);
 * equal(clear?.leader, 1);
 * equal(clear?.isSignificant, true);
 * const close = leaderOf([[1, 2, 3], [1.1, 1.8, 3.2]]);
 * equal(close?.leader, 1);
 * equal(close?.isSignificant, false);
 * ```
 */
export function leaderOf(values: readonly (readonly number[])[]): Leader | undefined {
  const means = values.map((own) => {
    const known = own.filter((value) => !Number.isNaN(value));
    return known.length === 0 ? NaN : mean(known);
  });
  const ranked = [...values.keys()]
    .filter((i) => !Number.isNaN(means[i]))
    .sort((a, b) => means[b] - means[a]);
  if (ranked.length < 2) return undefined;
  const [leader, ...others] = ranked;
  const adjusted = holm(others.map((other) => pairedPValue(values[other], values[leader])));
  const pValue = Math.max(...adjusted);
  return {
    leader,
    runnerUp: others[0],
    difference: pairedDifference(values[others[0]], values[leader]),
    pValue,
    isSignificant: pValue < SIGNIFICANCE,
  };
}
