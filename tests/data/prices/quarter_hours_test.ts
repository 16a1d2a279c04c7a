import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { joinPrices, pricesFromColumns, pricesToColumns } from "lib/data/prices/history.ts";
import { pricesFromReadings } from "lib/data/prices/quarter_hours.ts";
import { HOUR } from "lib/time.ts";
import fc from "../../made/fast_check.ts";
import { refusalOf } from "../../made/tables.ts";

const START = Date.UTC(2025, 8, 30, 20) / 1000;
const place = (index: number) => `price ${index + 1}`;
const read = (stamps: readonly number[], prices: readonly number[]) =>
  pricesFromReadings(stamps, new Map([["NORD", prices]]), place).history;
const every = (step: number, count: number, from = START) =>
  Array.from({ length: count }, (_, i) => from + i * step);

Deno.test("hours up to the change, quarter hours from then on: both are kept", () => {
  const stamps = [...every(HOUR, 2), ...every(900, 8, START + 2 * HOUR)];
  const history = read(stamps, [10, 20, 1, 2, 3, 4, 5, 6, 7, 8]);
  deepEqual(Array.from(history.eurPerMwh.get("NORD")!), [10, 20, 2.5, 6.5]);
  const { start, stepSeconds, count, eurPerMwh } = history.quarterHours!;
  deepEqual([start, stepSeconds, count], [START + 2 * HOUR, 900, 8]);
  deepEqual(Array.from(eurPerMwh.get("NORD")!), [1, 2, 3, 4, 5, 6, 7, 8]);
});

Deno.test("quarter hours that only repeat their hour are hours", () => {
  const history = read(every(900, 8), [0.1, 0.1, 0.1, 0.1, 7, 7, 7, 7]);
  equal(history.quarterHours, undefined);
  deepEqual(Array.from(history.eurPerMwh.get("NORD")!), [0.1, 7]);
});

Deno.test("half hours are two quarter hours each", () => {
  const history = read(every(1800, 4), [1, 3, 5, 7]);
  deepEqual(Array.from(history.eurPerMwh.get("NORD")!), [2, 6]);
  deepEqual(Array.from(history.quarterHours!.eurPerMwh.get("NORD")!), [1, 1, 3, 3, 5, 5, 7, 7]);
});

Deno.test("a missing quarter hour leaves its hour missing; an hour cut at an end too", () => {
  const history = read(every(900, 9, START + 900).toSpliced(4, 1), [1, 2, 3, 4, 6, 7, 8, 9]);
  deepEqual(Array.from(history.eurPerMwh.get("NORD")!), [NaN, NaN, NaN]);
  equal(history.start, START);
  deepEqual(
    Array.from(history.quarterHours!.eurPerMwh.get("NORD")!),
    [NaN, 1, 2, 3, 4, NaN, 6, 7, 8, 9, NaN, NaN],
  );
});

Deno.test("stamps off the quarter hour are refused", () => {
  match(refusalOf(() => read([START, START + 60], [1, 2])), /readings come every 15 minutes/);
});

Deno.test("quarter hours of several files are joined beside their hours, and must agree with them", () => {
  const fine = read(every(900, 4, START + HOUR), [1, 2, 3, 4]);
  const coarse = read(every(HOUR, 2), [9, 2.5]);
  const joined = joinPrices([{ file: "a", history: coarse }, { file: "b", history: fine }]);
  deepEqual(Array.from(joined.eurPerMwh.get("NORD")!), [9, 2.5]);
  deepEqual(Array.from(joined.quarterHours!.eurPerMwh.get("NORD")!), [1, 2, 3, 4]);
  const other = read(every(HOUR, 2), [9, 2.6]);
  match(
    refusalOf(() => joinPrices([{ file: "a", history: other }, { file: "b", history: fine }])),
    /"a" and "b" as they give 2\.6 and 2\.5/,
  );
});

Deno.test("quarter hours keep energy-weighted price: their mean is their hour's, over any range", () => {
  const price = fc.double({ min: -500, max: 3000, noNaN: true });
  fc.assert(fc.property(
    fc.array(price, { minLength: 4, maxLength: 80 }),
    fc.nat(3),
    (prices, offset) => {
      const history = read(every(900, prices.length, START + offset * 900), prices);
      const quarters = history.quarterHours?.eurPerMwh.get("NORD");
      history.eurPerMwh.get("NORD")!.forEach((hour, i) => {
        if (quarters === undefined || Number.isNaN(hour)) return;
        const mean = quarters.subarray(4 * i, 4 * i + 4).reduce((sum, q) => sum + q) / 4;
        ok(Math.abs(hour - mean) <= 1e-9 * Math.max(1, Math.abs(mean)));
      });
      const columns = pricesToColumns(history);
      deepEqual(pricesFromColumns(columns), history);
    },
  ));
});

Deno.test("columns kept before there were quarter hours are read as hours", () => {
  const columns = new Map([["utc", Float64Array.of(0, HOUR)], ["PUN", Float64Array.of(1, 2)]]);
  deepEqual(pricesFromColumns(columns), {
    start: 0,
    count: 2,
    eurPerMwh: new Map([["PUN", Float64Array.of(1, 2)]]),
  });
});
