import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { before, endOf, type HourlySeries, indexAt } from "../../lib/data/series.ts";
import { HOUR } from "../../lib/time.ts";

const series: HourlySeries = { start: 10 * HOUR, values: Float64Array.of(1, 2, 3) };

Deno.test("a series ends where its last hour does", () => {
  equal(endOf(series), 13 * HOUR);
  equal(endOf({ start: 5, values: new Float64Array() }), 5);
});

Deno.test("an hour's place counts from the start and may lie outside", () => {
  deepEqual([10, 12, 13, 9].map((hour) => indexAt(series, hour * HOUR)), [0, 2, 3, -1]);
});

Deno.test("no hour begins at half past", () => {
  throws(() => indexAt(series, 10.5 * HOUR), { name: "RangeError", message: /37800/ });
});

Deno.test("what lies before an instant excludes the hour that begins then", () => {
  deepEqual([...before(series, 12 * HOUR).values], [1, 2]);
  equal(before(series, 12 * HOUR).start, series.start);
});

Deno.test("before the start there is nothing, after the end everything", () => {
  deepEqual([...before(series, 10 * HOUR).values], []);
  deepEqual([...before(series, 2 * HOUR).values], []);
  deepEqual([...before(series, 99 * HOUR).values], [1, 2, 3]);
});

Deno.test("the part before an instant shares its values", () => {
  equal(before(series, 12 * HOUR).values.buffer, series.values.buffer);
});
