import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { actualPrices } from "../../../lib/forecast/price/actual.ts";
import { HOUR, midnightInRome, type Steps } from "../../../lib/time.ts";

const start = midnightInRome("2025-03-30");
const values = Float64Array.from({ length: 60 }, (_, hour) => hour);
const prices = { start: start - 24 * HOUR, values };

/** The prices of a history that holds hours alone. */
function cameFrom(hours: typeof prices, steps: Steps): Float64Array {
  const eurPerMwh = new Map([["PUN", hours.values]]);
  const history = { start: hours.start, count: hours.values.length, eurPerMwh };
  return actualPrices(history, "PUN", steps);
}

Deno.test("each hour of a run has its own price, over the change of clocks", () => {
  const steps = { start, seconds: HOUR, count: 23 };
  deepEqual([...cameFrom(prices, steps)], Array.from({ length: 23 }, (_, hour) => 24 + hour));
});

Deno.test("a quarter has the price of its hour", () => {
  const quarters = cameFrom(prices, { start, seconds: 900, count: 8 });
  deepEqual([...quarters], [24, 24, 24, 24, 25, 25, 25, 25]);
});

Deno.test("what the history does not reach, and its gaps, are NaN", () => {
  const gap = { ...prices, values: values.with(25, NaN) };
  deepEqual([...cameFrom(gap, { start, seconds: 1800, count: 6 })], [24, 24, NaN, NaN, 26, 26]);
  const late = { start: start + 33 * HOUR, seconds: HOUR, count: 5 };
  deepEqual([...cameFrom(prices, late)], [57, 58, 59, NaN, NaN]);
  const early = { start: prices.start - 2 * HOUR, seconds: HOUR, count: 3 };
  deepEqual([...cameFrom(prices, early)], [NaN, NaN, 0]);
});

Deno.test("where the market cleared quarter hours and the files have them, each has its own", () => {
  const eurPerMwh = new Map([["PUN", values]]);
  // The first hour alone in quarters; the history's hour, their mean, is 24.
  const quarters = Float64Array.of(21, 23, 25, 27, NaN, NaN, NaN, NaN);
  const history = {
    start: prices.start,
    count: values.length,
    eurPerMwh,
    quarterHours: {
      start,
      stepSeconds: 900,
      count: quarters.length,
      eurPerMwh: new Map([["PUN", quarters]]),
    },
  };
  const at = (
    seconds: number,
    count: number,
  ) => [...actualPrices(history, "PUN", { start, seconds, count })];
  deepEqual(at(900, 6), [21, 23, 25, 27, 25, 25]);
  deepEqual(at(300, 4), [21, 21, 21, 23]);
  deepEqual(at(1800, 3), [22, 26, 25]);
  deepEqual(at(HOUR, 2), [24, 25]);
});
