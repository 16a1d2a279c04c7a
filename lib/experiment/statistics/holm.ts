/**
 * Holm's adjusted p-values: what is below α rejects its hypothesis, with a chance of at most α that
 * any of those rejected was true, however they depend on each other (Holm 1979, Scandinavian Journal
 * of Statistics 6, 65–70, https://www.jstor.org/stable/4615733).
 *
 * With the p-values of m hypotheses in ascending order, the i-th becomes the largest of
 * (m − j + 1)·pⱼ over j ≤ i, at most 1.
 *
 * @param pValues Each in 0 … 1. NaN, where nothing could be tested, stays NaN and counts as a
 * hypothesis all the same: leaving it out would reward missing data.
 * @returns In the order of the p-values.
 * @throws {RangeError} If one is outside 0 … 1.
 * @example
 * ```ts
 * import { deepStrictEqual as equal } from "node:assert/strict";
 * equal(holm([0.25, 0.0625, 0.125]), [0.25, 0.1875, 0.25]);
 * ```
 */
export function holm(pValues: readonly number[]): number[] {
  const wrong = pValues.find((p) => p < 0 || p > 1);
  if (wrong !== undefined) throw new RangeError(`A p-value must be in 0 … 1, found ${wrong}`);
  const ascending = [...pValues.keys()]
    .filter((i) => !Number.isNaN(pValues[i]))
    .sort((a, b) => pValues[a] - pValues[b]);
  const adjusted = pValues.map(() => NaN);
  let largest = 0;
  ascending.forEach((hypothesis, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[hypothesis]));
    adjusted[hypothesis] = largest;
  });
  return adjusted;
}
