import { chiSquaredDistributionTable } from "simple-statistics";
import type { ShareClass } from "./race_statistics.ts";

/** Whether blocks went where power or stakes say. */
export interface ShareAgreement {
  /** χ² = Σ (won − expected)² / expected over the classes. */
  readonly statistic: number;
  /** Where chance is the share, chance alone keeps χ² below it in 95 of 100 trials. */
  readonly limit: number;
  /** Whether χ² stays below it: no sign of unfairness. */
  readonly isFair: boolean;
}

/** Degrees of freedom that are tabulated. */
type Freedom = keyof typeof chiSquaredDistributionTable;

/** The chance of calling a fair race unfair. */
const LEVEL = 0.05;

/**
 * Pearson's test (1900, doi:10.1080/14786440009463897) of the blocks that classes won against those
 * that they were worth.
 *
 * @param classes 2 … 31 of them, which hold all blocks; each worth five blocks or more.
 * @throws {RangeError} If there are fewer or more.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * const toss = (won: number) => ({ count: 1, share: 0.5, won, expected: 50 });
 * equal(shareAgreement([toss(40), toss(60)]).statistic, 4);
 * equal(shareAgreement([toss(40), toss(60)]).limit, 3.84);
 * ```
 */
export function shareAgreement(classes: readonly ShareClass[]): ShareAgreement {
  const freedom = classes.length - 1;
  if (freedom < 1 || freedom > 30) {
    throw new RangeError(`2 to 31 classes are needed, found ${classes.length}`);
  }
  const { [LEVEL]: limit } = chiSquaredDistributionTable[freedom as Freedom];
  const statistic = classes.reduce(
    (sum, { won, expected }) => sum + (won - expected) ** 2 / expected,
    0,
  );
  return { statistic, limit, isFair: statistic < limit };
}
