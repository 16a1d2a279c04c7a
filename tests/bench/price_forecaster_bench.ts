import { before } from "../../lib/data/series.ts";
import { rowProducts } from "../../lib/learn/row_products.ts";
import { trainBoosting } from "../../lib/learn/boosting.ts";
import { fitLear } from "../../lib/forecast/price/day_ahead/lear.ts";
import { MarketDays } from "../../lib/forecast/price/day_ahead/market_days.ts";
import { trainPun } from "../../lib/forecast/price/pun.ts";
import { randomStream } from "../../lib/random.ts";
import { midnightInRome } from "../../lib/time.ts";
import { madePrices } from "../made/prices.ts";

const PRICES = madePrices("2021-01-01", 1461);
const KNOWN = before(PRICES, midnightInRome("2024-12-31"));
const MONTHS = before(PRICES, midnightInRome("2021-06-01"));
const DAYS = new MarketDays(KNOWN);
const HOUR_AHEAD = trainPun(MONTHS, { lookback_hours: 24, horizon: "hour-ahead" });
const DAY_AHEAD = trainPun(MONTHS, { lookback_hours: 24, horizon: "day-ahead" });

const stream = randomStream(1, "bench");
const columns = Array.from({ length: 60 }, () => {
  return Float64Array.from({ length: 26_000 }, () => stream.next());
});
const target = columns[0].map((x, i) => x * columns[1][i] + columns[2][i]);

const BASIS = { values: Float64Array.from({ length: 300 * 1700 }, () => stream.next()), rows: 300 };

Deno.bench("the products of 300 rows of 1700 numbers", { n: 20, warmup: 5 }, () => {
  rowProducts(BASIS, BASIS, 1700, [0, 1700], new Float64Array(300 * 300));
});

Deno.bench("the same in plain loops", { n: 20, warmup: 5 }, () => {
  const { values, rows } = BASIS;
  const into = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < 1700; k++) sum += values[i * 1700 + k] * values[j * 1700 + k];
      into[i * rows + j] = sum;
      into[j * rows + i] = sum;
    }
  }
});

Deno.bench("the next hour", () => {
  HOUR_AHEAD.next(KNOWN);
});

Deno.bench("the next day", () => {
  DAY_AHEAD.nextDay(KNOWN);
});

Deno.bench("boost 100 trees on 26,000 rows × 60 columns", { n: 3, warmup: 1 }, () => {
  trainBoosting({ columns, target }, { trees: 100, maxBins: 64 });
});

Deno.bench("fit LEAR on four years, one window", { n: 3, warmup: 1 }, () => {
  fitLear(DAYS, DAYS.count, [1456]);
});

Deno.bench("train the hour-ahead ensemble on four years", { n: 1, warmup: 0 }, () => {
  trainPun(KNOWN, { lookback_hours: 24, horizon: "hour-ahead" });
});

Deno.bench("train the day-ahead ensemble on four years", { n: 1, warmup: 0 }, () => {
  trainPun(KNOWN, { lookback_hours: 24, horizon: "day-ahead" });
});

const EARLIER = trainPun(before(PRICES, midnightInRome("2024-12-30")), {
  lookback_hours: 24,
  horizon: "day-ahead",
});

Deno.bench(
  "refit the day-ahead ensemble on four years, its trees kept",
  { n: 3, warmup: 0 },
  () => {
    trainPun(KNOWN, { lookback_hours: 24, horizon: "day-ahead" }, undefined, EARLIER);
  },
);
