import type { Tiers } from "../config/settings.ts";

/** From a count to the multiplier of the highest tier it reaches; 1 below the first. */
export type Multiplier = (count: number) => number;

/**
 * The multiplier that tiers give to a count.
 *
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * const bonus = tieredMultiplier({ "1": 1.02, "5": 1.05 });
 * deepEqual([0, 1, 4, 5, 99].map(bonus), [1, 1.02, 1.02, 1.05, 1.05]);
 * ```
 */
export function tieredMultiplier(tiers: Tiers): Multiplier {
  const thresholds = Object.keys(tiers).map(Number).sort((a, b) => a - b);
  const multipliers = thresholds.map((threshold) => tiers[threshold]);
  return (count) => {
    let reached = -1;
    while (reached + 1 < thresholds.length && count >= thresholds[reached + 1]) reached++;
    return reached < 0 ? 1 : multipliers[reached];
  };
}

/** The largest multiplier that tiers can give, 1 for none. */
export function highestMultiplier(tiers: Tiers): number {
  return Math.max(1, ...Object.values(tiers));
}
