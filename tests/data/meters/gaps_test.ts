import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { fillGaps, requireNoGaps } from "lib/data/meters/gaps.ts";
import { requireCovers, totalOf } from "lib/data/meters/coverage.ts";
import type { MeterGrid } from "lib/data/meters/readings.ts";
import { amountsOver } from "lib/data/resampling.ts";
import { HOUR, midnightInRome } from "lib/time.ts";
import fc from "../../made/fast_check.ts";
import { close } from "../../made/meters.ts";

const start = midnightInRome("2025-08-15");
const gridOf = (...values: number[]): MeterGrid => ({
  start,
  seconds: HOUR,
  count: values.length,
  kwh: new Map([["consumption", Float64Array.from(values)]]),
  repeats: 0,
});

Deno.test("a gap of three hours is filled on a straight line and marked", () => {
  const { kwh, gaps } = fillGaps(gridOf(1, NaN, NaN, NaN, 5));
  deepEqual([...kwh.get("consumption")!], [1, 2, 3, 4, 5]);
  deepEqual(gaps, [{
    direction: "consumption",
    from: start + HOUR,
    to: start + 4 * HOUR,
    interpolated: true,
  }]);
});

Deno.test("a gap of four hours, and one at an end, stay and are named where a run needs them", () => {
  const { kwh, gaps } = fillGaps(gridOf(1, NaN, NaN, NaN, NaN, 5, NaN));
  deepEqual([...kwh.get("consumption")!], [1, NaN, NaN, NaN, NaN, 5, NaN]);
  deepEqual(gaps.map(({ interpolated }) => interpolated), [false, false]);
  throws(
    () => requireNoGaps(gaps, "a.csv"),
    /longer ones are not: consumption from 2025-08-15 01:00 to 2025-08-15 05:00; consumption from/,
  );
  requireNoGaps(gaps, "a.csv", start, start + HOUR);
  throws(() => requireNoGaps(gaps, "a.csv", start, start + 2 * HOUR), /01:00/);
});

Deno.test("what is filled leaves the readings as they were", () => {
  const grid = gridOf(1, NaN, 3);
  fillGaps(grid);
  deepEqual([...grid.kwh.get("consumption")!], [1, NaN, 3]);
  equal(totalOf(grid, "consumption"), 4);
  equal(totalOf(grid, "injected"), 0);
});

Deno.test("a run outside the readings is refused, naming their range", () => {
  const grid = gridOf(...new Array<number>(24).fill(1));
  requireCovers(grid, { start, seconds: HOUR, count: 24 }, "a.csv");
  throws(
    () => requireCovers(grid, { start, seconds: HOUR, count: 25 }, "a.csv"),
    /reach from 2025-08-15 00:00 to 2025-08-16 00:00: choose a date within them/,
  );
});

Deno.test("readings keep their energy at every step length", () => {
  fc.assert(fc.property(
    fc.constantFrom(300, 900, 1800, 3600),
    fc.constantFrom(300, 600, 900, 1200, 1800, 3600),
    fc.array(fc.double({ min: 0, max: 9, noNaN: true }), { minLength: 24, maxLength: 24 }),
    (meter, step, day) => {
      const values = Float64Array.from(
        { length: 24 * HOUR / meter },
        (_, i) => day[Math.floor(i * meter / HOUR)],
      );
      const steps = { start, seconds: step, count: 24 * HOUR / step };
      const resampled = amountsOver({ start, seconds: meter, values }, steps);
      const sum = (array: Float64Array) => array.reduce((a, b) => a + b, 0);
      close(sum(resampled), sum(values), 1e-9);
    },
  ));
});
