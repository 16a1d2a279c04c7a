/**
 * Gini coefficient of what members gain, 0 for equal gains and towards 1 for one who has all.
 *
 * Σᵢ Σⱼ |xᵢ − xⱼ| / (2 n Σᵢ |xᵢ|): the usual coefficient (Gini 1912) where nobody loses; with losses,
 * dividing by the absolute values keeps it within 0 … 1 (Raffinetti, Siletti & Vernizzi 2015,
 * doi:10.1007/s10260-014-0293-4).
 *
 * @returns NaN for nobody, or if nobody gains or loses anything.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(gini([0, 0, 0, 1]), 0.75);
 * equal(gini([2, 2, 2]), 0);
 * ```
 */
export function gini(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  let differences = 0;
  let absolute = 0;
  for (let i = 0; i < n; i++) {
    differences += (2 * i - n + 1) * sorted[i];
    absolute += Math.abs(sorted[i]);
  }
  return differences / (n * absolute);
}

/**
 * Jain's index of fairness, (Σ x)² / (n Σ x²): the share of members who, were the gains equal among
 * them, would make the same index (Jain, Chiu & Hawe 1984, DEC-TR-301).
 *
 * It is defined for shares of one sign only: with gains and losses together Σ x cancels, so that it
 * would call a community unfair because some lose what others gain, and none fair. Where everybody
 * loses, it tells how evenly they do.
 *
 * @returns 1 for equal gains, 1/n for one who has all; NaN for nobody, if all are 0, or if some gain
 * and some lose.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(jain([5, 5, 0, 0]), 0.5);
 * equal(jain([5, -5]), NaN);
 * ```
 */
export function jain(values: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  let [gains, losses] = [false, false];
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    squares += values[i] * values[i];
    gains ||= values[i] > 0;
    losses ||= values[i] < 0;
  }
  if (gains && losses) return NaN;
  return sum * sum / (values.length * squares);
}
