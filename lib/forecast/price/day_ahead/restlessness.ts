import type { MarketDays } from "./market_days.ts";

const HOURS = 24;

/** Days whose restlessness the intervals follow. */
export const RESTLESS_DAYS = 14;

/** How much prices changed from day to day in the last two weeks, €/MWh, at least 0.1. */
export function restlessness(days: MarketDays, day: number): number {
  let sum = 0;
  for (let at = (day - RESTLESS_DAYS + 1) * HOURS; at < day * HOURS; at++) {
    sum += Math.abs(days.prices[at] - days.prices[at - HOURS]);
  }
  return Math.max(sum / ((RESTLESS_DAYS - 1) * HOURS), 0.1);
}
