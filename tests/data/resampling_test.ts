import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { amountsOver, meansOver } from "../../lib/data/resampling.ts";
import { HOUR, hoursOfDay, midnightInRome, STEP_LENGTHS, type Steps } from "../../lib/time.ts";
import { close } from "../made/fixtures.ts";

const series = (seconds: number, ...values: number[]) => ({
  start: 0,
  seconds,
  values: Float64Array.from(values),
});

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

Deno.test("a longer step takes the mean of the prices that it spans", () => {
  deepEqual([...meansOver(series(900, 40, 44, 48, 52), { start: 0, seconds: HOUR, count: 1 })], [
    46,
  ]);
});

Deno.test("a price holds within its period: each shorter step has it", () => {
  deepEqual([...meansOver(series(HOUR, 40, 60), { start: 0, seconds: 1200, count: 6 })], [
    40,
    40,
    40,
    60,
    60,
    60,
  ]);
});

Deno.test("a step across two periods weighs each by the time it has of it", () => {
  // 20-minute steps over quarters: 15 of 10, 5 of 40 → (10 · 15 + 40 · 5)/20, and so on.
  const means = meansOver(series(900, 10, 40, 70, 100), { start: 0, seconds: 1200, count: 3 });
  for (const [i, mean] of [17.5, 55, 92.5].entries()) close(means[i], mean, 1e-12);
});

Deno.test("energy is spread evenly over its step, and added up over several", () => {
  deepEqual([...amountsOver(series(HOUR, 2, 4), { start: 1800, seconds: 900, count: 4 })], [
    0.5,
    0.5,
    1,
    1,
  ]);
  deepEqual([...amountsOver(series(900, 1, 2, 3, 4), { start: 0, seconds: HOUR, count: 1 })], [10]);
});

Deno.test("a gap makes a gap of every step that it touches, and of no other", () => {
  const means = meansOver(series(HOUR, 1, NaN, 3), { start: 0, seconds: 1800, count: 6 });
  deepEqual([...means], [1, 1, NaN, NaN, 3, 3]);
  const wide = meansOver(series(900, 1, NaN, 3, 3), { start: 0, seconds: 1800, count: 2 });
  deepEqual([...wide], [NaN, 3]);
});

Deno.test("what the series does not cover is refused at either end, nothing at all is not", () => {
  const hours = series(HOUR, 1, 2);
  for (const resample of [meansOver, amountsOver]) {
    throws(() => resample(hours, { start: -900, seconds: 900, count: 1 }), RangeError);
    throws(() => resample(hours, { start: 0, seconds: 900, count: 9 }), /from 0 to 7200 s/);
    equal(resample(hours, { start: -900, seconds: 900, count: 0 }).length, 0);
  }
});

/** Any range of steps within any series. */
const ranges = fc.record({
  from: fc.constantFrom(...STEP_LENGTHS),
  to: fc.constantFrom(...STEP_LENGTHS),
  offset: fc.integer({ min: 0, max: 40 }),
  count: fc.integer({ min: 1, max: 60 }),
  values: fc.array(fc.integer({ min: -5000, max: 9000 }).map((value) => value / 100), {
    minLength: 1,
    maxLength: 40,
  }),
});

/** ∫ value dt over a range, from the periods themselves. */
function integral(
  { start, seconds, values }: { start: number; seconds: number; values: Float64Array },
  from: number,
  to: number,
): number {
  return sum(Array.from(values, (value, at) => {
    const begin = start + at * seconds;
    return value * Math.max(0, Math.min(to, begin + seconds) - Math.max(from, begin));
  }));
}

Deno.test("energy and time-weighted mean are kept over any range", () => {
  fc.assert(fc.property(ranges, ({ from, to, offset, count, values }) => {
    const start = 1_700_000_000 - 1_700_000_000 % HOUR;
    const steps: Steps = { start: start + offset * 300, seconds: to, count };
    const needed = Math.ceil((offset * 300 + count * to) / from);
    const given = {
      start,
      seconds: from,
      values: Float64Array.from({ length: needed }, (_, at) => values[at % values.length]),
    };
    const end = steps.start + count * to;
    const whole = integral(given, steps.start, end);
    const size = 1 + sum(given.values.map(Math.abs)) * from;
    const means = meansOver(given, steps);
    ok(Math.abs(sum(means) * to - whole) <= 1e-9 * size);
    const energies = amountsOver(given, steps);
    ok(Math.abs(sum(energies) - whole / from) <= 1e-9 * size / from);
    // And so over any part of the range.
    const part = Math.floor(count / 2);
    const middle = steps.start + part * to;
    ok(
      Math.abs(sum(means.subarray(0, part)) * to - integral(given, steps.start, middle)) <=
        1e-9 * size,
    );
  }));
});

Deno.test("there and back again, whole periods are what they were", () => {
  const hours = series(HOUR, 2, -4, 7.5);
  for (const seconds of STEP_LENGTHS) {
    const count = 3 * HOUR / seconds;
    const parts = { start: 0, seconds, values: amountsOver(hours, { start: 0, seconds, count }) };
    const back = amountsOver(parts, { start: 0, seconds: HOUR, count: 3 });
    for (const [i, value] of back.entries()) close(value, hours.values[i], 1e-12);
  }
});

for (const [date, hours] of [["2025-03-30", 23], ["2025-10-26", 25]] as const) {
  Deno.test(`both are kept over the ${hours} hours of ${date}`, () => {
    equal(hoursOfDay(date), hours);
    const start = midnightInRome(date);
    const values = Float64Array.from({ length: hours }, (_, hour) => 50 + 3 * hour ** 1.5);
    const day = { start, seconds: HOUR, values };
    for (const seconds of STEP_LENGTHS) {
      const steps = { start, seconds, count: hours * HOUR / seconds };
      const means = meansOver(day, steps);
      close(sum(means) / means.length, sum(values) / hours, 1e-9);
      close(sum(amountsOver(day, steps)), sum(values), 1e-9);
      equal(steps.start + steps.count * seconds, midnightInRome(nextDay(date)));
    }
  });
}

function nextDay(date: string): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}
