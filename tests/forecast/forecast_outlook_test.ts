import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import { stepsOf } from "../../lib/config/steps.ts";
import type { Config } from "../../lib/config/settings.ts";
import type { Catalogue } from "../../lib/data/catalogue.ts";
import type { HourlySeries } from "../../lib/data/series.ts";
import { forecastOutlook, type OutlookOptions } from "../../lib/forecast/forecast_outlook.ts";
import { foresights } from "../../lib/forecast/foresight.ts";
import { InputError } from "../../lib/input_error.ts";
import { silent } from "../../lib/progress.ts";
import { setUp } from "../../lib/run/setup.ts";
import { HOUR, startOfStep } from "../../lib/time.ts";
import { close, configOf, run } from "../made/fixtures.ts";
import { madePrices } from "../made/prices.ts";
import { driftingClouds, syntheticSystem, TURIN, utc } from "../made/pv_fixtures.ts";

const DATE = "2021-04-15";
const SITES = [TURIN, { ...TURIN, latitude: 45.1 }];
/** Prices up to 1:00 of 20 April in Rome, generation to 1 May. */
const PRICES = madePrices("2021-01-01", 109);
const SYSTEM = syntheticSystem({ days: 120, index: driftingClouds() });

const catalogueOf = (prices: HourlySeries = PRICES, pv = [SYSTEM]): Catalogue => ({
  label: "made up",
  synthetic: true,
  prices: { start: prices.start, eurPerMwh: new Map([["PUN", prices.values]]) } as never,
  pv,
  sources: pv.map(({ start, generationKw }) => ({
    kind: "pv",
    sha256: `${start} ${generationKw.length} ${generationKw.reduce((a, b) => a + (b || 0), 0)}`,
  })) as never,
});

const CACHE = await Deno.makeTempDir();
addEventListener("unload", () => Deno.removeSync(CACHE, { recursive: true }));

/** A run whose prices are known, so that only the PV forecaster is trained. */
function outlookFor(
  settings: object = {},
  { catalogue = catalogueOf(), ...options }: OutlookOptions & { catalogue?: Catalogue } = {},
) {
  const config = configOf({
    date: DATE,
    price_forecaster: { horizon: "published" },
    ...settings,
  });
  return {
    config,
    outlook: forecastOutlook(config, catalogue, SITES, CACHE, silent, options),
  };
}

const priceAt = (instant: number) => PRICES.values[(instant - PRICES.start) / HOUR];

/** What an hour's steps sum to, by site. */
function hourly(config: Config, steps: readonly Float64Array[], site: number): number[] {
  const perHour = 60 / config.step_minutes;
  return Array.from(
    { length: config.hours },
    (_, hour) =>
      steps.slice(hour * perHour, (hour + 1) * perHour).reduce((sum, kwh) => sum + kwh[site], 0),
  );
}

Deno.test("published prices are those that came, €/kWh, each through its hour", () => {
  for (const step_minutes of [15, 60]) {
    const { config, outlook } = outlookFor({ step_minutes });
    const steps = stepsOf(config);
    for (const [step, price] of outlook.forecast.marketPrice.entries()) {
      const instant = startOfStep(steps, step);
      close(price, priceAt(instant - instant % HOUR) / 1000, 1e-15);
    }
    deepEqual(outlook.actual?.marketPrice, outlook.forecast.marketPrice);
    deepEqual(outlook.priceForecaster, { name: "published", horizon: "published" });
  }
});

Deno.test("published refuses what the history does not reach, and names the instant", () => {
  outlookFor({ date: "2021-04-19", hours: 25 });
  const refusal = (settings: object, expected: RegExp, catalogue = catalogueOf()) =>
    throws(() => outlookFor(settings, { catalogue }), (error) => {
      ok(error instanceof InputError);
      ok(expected.test(error.message), error.message);
      ok(/choose an earlier date, fewer hours or another horizon/.test(error.message));
      return true;
    });
  refusal({ date: "2021-04-19", hours: 26 }, /none for 2021-04-20 01:00/);
  refusal({ date: "2021-05-01" }, /none for 2021-05-01 00:00/);
  refusal({ date: "2021-04-19", hours: 26, step_minutes: 15 }, /none for 2021-04-20 01:00/);
  const gap = { ...PRICES, values: PRICES.values.slice() };
  gap.values[(utc("2021-04-15T11:00") - PRICES.start) / HOUR] = NaN;
  refusal({}, /none for 2021-04-15 13:00/, catalogueOf(gap));
});

Deno.test("generation is the same energy an hour at every length of step, forecast and come", () => {
  const whole = outlookFor().outlook;
  for (const step_minutes of [5, 10, 15, 20, 30]) {
    const { config, outlook } = outlookFor({ step_minutes });
    for (const side of ["forecast", "actual"] as const) {
      equal(outlook[side]?.pvKwhPerKw.length, 24 * 60 / step_minutes);
      for (const site of [0, 1]) {
        const sums = hourly(config, outlook[side]!.pvKwhPerKw, site);
        for (const [hour, kwh] of sums.entries()) {
          close(kwh, whole[side]!.pvKwhPerKw[hour][site], 1e-12);
        }
      }
    }
  }
});

Deno.test("history: what came is what was recorded, and the forecast did not know it", () => {
  const { outlook } = outlookFor();
  const observer = outlook.pvForecaster.observing([SYSTEM]);
  for (const [hour, sites] of outlook.actual!.pvKwhPerKw.entries()) {
    const start = stepsOf(configOf({ date: DATE })).start + hour * HOUR;
    deepEqual([...sites], SITES.map((site) => observer.energy(site, start)));
  }
  const { actuals } = outlook;
  deepEqual(actuals, { rule: "history", priceSteps: 24, pvSteps: 24, weatherYear: null });
  ok(
    outlook.forecast.pvKwhPerKw.some(([kwh], hour) =>
      Math.abs(kwh - outlook.actual!.pvKwhPerKw[hour][0]) > 0.01
    ),
  );
});

Deno.test("forecast: nothing came but the forecast, and a run trades exactly the three steps", () => {
  const { config, outlook } = outlookFor({ settlement: { actuals: "forecast" } });
  equal(outlook.actual, null);
  deepEqual(outlook.forecast, outlookFor().outlook.forecast);
  deepEqual(outlook.actuals, { rule: "forecast", priceSteps: 0, pvSteps: 0, weatherYear: null });
  const five = forecastOutlook(config, catalogueOf(), setUp(config).members.sites, CACHE);
  for (const { planned, metered, trades, step, marketPrice } of run(config, five)) {
    equal(planned, metered);
    equal(marketPrice, five.forecast.marketPrice[step]);
    ok(trades.type.subarray(0, trades.count).every((type) => type <= 2));
  }
});

Deno.test("where the PV history ends, the forecast stands in for the sun alone", () => {
  const ended = { ...SYSTEM, generationKw: SYSTEM.generationKw.subarray(0, 104 * 24 + 12) };
  ok(ended.start + ended.generationKw.length * HOUR === utc(`${DATE}T12:10`));
  const { outlook } = outlookFor({}, { catalogue: catalogueOf(PRICES, [ended]) });
  const { start } = stepsOf(configOf({ date: DATE }));
  for (const [hour, sites] of outlook.actual!.pvKwhPerKw.entries()) {
    if (start + hour * HOUR < utc(`${DATE}T12:00`)) continue;
    deepEqual(sites, outlook.forecast.pvKwhPerKw[hour]);
  }
  const noon = 12;
  ok(outlook.actual!.pvKwhPerKw[noon][0] !== outlook.forecast.pvKwhPerKw[noon][0]);
  equal(outlook.actuals.priceSteps, 24);
  ok(outlook.actuals.pvSteps < 24);
});

Deno.test("where prices end or have a gap, the forecast stands in for the price alone", () => {
  const gap = { ...PRICES, values: PRICES.values.slice() };
  const at = (utc("2021-04-15T11:00") - PRICES.start) / HOUR;
  gap.values.fill(NaN, at, at + 2);
  const { outlook } = outlookFor(
    { price_forecaster: { horizon: "day-ahead" }, step_minutes: 30 },
    { catalogue: catalogueOf(gap) },
  );
  const { forecast, actual, actuals } = outlook;
  equal(actuals.priceSteps, 44);
  equal(actuals.pvSteps, 48);
  for (const [step, price] of actual!.marketPrice.entries()) {
    const instant = stepsOf(configOf({ date: DATE })).start + step * 1800;
    if (step >= 26 && step < 30) equal(price, forecast.marketPrice[step]);
    else close(price, priceAt(instant - instant % HOUR) / 1000, 1e-15);
  }
});

Deno.test("weather-year: the sun of a drawn year's same days, the forecast and prices as before", () => {
  const years = syntheticSystem({
    days: 840,
    start: "2019-01-01T00:10",
    index: driftingClouds(9),
  });
  const catalogue = catalogueOf(PRICES, [years]);
  const usual = outlookFor({}, { catalogue }).outlook;
  const drawn = new Set<number>();
  for (const seed of [10, 11, 12, 13]) {
    const settings = { seed, settlement: { actuals: "weather-year" } };
    const { outlook } = outlookFor(settings, { catalogue });
    const year = outlook.actuals.weatherYear as number;
    drawn.add(year);
    deepEqual(outlook.forecast, usual.forecast);
    deepEqual(outlook.actual!.marketPrice, usual.actual!.marketPrice);
    const observer = outlook.pvForecaster.observing([years]);
    const { start } = stepsOf(configOf({ date: DATE }));
    const shift = utc(`${DATE}T00:00`) - utc(`${year}-04-15T00:00`);
    for (const [hour, sites] of outlook.actual!.pvKwhPerKw.entries()) {
      const instant = start + hour * HOUR;
      deepEqual([...sites], SITES.map((site) => observer.energy(site, instant, instant - shift)));
    }
  }
  deepEqual([...drawn].sort(), [2019, 2020]);
});

Deno.test("weather-year without a whole year says so", () => {
  throws(
    () => outlookFor({ settlement: { actuals: "weather-year" } }),
    /weather-year.*at least 95 %.*found none/s,
  );
});

Deno.test("foresight: perfect is what comes, persistence the day before, climatology no day's", () => {
  const { outlook: usual } = outlookFor();
  const by = (name: keyof typeof foresights) =>
    outlookFor({}, { foresight: foresights[name] }).outlook;
  const perfect = by("perfect");
  deepEqual(perfect.forecast, usual.actual);
  deepEqual(perfect.actual, usual.actual);
  equal(perfect.foreseesLoads, true);
  equal(usual.foreseesLoads ?? false, false);
  deepEqual(by("hour-ahead"), usual);

  const { start } = stepsOf(configOf({ date: DATE }));
  const observer = usual.pvForecaster.observing([SYSTEM]);
  const persistence = by("persistence");
  const climatology = by("climatology");
  for (let hour = 0; hour < 24; hour++) {
    const instant = start + hour * HOUR;
    const [yesterday] = persistence.forecast.pvKwhPerKw[hour];
    equal(yesterday, observer.energy(TURIN, instant, instant - 24 * HOUR));
    const [climate] = climatology.forecast.pvKwhPerKw[hour];
    equal(climate, usual.pvForecaster.climatologyEnergy(TURIN, instant));
  }
  for (const other of [persistence, climatology]) deepEqual(other.actual, usual.actual);
});

Deno.test("persistence does not know the day itself", () => {
  const changed = {
    ...SYSTEM,
    generationKw: SYSTEM.generationKw.map((power, at) =>
      SYSTEM.start + at * HOUR < stepsOf(configOf({ date: DATE })).start ? power : power / 2
    ),
  };
  const forecasts = [SYSTEM, changed].map((system) =>
    outlookFor({}, {
      catalogue: catalogueOf(PRICES, [system]),
      foresight: foresights.persistence,
    }).outlook.forecast.pvKwhPerKw
  );
  deepEqual(forecasts[1], forecasts[0]);
});

Deno.test("forecasters that are trained until an earlier day never see what lies between", () => {
  const until = utc("2021-03-25T00:00");
  const changed = {
    ...SYSTEM,
    generationKw: SYSTEM.generationKw.map((power, at) => {
      const stamp = SYSTEM.start + at * HOUR;
      return stamp < until || stamp > utc("2021-04-05T00:00") ? power : power / 3;
    }),
  };
  const [one, other] = [SYSTEM, changed].map((system) =>
    outlookFor({}, { catalogue: catalogueOf(PRICES, [system]), trainedBefore: until }).outlook
  );
  deepEqual(other.pvForecaster.toJSON(), one.pvForecaster.toJSON());
});

Deno.test("who plans looks a day beyond the run, and sees nothing that comes later than it knows", () => {
  const settings = { date: "2021-04-17", battery: { strategy: "schedule" } };
  equal(outlookFor({ date: "2021-04-17" }).outlook.ahead, undefined);
  const { config, outlook: { ahead } } = outlookFor(settings);
  const { start } = stepsOf(config);
  equal(ahead?.pvKwhPerKw.length, 48);
  deepEqual(ahead?.prices.map(({ knownFrom, first }) => [knownFrom, first]), [[0, 0], [13, 0]]);
  equal(ahead?.prices[0].marketPrice.length, 48);
  // Of the sun nothing from the first step on is known, of the prices nothing of the next day.
  const wrongFrom = (from: number, series: { start: number }, values: Float64Array) =>
    values.map((value, hour) => series.start + hour * HOUR < from ? value : 1 + 3 * value);
  const prices = {
    ...PRICES,
    values: wrongFrom(start + 24 * HOUR, PRICES, PRICES.values),
  };
  const dark = {
    ...SYSTEM,
    generationKw: wrongFrom(start + HOUR, SYSTEM, SYSTEM.generationKw),
  };
  const otherwise = outlookFor(settings, { catalogue: catalogueOf(prices, [dark]) }).outlook.ahead;
  deepEqual(otherwise?.prices[0], ahead?.prices[0]);
  deepEqual(otherwise?.pvKwhPerKw, ahead?.pvKwhPerKw);
  ok(otherwise?.prices[1].marketPrice[30] !== ahead?.prices[1].marketPrice[30]);
});

Deno.test("climatology and persistence plan by their own sun: the season's, or the day before", () => {
  const settings = { date: "2021-04-17", battery: { strategy: "schedule" } };
  const noon = (name: keyof typeof foresights) =>
    outlookFor(settings, { foresight: foresights[name] }).outlook.ahead!.pvKwhPerKw[11][0];
  equal(noon("climatology"), noon("hour-ahead"));
  ok(noon("persistence") !== noon("climatology"));
  // Within the hour, the same time a day before is not over yet.
  const quarters = (name: keyof typeof foresights) =>
    outlookFor({ ...settings, step_minutes: 15 }, { foresight: foresights[name] }).outlook.ahead!
      .pvKwhPerKw[44][0];
  equal(quarters("persistence"), quarters("climatology"));
});
