import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { actualPrices } from "../../../lib/forecast/price/actual.ts";
import { HOUR, midnightInRome } from "../../../lib/time.ts";

const start = midnightInRome("2025-03-30");
const values = Float64Array.from({ length: 60 }, (_, hour) => hour);
const prices = historyOf(values);

/** A history of a column from the day before on. */
function historyOf(values: Float64Array) {
  return {
    start: start - 24 * HOUR,
    count: values.length,
    eurPerMwh: new Map([["PUN", values]]),
  };
}

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
  const gap = historyOf(values.with(25, NaN));
  const halves = actualPrices(gap, "PUN", { start, seconds: 1800, count: 6 });
  deepEqual([...halves], [24, 24, NaN, NaN, 26, 26]);
  const late = { start: start + 33 * HOUR, seconds: HOUR, count: 5 };
  deepEqual([...actualPrices(prices, "PUN", late)], [57, 58, 59, NaN, NaN]);
  const early = { start: prices.start - 2 * HOUR, seconds: HOUR, count: 3 };
  deepEqual([...actualPrices(prices, "PUN", early)], [NaN, NaN, 0]);
});

Deno.test("where the market cleared quarter hours they count, else the hour's price", () => {
  const quarters = Float64Array.of(30, 40, 50, 60, NaN, NaN, NaN, NaN);
  const quarterHours = {
    start,
    stepSeconds: 900,
    count: quarters.length,
    eurPerMwh: new Map([["PUN", quarters]]),
  };
  const history = { ...prices, quarterHours };
  const at = (seconds: number, count: number) => [
    ...actualPrices(history, "PUN", { start, seconds, count }),
  ];
  deepEqual(at(900, 6), [30, 40, 50, 60, 25, 25]);
  deepEqual(at(300, 4), [30, 30, 30, 40]);
  deepEqual(at(HOUR, 3), [45, 25, 26], "an hour that the quarters cover is their mean");
  deepEqual([...actualPrices(history, "NORD", { start, seconds: HOUR, count: 1 })], [NaN]);
});
