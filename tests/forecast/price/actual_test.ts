import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { actualPrices } from "../../../lib/forecast/price/actual.ts";
import { HOUR, midnightInRome } from "../../../lib/time.ts";

const start = midnightInRome("2025-03-30");
const values = Float64Array.from({ length: 60 }, (_, hour) => hour);
const history = (hours: Float64Array, from = start - 24 * HOUR) => ({
  start: from,
  count: hours.length,
  eurPerMwh: new Map([["PUN", hours]]),
});
const prices = history(values);

Deno.test("each hour of a run has its own price, over the change of clocks", () => {
  const steps = { start, seconds: HOUR, count: 23 };
  deepEqual(
    [...actualPrices(prices, "PUN", steps)],
    Array.from({ length: 23 }, (_, hour) => 24 + hour),
  );
});

Deno.test("a quarter has the price of its hour", () => {
  const quarters = actualPrices(prices, "PUN", { start, seconds: 900, count: 8 });
  deepEqual([...quarters], [24, 24, 24, 24, 25, 25, 25, 25]);
});

Deno.test("what the history does not reach, and its gaps, are NaN", () => {
  const gap = history(values.with(25, NaN));
  deepEqual([...actualPrices(gap, "PUN", { start, seconds: 1800, count: 6 })], [
    24,
    24,
    NaN,
    NaN,
    26,
    26,
  ]);
  const late = { start: start + 33 * HOUR, seconds: HOUR, count: 5 };
  deepEqual([...actualPrices(prices, "PUN", late)], [57, 58, 59, NaN, NaN]);
  const early = { start: prices.start - 2 * HOUR, seconds: HOUR, count: 3 };
  deepEqual([...actualPrices(prices, "PUN", early)], [NaN, NaN, 0]);
});

Deno.test("quarters that the market cleared are kept, and meant over longer steps", () => {
  const quarterHours = {
    start: start + HOUR,
    stepSeconds: 900,
    count: 8,
    eurPerMwh: new Map([["PUN", Float64Array.of(10, 20, 30, 40, 50, NaN, NaN, NaN)]]),
  };
  const finer = { ...prices, quarterHours };
  const at = (
    seconds: number,
    count: number,
  ) => [...actualPrices(finer, "PUN", { start, seconds, count })];
  deepEqual(at(900, 9), [24, 24, 24, 24, 10, 20, 30, 40, 50]);
  deepEqual(at(300, 15).slice(12), [10, 10, 10]);
  deepEqual(at(1800, 4), [24, 24, 15, 35]);
  // The third hour has but one quarter: the hour's own price holds.
  deepEqual(at(HOUR, 3), [24, 25, 26]);
});
