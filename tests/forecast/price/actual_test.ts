import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { actualPrices } from "../../../lib/forecast/price/actual.ts";
import { HOUR, midnightInRome } from "../../../lib/time.ts";

const start = midnightInRome("2025-03-30");
const values = Float64Array.from({ length: 60 }, (_, hour) => hour);
const prices = { start: start - 24 * HOUR, values };

Deno.test("each hour of a run has its own price, over the change of clocks", () => {
  const steps = { start, seconds: HOUR, count: 23 };
  deepEqual([...actualPrices(prices, steps)], Array.from({ length: 23 }, (_, hour) => 24 + hour));
});

Deno.test("a quarter has the price of its hour", () => {
  const quarters = actualPrices(prices, { start, seconds: 900, count: 8 });
  deepEqual([...quarters], [24, 24, 24, 24, 25, 25, 25, 25]);
});

Deno.test("what the history does not reach, and its gaps, are NaN", () => {
  const gap = { ...prices, values: values.with(25, NaN) };
  deepEqual([...actualPrices(gap, { start, seconds: 1800, count: 6 })], [24, 24, NaN, NaN, 26, 26]);
  const late = { start: start + 33 * HOUR, seconds: HOUR, count: 5 };
  deepEqual([...actualPrices(prices, late)], [57, 58, 59, NaN, NaN]);
  const early = { start: prices.start - 2 * HOUR, seconds: HOUR, count: 3 };
  deepEqual([...actualPrices(prices, early)], [NaN, NaN, 0]);
});
