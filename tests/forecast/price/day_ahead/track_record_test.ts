import { deepEqual, equal, ok } from "node:assert/strict";
import {
  correction,
  emptyRecord,
  type JudgedDay,
  recordAfter,
  type TrackRecord,
} from "../../../../lib/forecast/price/day_ahead/track_record.ts";

const ones = (value: number) => new Float64Array(24).fill(value);
/** Intervals of ±1 and ±2 units of 10 €/MWh. */
const intervals = {
  spread: new Array<number>(24).fill(1),
  ends: { 0.8: [-1, 1], 0.95: [-2, 2] },
} as const;

/** A day forecast at 100 €/MWh whose prices all came out by `error` higher. */
function day(error: number, until = 1): JudgedDay {
  return { until, forecast: ones(100), price: ones(100 + error), level: 100, unit: 10 };
}

function after(errors: readonly number[]): TrackRecord {
  return errors.reduce(
    (record, error) => recordAfter(record, day(error), intervals),
    emptyRecord(0),
  );
}

Deno.test("a bias that lasts is taken off in part, in the unit of the level", () => {
  const record = after(new Array(300).fill(20));
  ok(Math.abs(record.bias[5] - 0.2) < 1e-6);
  ok(Math.abs(correction(record, 100)[5] - 0.45 * 20) < 1e-4);
  ok(Math.abs(correction(record, 50)[5] - 0.45 * 10) < 1e-4);
  equal(correction(emptyRecord(0), 100)[0], 0);
});

Deno.test("one day counts 7 %, and fades by 7 % a day", () => {
  const [once, later] = [after([20]), after([20, 0])];
  ok(Math.abs(once.bias[0] - 0.07 * 0.2) < 1e-12);
  ok(Math.abs(later.bias[0] - 0.93 * 0.07 * 0.2) < 1e-12);
});

Deno.test("intervals widen after misses and narrow after none, each by its own promise", () => {
  // Errors of 15 lie outside ±10 and within ±20.
  const { width } = after([15]);
  ok(Math.abs(width[0.8] - (1 + 0.05 * (1 - 0.2))) < 1e-12);
  ok(Math.abs(width[0.95] - (1 - 0.05 * 0.05)) < 1e-12);
  equal(after(new Array(500).fill(0)).width[0.8], 0.5);
});

Deno.test("a record reaches as far as its last day", () => {
  const record = recordAfter(emptyRecord(0), day(5, 86_400), intervals);
  equal(record.until, 86_400);
  deepEqual(emptyRecord(7), { until: 7, bias: new Array(24).fill(0), width: { 0.8: 1, 0.95: 1 } });
});
