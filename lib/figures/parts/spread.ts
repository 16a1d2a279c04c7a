import { quantileSorted } from "simple-statistics";
import { say } from "../edition/say.ts";
import { mean } from "../../mean.ts";

/** The middle of many values and how far they spread. */
export interface Spread {
  /** A tenth of the values is below. */
  readonly low: number;
  /** Mean of all values. */
  readonly mean: number;
  /** A tenth of the values is above. */
  readonly high: number;
}

/** The mean and the 10 % and 90 % quantiles; all NaN for no values. */
export function spreadOf(values: ArrayLike<number>): Spread {
  if (values.length === 0) return { low: NaN, mean: NaN, high: NaN };
  const sorted = Float64Array.from(values).sort();
  const list = [...sorted];
  return { low: quantileSorted(list, 0.1), mean: mean(sorted), high: quantileSorted(list, 0.9) };
}

/** How a band of {@linkcode spreadOf} is called. */
export function spreadLabel(): string {
  return say`middle 80 %`;
}

/**
 * The spread of each bin over the values that `valuesOf` adds for it.
 *
 * @param binOf The bin of each step.
 * @param valuesOf Gives a step's values, one per prosumer that counts.
 */
export function spreadByBin(
  bins: number,
  binOf: ArrayLike<number>,
  valuesOf: (step: number) => Iterable<number>,
): Spread[] {
  const lists: number[][] = Array.from({ length: bins }, () => []);
  for (let step = 0; step < binOf.length; step++) {
    for (const value of valuesOf(step)) lists[binOf[step]].push(value);
  }
  return lists.map(spreadOf);
}
