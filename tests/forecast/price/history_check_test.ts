import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { priceSeries } from "lib/forecast/forecast_outlook.ts";
import { checkTrainingPrices, withinRecord } from "lib/forecast/price/history_check.ts";
import { assertPricesReach } from "lib/forecast/price/outlook.ts";
import { InputError } from "lib/input_error.ts";
import { HOUR, midnightInRome } from "lib/time.ts";
import { madePrices } from "../../made/prices.ts";

const series = madePrices("2021-01-01", 120);
const torn = (from: number, to: number) => ({
  ...series,
  values: series.values.slice().fill(NaN, from, to),
});

function problemOf(task: () => unknown): string {
  let problem = "";
  throws(task, (error) => {
    ok(error instanceof InputError, String(error));
    problem = error.message;
    return true;
  });
  return problem;
}

Deno.test("a zone younger than the oldest file, or one that ceased, has no gap at its ends", () => {
  const { start, values } = withinRecord({
    start: series.start,
    values: series.values.slice().fill(NaN, 0, 480).fill(NaN, 2800),
  });
  equal(start, series.start + 480 * HOUR);
  equal(values.length, 2320);
  checkTrainingPrices({ start, values });
  deepEqual(withinRecord(series), series);
});

Deno.test("a zone that the history names and has no price of is refused", () => {
  const history = {
    start: series.start,
    count: 24,
    eurPerMwh: new Map([["PUN", series.values], ["MONT", new Float64Array(24).fill(NaN)]]),
  };
  equal(priceSeries(history, "PUN").values.length, series.values.length);
  match(problemOf(() => priceSeries(history, "MONT")), /prices of MONT as the history holds none/);
  match(problemOf(() => priceSeries(history, "SUD")), /\(PUN, MONT\), found "SUD"/);
});

Deno.test("an inner gap is refused before training, with its hours, and a missing year's remedy", () => {
  const start = midnightInRome("2021-04-01");
  const reach = (prices: typeof series) => () => assertPricesReach(prices, start, 24, "hour-ahead");
  reach(series)();
  equal(
    problemOf(reach(torn(48, 49))),
    "Cannot forecast prices across a gap: there is no price for 2021-01-03 00:00 (Rome)",
  );
  match(
    problemOf(reach(torn(48, 72))),
    /no price for 2021-01-03 00:00 to 2021-01-03 23:00 \(Rome\), 24 hours$/,
  );
  match(
    problemOf(reach(torn(48, 800))),
    /752 hours; import the year .* `deno task download prices --years 2021`$/,
  );
  reach(torn(2800, 2810))(); // after what the scenario takes
});

Deno.test("a scenario before the history, or long before there were time zones, is a sentence", () => {
  const reach = (date: string) => () =>
    assertPricesReach(series, midnightInRome(date), 24, "hour-ahead");
  match(
    problemOf(reach("2021-01-20")),
    /prices from 2021-01-20 on as that takes the prices of the 28 days before: .* on 2021-01-01$/,
  );
  match(problemOf(reach("1850-06-01")), /prices from 1850-06-01 on as/);
});
