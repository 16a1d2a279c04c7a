import { deepEqual, equal } from "node:assert/strict";
import { PastForecasts } from "../../../lib/forecast/price/past_forecasts.ts";
import { HOUR } from "../../../lib/time.ts";

const hours = (start: number, ...values: number[]) => {
  return { start: start * HOUR, values: Float64Array.from(values) };
};

/** What a forecast is after a change of history: kept (1) or worked out anew (2). */
function afterTurning(first: ReturnType<typeof hours>, then: ReturnType<typeof hours>): number {
  const past = new PastForecasts<Float64Array>();
  past.turnTo(first);
  past.of(2 * HOUR, () => Float64Array.of(1));
  past.turnTo(then);
  return past.of(2 * HOUR, () => Float64Array.of(2))[0];
}

Deno.test("a history that goes on keeps what was worked out", () => {
  equal(afterTurning(hours(0, 5, 6, 7), hours(1, 6, 7, 8)), 1);
  equal(afterTurning(hours(0, 5, 6, 7), hours(0, 5, 6, 7)), 1);
});

Deno.test("a history that differs, ends earlier, begins earlier or later than all keeps nothing", () => {
  equal(afterTurning(hours(0, 5, 6, 7), hours(1, 6, 9, 8)), 2);
  equal(afterTurning(hours(0, 5, 6, 7), hours(0, 5, 6)), 2);
  equal(afterTurning(hours(0, 5, 6, 7), hours(-1, 4, 5, 6, 7)), 2);
  equal(afterTurning(hours(0, 5, 6, 7), hours(3, 8, 9)), 2);
  equal(afterTurning(hours(0, NaN, 6), hours(0, NaN, 6)), 2);
});

Deno.test("a history altered in its place is noticed", () => {
  const history = hours(0, 5, 6, 7);
  const past = new PastForecasts<Float64Array>();
  past.turnTo(history);
  past.of(HOUR, () => Float64Array.of(1));
  history.values[1] = 99;
  past.turnTo(history);
  deepEqual([...past.of(HOUR, () => Float64Array.of(2))], [2]);
});
