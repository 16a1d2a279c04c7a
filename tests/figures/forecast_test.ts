import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import type { PriceHistory } from "lib/data/histories.ts";
import { inEdition } from "lib/figures/edition/edition.ts";
import { forecastErrorsFigure } from "lib/figures/forecast/errors.ts";
import { forecastAccuracyFigure } from "lib/figures/forecast/accuracy.ts";
import { errorsByZone } from "lib/figures/forecast/errors_by_zone.ts";
import { featureImportanceFigure } from "lib/figures/forecast/feature_importance.ts";
import { pvDaysFigure } from "lib/figures/forecast/pv_days.ts";
import { reliabilityFigure } from "lib/figures/forecast/reliability.ts";
import { zoneErrorsFigure } from "lib/figures/forecast/zone_errors.ts";
import type { Figure } from "lib/figures/parts/figure.ts";
import type { PriceForecaster } from "lib/forecast/price/forecaster.ts";
import type { PvTestRun } from "lib/forecast/pv/test_run.ts";
import { midnightInRome } from "lib/time.ts";
import { checkFigure } from "../made/checked_figure.ts";
import { textBoxes } from "../made/figure_text.ts";

const SOURCE = "Made for a test. Data: made up, not real.";

/** Draws in both widths and both languages, looks each over and gives the wide English one. */
function drawn(draw: () => Figure, kind: string): Figure {
  for (const width of ["full", "column"] as const) {
    for (const language of ["en", "it"] as const) {
      inEdition({ width, language }, () => checkFigure(draw(), `${kind}, ${width}, ${language}`));
    }
  }
  return draw();
}

/** Prices of 0 … count − 1 €/MWh, every second forecast 1 too high, the others 3 too low. */
function priceAccuracy(count: number): Figure {
  const actual = Float64Array.from({ length: count }, (_, i) => i);
  const forecast = actual.map((price, i) => price + (i % 2 === 0 ? 1 : -3));
  const wording = {
    name: "x",
    quantity: "PUN",
    unit: "€/MWh",
    method: "hour-ahead",
    source: SOURCE,
  };
  return forecastAccuracyFigure({ actual, forecast }, wording);
}

Deno.test("a forecast's accuracy says the middle error, and values to the pointer where dots are few", () => {
  const few = drawn(() => priceAccuracy(21), "21 hours");
  equal(
    few.title,
    "Half of the PUN forecasts are off by less than 1.0 €/MWh, one in twenty by more than 3.0",
  );
  equal(few.drawing.match(/<title>Actual /g)?.length, 2 * 21);
  match(few.drawing, /<title>Actual 4\.0, forecast 5\.0 €\/MWh/);
  const many = drawn(() => priceAccuracy(2000), "2000 hours");
  const places = [...many.drawing.matchAll(/<circle [^>]*r="2" cy="[\d.]+" cx="([\d.]+)"/g)]
    .map(([, x]) => Number(x));
  equal(places.length, 2 * 997);
  ok(Math.max(...places) > 299, "the last hours are shown too");
  ok(!many.drawing.includes("<title>Actual "));
});

Deno.test("where most hours are nights, none of which a forecast can miss, the title says so", () => {
  const actual = Float64Array.from({ length: 24 }, (_, h) => h < 16 ? 0 : 0.1 * (h - 15));
  const wording = {
    name: "pv_accuracy",
    quantity: "PV",
    unit: "kWh per kW",
    method: "test",
    source: SOURCE,
  };
  const forecast = actual.map((kwh) => 1.2 * kwh); // The 95 % quantile: .12 + .85 · .02.
  const figure = drawn(() => forecastAccuracyFigure({ actual, forecast }, wording), "nights");
  equal(
    figure.title,
    "Half or more of the PV forecasts are exact, one in twenty is off by more than 0.137 kWh per kW",
  );
});

Deno.test("what a forecaster leans on stands in descending order, the two first in the title", () => {
  const figure = drawn(
    () =>
      featureImportanceFigure([
        { name: "the season", growth: 0.004 },
        { name: "the last sunlit hour", growth: 1.37 },
        { name: "where the sun stands", growth: 0.52 },
        { name: "the same hour yesterday", growth: -0.002 },
      ], { name: "pv_importance", quantity: "PV", source: SOURCE }),
    "four pieces",
  );
  equal(
    figure.title,
    "PV: without the last sunlit hour the error grows by 137 %, without where the sun stands by 52 %",
  );
  match(figure.alt, /the season 0\.4 %, the same hour yesterday −0\.2 %\./);
  const one = [{ name: "the season", growth: 1 }];
  throws(() => featureImportanceFigure(one, { name: "x", quantity: "PV", source: "" }), RangeError);
});

/** Of each day of 2025 one value at 12:10 UTC, `power(day)`; the forecast promises a tenth more. */
function yearOfNoons(power: (day: number) => number): PvTestRun {
  const start = Date.parse("2025-01-01T00:10Z") / 1000;
  const count = 365 * 24;
  const actual = Float64Array.from(
    { length: count },
    (_, row) => row % 24 === 12 ? power(Math.floor(row / 24)) : 0,
  );
  const none = new Float64Array(count);
  return {
    time: Float64Array.from({ length: count }, (_, row) => start + 3600 * row),
    sunlit: new Uint8Array(count),
    actual,
    forecasts: {
      "hour-ahead": actual.map((kw) => 1.1 * kw),
      "smart persistence": none,
      persistence: none,
      climatology: actual.map(() => 0.1),
      "month-and-hour mean": none,
    },
    quantiles: { "hour-ahead": [], climatology: [] },
    fellBack: new Uint8Array(count),
  };
}

Deno.test("the days shown are those that give the median of summer and of winter", () => {
  // From June to August days 151 … 242: 0.4 kWh on the first, rising by 0.001 a day. In winter 0.2.
  const isSummer = (day: number) => day >= 151 && day < 243;
  const run = yearOfNoons((day) => isSummer(day) ? 0.4 + 0.001 * (day - 151) : 0.2);
  const figure = drawn(() => pvDaysFigure(run, SOURCE), "a year of noons");
  // Of 92 days the 46th, 16 July: 0.445 kWh, 0.4895 forecast; of 89 equal ones the 45th by date.
  equal(
    figure.title,
    "An ordinary day gives 0.45 kWh per kW in summer, 0.20 in winter; 0.49 and 0.22 were forecast hour by hour",
  );
  const words = textBoxes(figure.svg).map(({ text }) => text);
  ok(words.includes("2025-07-16") && words.includes("2025-02-15"), words.join("|"));
  // 12:10 UTC is 14:10 in Rome in summer, 13:10 in winter.
  match(figure.drawing, /2025-07-16, 14:10: 0\.445 came, 0\.490 forecast, 0\.100 usual/);
  match(figure.drawing, /2025-02-15, 13:10: 0\.200 came, 0\.220 forecast/);
  const january = { ...run, time: run.time.slice(0, 700) };
  throws(() => pvDaysFigure(january, SOURCE), RangeError);
});

/** Says the price of the hour before and 1 €/MWh. */
const ONE_MORE: PriceForecaster = {
  name: "one more",
  horizon: "hour-ahead",
  hoursNeeded: 24,
  next: ({ values }: { values: Float64Array }) => values[values.length - 1] + 1,
  nextInterval: () => ({ low: 0, high: 0 }),
} as unknown as PriceForecaster;

Deno.test("errors by zone are of one forecaster in every Italian zone of which all prices are known", () => {
  const from = midnightInRome("2025-03-01");
  const start = from - 10 * 24 * 3600;
  const count = 12 * 24;
  // The PUN rises by 1 €/MWh an hour, the north by 3, Sicily has a gap; a border is no zone.
  const rising = (by: number) => Float64Array.from({ length: count }, (_, h) => 50 + by * h);
  const gap = rising(2);
  gap[count - 30] = NaN;
  const history: PriceHistory = {
    start,
    count,
    eurPerMwh: new Map([["NORD", rising(3)], ["PUN", rising(1)], ["SICI", gap], [
      "XAUS",
      rising(1),
    ]]),
  };
  const zones = errorsByZone(history, ONE_MORE, from, from + 24 * 3600);
  deepEqual(zones, [
    { name: "PUN", errors: { "one more": 0, "previous hour": 1 } },
    { name: "NORD", errors: { "one more": 2, "previous hour": 3 } },
  ]);
  const figure = drawn(() => zoneErrorsFigure(zones, SOURCE), "two zones");
  equal(
    figure.title,
    "The forecast errs least for PUN, by 0.00 €/MWh, and most for NORD, by 2.00",
  );
  equal(
    drawn(() => zoneErrorsFigure(zones.slice(1), SOURCE), "one zone").title,
    "For NORD the forecast errs by 2.00 €/MWh",
  );
  throws(() => zoneErrorsFigure([], SOURCE), RangeError);
});

Deno.test("in Italian the forecasters' figures say nothing in English", () => {
  const italian = inEdition({ language: "it" }, () => [
    featureImportanceFigure(
      [{ name: "the season", growth: 0.5 }, { name: "the systems near by", growth: 0.1 }],
      { name: "x", quantity: "FV", source: "" },
    ),
    pvDaysFigure(yearOfNoons(() => 0.3), ""),
    zoneErrorsFigure([{ name: "NORD", errors: { ensemble: 1, "previous hour": 2 } }], ""),
    forecastErrorsFigure([{ name: "1", errors: { climatology: 1, persistence: 2 } }], {
      name: "x",
      measure: "Errore assoluto medio",
      unit: "€/MWh",
      partLabel: "Ora",
      source: "",
    }),
  ]);
  const held = [0.1, 0.5, 0.9].map((share) => ({ share, held: share + 0.05 }));
  const close = [0.1, 0.9].map((share) => ({ share, held: share }));
  italian.push(
    ...inEdition(
      { language: "it" },
      () =>
        [held, close].map((climatology) =>
          reliabilityFigure({ climatology }, { name: "x", quantity: "FV", source: "" })
        ),
    ),
  );
  for (const { drawing } of italian) {
    const words = drawing.replaceAll(/<[^>]*>/g, " ");
    const english =
      /\b(the|of|hour|and|forecast|error|errs|mean|least|usual|actual|season|below|should|off|points)\b/i;
    ok(!english.test(words.replaceAll("Breiman", "")), english.exec(words)?.[0]);
  }
});
