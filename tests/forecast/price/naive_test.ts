import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { readPriceHistory } from "../../../lib/data/catalogue.ts";
import { meanAbsoluteError, rootMeanSquareError } from "../../../lib/learn/metrics.ts";
import { naiveForecasts } from "../../../lib/forecast/price/naive.ts";
import { midnightInRome } from "../../../lib/time.ts";

Deno.test("Monday, Saturday and Sunday look a week back, other days a day", () => {
  const start = midnightInRome("2024-05-01");
  const values = Float64Array.from({ length: 24 * 20 }, (_, i) => Math.floor(i / 24));
  const naive = naiveForecasts({ start, values }, midnightInRome("2024-05-10"));
  // Day 9 is Friday, 10 May; then Saturday 10, Sunday 11, Monday 12, Tuesday 13.
  const noon = [0, 1, 2, 3, 4].map((day) => naive["similar day"][24 * day + 12]);
  deepEqual(noon, [8, 3, 4, 5, 12]);
  deepEqual([...naive["previous hour"].slice(0, 2)], [8, 9]);
  equal(naive["same hour yesterday"][0], 8);
  equal(naive["same hour yesterday"].length, 24 * 11);
});

Deno.test("naive forecasts need eight days before", () => {
  const start = midnightInRome("2024-05-01");
  const prices = { start, values: new Float64Array(24 * 9) };
  throws(() => naiveForecasts(prices, midnightInRome("2024-05-08")), /192 hours before/);
});

const gme = new URL("../../../../shared/data/gme/", import.meta.url);
const exists = await Deno.stat(gme).then(() => true, () => false);
if (!exists) console.log("No ../shared/data: the naive errors on GME's prices are not checked");

Deno.test({
  name: "the naive errors on GME's prices of 2024 are those that were published with the data",
  ignore: !exists,
  async fn() {
    const paths = [2023, 2024].map((year) => new URL(`Anno ${year}.xlsx`, gme).pathname);
    const history = await readPriceHistory(paths.map(decodeURIComponent));
    const prices = { start: history.start, values: history.eurPerMwh.get("PUN")! };
    const from = midnightInRome("2024-01-01");
    const actual = prices.values.slice(-8784);
    const naive = naiveForecasts(prices, from);
    // MAE and RMSE, €/MWh, as measured when the project was planned.
    const expected = {
      "previous hour": [8.70, 12.36],
      "same hour yesterday": [11.78, 17.85],
      "similar day": [11.49, 17.23],
    } as const;
    for (const name of ["previous hour", "same hour yesterday", "similar day"] as const) {
      ok(Math.abs(meanAbsoluteError(actual, naive[name]) - expected[name][0]) < 0.005);
      ok(Math.abs(rootMeanSquareError(actual, naive[name]) - expected[name][1]) < 0.005);
    }
  },
});
