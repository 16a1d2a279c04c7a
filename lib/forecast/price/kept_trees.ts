import { HOUR } from "../../time.ts";

/** Trees are grown anew after so many days: a week of prices changes them by less than chance does. */
const DAYS_KEPT = 28;

/**
 * Whether a forecaster fitted anew may keep the trees and the intervals of an earlier one: if it is
 * the same model of the same past, and they were learned at most 27 days before.
 *
 * @param earlier What the earlier forecaster is written as.
 * @param end End of the history to be learned from, Unix seconds.
 */
export function mayKeepTrees(
  earlier: { readonly model: string; readonly weeks: 1 | 4; readonly grownUntil: number },
  model: string,
  weeks: 1 | 4,
  end: number,
): boolean {
  const age = end - earlier.grownUntil;
  return earlier.model === model && earlier.weeks === weeks && age >= 0 &&
    age < DAYS_KEPT * 24 * HOUR;
}
