import { deepStrictEqual as deepEqual, match, strictEqual as equal } from "node:assert/strict";
import { readHistoryFile } from "lib/data/history_file.ts";
import { readEnergyCharts } from "lib/data/prices/energy_charts.ts";
import { readSmard } from "lib/data/prices/smard.ts";
import { refusalOf, textOf } from "../../made/tables.ts";

const START = Date.UTC(2024, 0, 1) / 1000;
const json = (value: unknown) => textOf(JSON.stringify(value));
const smard = (series: unknown) => json({ meta_data: { version: 1 }, series });
const hours = (...prices: (number | null)[]) =>
  prices.map((price, i) => [1000 * (START + 3600 * i), price]);

Deno.test("SMARD's pairs are hours; nulls inside are gaps, at the ends nothing", () => {
  const { history, rows, licence } = readSmard(
    smard(hours(null, 1, null, 3.5, null)),
    "x.json",
    "NORD",
  );
  equal(history.start, START + 3600);
  deepEqual(Array.from(history.eurPerMwh.get("NORD")!), [1, NaN, 3.5]);
  deepEqual([rows, licence], [3, "CC BY 4.0, Bundesnetzagentur | SMARD.de"]);
});

Deno.test("SMARD's zone is told, or known by the file's name", () => {
  const bytes = smard(hours(1, 2));
  equal(readHistoryFile(bytes, "255_DE_hour_1704063600000.json").kind, "prices");
  equal(readHistoryFile(bytes, "x.json", { zone: "NORD" }).kind, "prices");
  match(
    refusalOf(() => readHistoryFile(bytes, "x.json")),
    /does not say whose prices .* --zone NORD/,
  );
});

Deno.test("what is no answer of SMARD is refused", () => {
  const refused: [unknown, RegExp][] = [
    [null, /holds a list "series": found none/],
    [hours(null, null), /it holds no price/],
    [[[1000 * START, "1"]], /pairs of milliseconds and a price or null: price 1/],
    [[[START + 0.5, 1]], /pairs of milliseconds/],
    [[[1000 * START, 1e6]], /NORD price 1000000 as prices run from/],
    [[[1000 * START, 1], [1000 * START, 2]], /given twice, as 1 and 2/],
    [[5], /Cannot read "5" as SMARD gives pairs/],
  ];
  for (const [series, expected] of refused) {
    match(refusalOf(() => readSmard(smard(series), "x", "NORD")), expected);
  }
});

const LICENCE = "CC BY 4.0 (creativecommons.org/licenses/by/4.0) from Bundesnetzagentur | SMARD.de";
const charts = (change: object = {}) =>
  json({
    license_info: LICENCE,
    unix_seconds: [START, START + 3600],
    price: [98, null],
    unit: "EUR / MWh",
    deprecated: false,
    ...change,
  });

Deno.test("energy-charts' lists are hours or quarter hours, under the licence that they name", () => {
  const { history, licence } = readEnergyCharts(charts(), "x", "NORD");
  deepEqual(Array.from(history.eurPerMwh.get("NORD")!), [98, NaN]);
  equal(licence, LICENCE);
  const unix_seconds = Array.from({ length: 8 }, (_, i) => START + 900 * i);
  const repeated = charts({ unix_seconds, price: [1, 1, 1, 1, 2, 2, 2, 2] });
  equal(readEnergyCharts(repeated, "x", "NORD").history.quarterHours, undefined);
  const fine = charts({ unix_seconds, price: [1, 2, 3, 4, 2, 2, 2, 2] });
  equal(readEnergyCharts(fine, "x", "NORD").history.quarterHours!.count, 8);
});

Deno.test("an answer of energy-charts that forbids, or is not whole, is refused", () => {
  const refused: [object, RegExp][] = [
    [
      { license_info: "For private and internal use only" },
      /under CC BY 4\.0: .* "For private and/,
    ],
    [{ license_info: undefined }, /its license_info says ""/],
    [{ unit: "GBP / MWh" }, /their unit is "GBP \/ MWh"/],
    [{ price: [1] }, /as many "price" as "unix_seconds": found 1 and 2/],
    [{ price: ["1", 2] }, /found 2 and 2/],
    [{ unix_seconds: [], price: [] }, /found 0 and 0/],
    [{ price: [1e5, 1] }, /NORD price 100000/],
  ];
  for (const [change, expected] of refused) {
    match(refusalOf(() => readEnergyCharts(charts(change), "x", "NORD")), expected);
  }
  match(
    refusalOf(() => readHistoryFile(charts(), "x.json")),
    /energy-charts does not say whose prices/,
  );
  const whole = charts();
  match(
    refusalOf(() => readHistoryFile(whole.subarray(0, -9), "x.json", { zone: "NORD" })),
    /cut short or damaged/,
  );
});
