import { mean } from "../mean.ts";

/** Standard deviation of numbers, taken as the whole population. */
export function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

/**
 * Pearson's correlation of two lists.
 *
 * @throws {RangeError} If they differ in length.
 */
export function correlation(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) {
    throw new RangeError(`Cannot pair ${a.length} with ${b.length} values`);
  }
  const [meanA, meanB] = [mean(a), mean(b)];
  const products = a.map((value, i) => (value - meanA) * (b[i] - meanB));
  return mean(products) / (standardDeviation(a) * standardDeviation(b));
}

/** Correlation of a series with itself some steps later. */
export function autocorrelation(values: readonly number[], lag: number): number {
  return correlation(values.slice(0, -lag), values.slice(lag));
}

/** The values of each group, by the group's key, in the order in which keys first appear. */
export function groups(
  values: Iterable<number>,
  key: (index: number) => number | undefined,
): Map<number, number[]> {
  const grouped = new Map<number, number[]>();
  let index = 0;
  for (const value of values) {
    const of = key(index++);
    if (of === undefined) continue;
    const group = grouped.get(of);
    if (group === undefined) grouped.set(of, [value]);
    else group.push(value);
  }
  return grouped;
}
