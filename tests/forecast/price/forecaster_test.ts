import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "../../made/fast_check.ts";
import { before, endOf } from "../../../lib/data/series.ts";
import { loadPun, trainPun } from "../../../lib/forecast/price/pun.ts";
import { InputError } from "../../../lib/input_error.ts";
import { HOUR, midnightInRome } from "../../../lib/time.ts";
import { madePrices } from "../../made/prices.ts";

const lookback_hours = 24;
const prices = madePrices("2023-01-01", 120);
const split = midnightInRome("2023-04-10");
const hourAhead = trainPun(before(prices, split), { lookback_hours, horizon: "hour-ahead" });
const dayAhead = trainPun(before(prices, split), { lookback_hours, horizon: "day-ahead" });

const close = (actual: number, expected: number, within = 1e-6) =>
  ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

Deno.test("no forecast changes when later prices are altered", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 300 }),
      fc.double({ min: 0, max: 900 }),
      (later, price) => {
        const at = split + later * HOUR;
        const altered = {
          start: prices.start,
          values: prices.values.map((value, i) => prices.start + i * HOUR >= at ? price : value),
        };
        equal(hourAhead.next(before(altered, at)), hourAhead.next(before(prices, at)));
        deepEqual(
          hourAhead.nextInterval(before(altered, at), 0.8),
          hourAhead.nextInterval(before(prices, at), 0.8),
        );
        const midnight = at - later % 24 * HOUR;
        const known = before(altered, midnight);
        deepEqual(dayAhead.nextDay(known), dayAhead.nextDay(before(prices, midnight)));
      },
    ),
    { numRuns: 25 },
  );
});

Deno.test("training sees nothing after the history's end", () => {
  const altered = {
    start: prices.start,
    values: prices.values.map((value, i) => prices.start + i * HOUR >= split ? 999 : value),
  };
  for (const horizon of ["hour-ahead", "day-ahead"] as const) {
    const other = trainPun(before(altered, split), { lookback_hours, horizon });
    const same = horizon === "hour-ahead" ? hourAhead : dayAhead;
    equal(JSON.stringify(other), JSON.stringify(same));
  }
});

Deno.test("forecasts beat repeating the last price, and yesterday", () => {
  let [own, naive, ownDay, naiveDay] = [0, 0, 0, 0];
  for (let at = split; at < endOf(prices) - 24 * HOUR; at += 24 * HOUR) {
    const known = before(prices, at);
    const position = known.values.length;
    dayAhead.nextDay(known).forEach((price, i) => {
      const actual = prices.values[position + i];
      ownDay += Math.abs(actual - price);
      naiveDay += Math.abs(actual - prices.values[position + i - 24]);
      own += Math.abs(actual - hourAhead.next(before(prices, at + i * HOUR)));
      naive += Math.abs(actual - prices.values[position + i - 1]);
    });
  }
  ok(own < 0.8 * naive, `${own} against ${naive}`);
  ok(ownDay < 0.8 * naiveDay, `${ownDay} against ${naiveDay}`);
});

Deno.test("scaling all prices scales the forecasts: levels are the unit", () => {
  const doubled = { start: prices.start, values: prices.values.map((price) => 2 * price) };
  const hourly = trainPun(before(doubled, split), { lookback_hours, horizon: "hour-ahead" });
  const [one, two] = [hourAhead.next(before(prices, split)), hourly.next(before(doubled, split))];
  close(two, 2 * one);
  const daily = trainPun(before(doubled, split), { lookback_hours, horizon: "day-ahead" });
  const day = daily.nextDay(before(doubled, split));
  dayAhead.nextDay(before(prices, split)).forEach((price, i) => close(day[i], 2 * price, 1e-3));
});

Deno.test("a forecaster trained at one level keeps its errors, in levels, at three times it", () => {
  const tripled = { start: prices.start, values: prices.values.map((price) => 3 * price) };
  close(
    hourAhead.next(before(tripled, split)) / 3,
    hourAhead.next(before(prices, split)),
    1e-6,
  );
});

Deno.test("intervals hold the forecast and widen with their level", () => {
  const known = before(prices, split);
  const [narrow, wide] = [hourAhead.nextInterval(known, 0.8), hourAhead.nextInterval(known, 0.95)];
  ok(wide.low < narrow.low && narrow.low < narrow.high && narrow.high < wide.high);
  const forecast = dayAhead.nextDay(known);
  const [days80, days95] = [
    dayAhead.nextDayIntervals(known, 0.8),
    dayAhead.nextDayIntervals(known, 0.95),
  ];
  equal(days80.length, 24);
  days80.forEach(({ low, high }, i) => {
    ok(low < forecast[i] && forecast[i] < high);
    ok(days95[i].low <= low && high <= days95[i].high);
  });
});

Deno.test("a forecaster written as JSON and read again forecasts the same", () => {
  const known = before(prices, split);
  const hourly = loadPun(JSON.parse(JSON.stringify(hourAhead)));
  ok(hourly.horizon === "hour-ahead");
  equal(hourly.next(known), hourAhead.next(known));
  const daily = loadPun(JSON.parse(JSON.stringify(dayAhead)));
  ok(daily.horizon === "day-ahead");
  deepEqual(daily.nextDay(known), dayAhead.nextDay(known));
  throws(() => loadPun({}), TypeError);
  throws(() => loadPun(null), TypeError);
});

/** What `loadPun` is handed, one part of it changed. */
function changed(forecaster: { toJSON(): unknown }, path: string, value: unknown): unknown {
  const json = JSON.parse(JSON.stringify(forecaster));
  const keys = path.split(".");
  const last = keys.pop()!;
  const holder = keys.reduce((part, key) => part[key], json);
  ok(last in holder, `there is no ${path} to change`);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return json;
}

Deno.test("JSON of which any part is missing, of another kind or does not fit is refused", () => {
  const raw = trainPun(before(prices, split), {
    lookback_hours,
    horizon: "hour-ahead",
    model: "raw-trees",
  });
  const broken: [{ toJSON(): unknown }, string, unknown][] = [
    [hourAhead, "model", "forest"],
    [hourAhead, "model", "constructor"],
    [hourAhead, "model", "ridge"],
    [hourAhead, "lookbackHours", 25],
    [hourAhead, "lookbackHours", "24"],
    [hourAhead, "weeks", 4],
    [hourAhead, "ridge", null],
    [hourAhead, "ridge.weekday", 1000],
    [hourAhead, "ridge.hours.3.7", null],
    [hourAhead, "ridge.hours", []],
    [hourAhead, "trees", undefined],
    [hourAhead, "trees", []],
    [hourAhead, "trees.1", null],
    [hourAhead, "trees.0.columns", 200],
    [hourAhead, "trees.0.threshold.0", "1"],
    [hourAhead, "trees.0.leafValue.0", null],
    [hourAhead, "trees.0.left.0", 0],
    [hourAhead, "trees.0.column.0", -1],
    [hourAhead, "trees.0.treeStart", [0]],
    [hourAhead, "intervals", undefined],
    [hourAhead, "intervals.spread", [1, 2]],
    [hourAhead, "intervals.spread.5", null],
    [hourAhead, "intervals.ends", {}],
    [dayAhead, "model", "ridge"],
    [dayAhead, "weeks", 3],
    [dayAhead, "lear", null],
    [dayAhead, "lear.windows", []],
    [dayAhead, "lear.windows.0.5", [1, 2]],
    [dayAhead, "lear.windows.0.5.9", null],
    [dayAhead, "trees.0.columns", 200],
    [dayAhead, "intervals.spread", undefined],
    [raw, "lookbackHours", 23],
    [raw, "trees", undefined],
    [raw, "intervals", undefined],
  ];
  for (const [forecaster, path, value] of broken) {
    const json = changed(forecaster, path, value);
    throws(() => loadPun(json), TypeError, `${path} = ${JSON.stringify(value)}`);
  }
  const ends = JSON.parse(JSON.stringify(hourAhead)).intervals.ends;
  throws(() => loadPun(changed(hourAhead, "intervals.ends", { 0.8: ends[0.8] })), TypeError);
  const swapped = { ...ends, 0.8: ends[0.8].toReversed() };
  throws(() => loadPun(changed(hourAhead, "intervals.ends", swapped)), TypeError);
});

Deno.test("training tells of one task, whatever is trained", () => {
  for (const horizon of ["hour-ahead", "day-ahead"] as const) {
    const told: [string, number, number][] = [];
    const settings = { lookback_hours, horizon, model: "trees" };
    trainPun(madePrices("2021-02-01", 40), settings, (...progress) => told.push(progress));
    deepEqual(new Set(told.map(([task]) => task)), new Set(["Training the PUN forecaster"]));
    const shares = told.map(([, done, total]) => done / total);
    ok(shares.every((share, i) => i === 0 || share >= shares[i - 1]), "it never goes back");
    equal(shares.at(-1), 1);
  }
});

Deno.test("days of 23 and 25 hours are forecast hour by hour", () => {
  const history = madePrices("2023-01-15", 290);
  const spring = midnightInRome("2023-03-26");
  const autumn = midnightInRome("2023-10-29");
  const model = trainPun(before(history, spring), { lookback_hours, horizon: "day-ahead" });
  equal(model.nextDay(before(history, spring)).length, 23);
  equal(model.nextDay(before(history, midnightInRome("2023-03-27"))).length, 24);
  const long = model.nextDay(before(history, autumn));
  equal(long.length, 25);
  equal(long[2], long[3]);
});

Deno.test("four weeks of history are enough, and one day less is not", () => {
  for (const horizon of ["hour-ahead", "day-ahead"] as const) {
    const enough = madePrices("2021-02-01", 28);
    const model = trainPun(enough, { lookback_hours, horizon });
    const forecasts = model.horizon === "hour-ahead" ? [model.next(enough)] : model.nextDay(enough);
    for (const price of forecasts) ok(price > 30 && price < 170, `${price}`);
    throws(
      () => trainPun(madePrices("2021-02-01", 27), { lookback_hours, horizon }),
      (error) => error instanceof InputError && /648 hours.*28 days/.test(error.message),
    );
  }
});

Deno.test("any number of lags from 1 on can be asked for", () => {
  for (const lookback of [1, 2, 48]) {
    const settings = { lookback_hours: lookback, horizon: "hour-ahead", model: "ridge" } as const;
    ok(Number.isFinite(trainPun(before(prices, split), settings).next(before(prices, split))));
  }
});

Deno.test("gaps and constant prices are named", () => {
  const holed = { start: prices.start, values: prices.values.slice() };
  holed.values[500] = NaN;
  const settings = { lookback_hours, horizon: "hour-ahead" } as const;
  throws(() => trainPun(holed, settings), /no price for 2023-01-21 20:00/);
  const constant = { start: prices.start, values: new Float64Array(1000).fill(80) };
  throws(() => trainPun(constant, settings), /all 1000 are 80 €\/MWh/);
  holed.values[500] = 0;
  holed.values[prices.values.length - 3] = NaN;
  throws(() => hourAhead.next(holed), InputError);
  throws(() => hourAhead.next({ start: prices.start, values: new Float64Array(10) }), InputError);
});

Deno.test("a month of prices at exactly 0 is survived", () => {
  const values = prices.values.slice();
  values.fill(0, values.length - 30 * 24);
  const zeros = { start: prices.start, values };
  ok(Math.abs(hourAhead.next(zeros)) < 20);
  const known = before(zeros, midnightInRome("2023-04-30"));
  for (const price of dayAhead.nextDay(known)) ok(Math.abs(price) < 20);
  const { low, high } = hourAhead.nextInterval(zeros, 0.95);
  ok(Number.isFinite(low) && low <= high);
});

Deno.test("whole days are forecast from midnight only", () => {
  throws(() => dayAhead.nextDay(before(prices, split + HOUR)), /midnight in Rome/);
});

Deno.test("an unknown model is refused by name", () => {
  const settings = { lookback_hours, horizon: "day-ahead", model: "ridge" } as const;
  throws(() => trainPun(prices, settings), /there are lear, trees, ensemble/);
});

Deno.test("trees on raw lags cannot follow prices to a level that they have not seen", () => {
  const settings = { lookback_hours, horizon: "hour-ahead", model: "raw-trees" } as const;
  const raw = trainPun(before(prices, split), settings);
  ok(Math.abs(raw.next(before(prices, split)) - prices.values[2376]) < 20);
  const tripled = before({ ...prices, values: prices.values.map((price) => 3 * price) }, split);
  ok(raw.next(tripled) < 200 && hourAhead.next(tripled) > 200);
  const again = loadPun(JSON.parse(JSON.stringify(raw)));
  ok(again.horizon === "hour-ahead");
  deepEqual(again.nextInterval(tripled, 0.95), raw.nextInterval(tripled, 0.95));
});
