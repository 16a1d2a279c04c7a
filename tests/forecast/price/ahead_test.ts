import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { endOf, type HourlySeries } from "../../../lib/data/series.ts";
import { forecastIssues, publishedIssues } from "../../../lib/forecast/price/ahead.ts";
import type { DayAheadForecaster } from "../../../lib/forecast/price/forecaster.ts";
import {
  dateInRome,
  formatInRome,
  HOUR,
  hoursOfDay,
  midnightInRome,
  startOfStep,
} from "../../../lib/time.ts";
import { close } from "../../made/fixtures.ts";
import { madePrices } from "../../made/prices.ts";

/** Whoever says of each hour of the next day what the last hour of the history was, and one more. */
const parrot: DayAheadForecaster = {
  horizon: "day-ahead",
  name: "parrot",
  hoursNeeded: 1,
  nextDay: (history: HourlySeries) =>
    new Float64Array(hoursOfDay(dateInRome(endOf(history)))).fill(history.values.at(-1)! + 1),
  nextDayIntervals: () => [],
  toJSON: () => null,
};

const prices = madePrices("2024-10-20", 12);
const start = midnightInRome("2024-10-26");
/** Two days, the second of which has 25 hours. */
const hourly = { start, seconds: HOUR, count: 49 };
const at = (instant: number) => (instant - prices.start) / HOUR;

/** Prices as they are up to an instant, and nonsense from then on. */
const knownUntil = (instant: number): HourlySeries => ({
  start: prices.start,
  values: prices.values.map((price, i) => i < at(instant) ? price : 9999),
});

Deno.test("at each midnight the day and the day after are forecast, 25 hours included", () => {
  const issues = forecastIssues(parrot, prices, hourly);
  deepEqual(issues.map(({ knownFrom, first }) => [knownFrom, first]), [[0, 0], [24, 24]]);
  deepEqual(issues.map(({ marketPrice }) => marketPrice.length), [24 + 25, 25 + 24]);
  const last = prices.values[at(start) - 1];
  close(issues[0].marketPrice[3], (last + 1) / 1000);
  // The day after rests on the forecast of the day, not on what came.
  close(issues[0].marketPrice[30], (last + 2) / 1000);
});

Deno.test("what is expected at a step is the same whatever comes after it", () => {
  for (const step of [0, 5, 23, 24, 40]) {
    const instant = start + step * HOUR;
    const known = (history: HourlySeries) =>
      forecastIssues(parrot, history, hourly).filter(({ knownFrom }) => knownFrom <= step);
    deepEqual(known(knownUntil(instant)), known(prices));
  }
});

Deno.test("published: a day is known whole, the next one from one o'clock on", () => {
  const published = Float64Array.from({ length: 49 + 24 }, (_, i) => prices.values[at(start) + i]);
  const issues = publishedIssues(parrot, prices, hourly, published);
  // The second day has 25 hours: its one o'clock comes 14 hours after midnight.
  deepEqual(issues.map(({ knownFrom }) => knownFrom), [0, 13, 24, 38]);
  const [morning, afternoon] = issues;
  for (let i = 0; i < 24; i++) close(morning.marketPrice[i], published[i] / 1000);
  close(morning.marketPrice[30], (published[23] + 1) / 1000);
  close(afternoon.marketPrice[30], published[30] / 1000);
  equal(afternoon.marketPrice.length, 49);
});

Deno.test("published: at one by the clock also on the day of 23 hours, at every step length", () => {
  const spring = madePrices("2024-03-25", 8);
  const day = { start: midnightInRome("2024-03-31"), count: 23 };
  for (const seconds of [HOUR, 900]) {
    const steps = { start: day.start, seconds, count: day.count * HOUR / seconds };
    const unknown = new Float64Array(steps.count + 24 * HOUR / seconds).fill(NaN);
    const [, atOne] = publishedIssues(parrot, spring, steps, unknown);
    equal(formatInRome(startOfStep(steps, atOne.knownFrom)), "2024-03-31 13:00");
  }
});

Deno.test("published: before one o'clock nothing of the next day is seen", () => {
  const tomorrow = start + 24 * HOUR;
  const of = (history: HourlySeries) => {
    const values = Float64Array.from({ length: 73 }, (_, i) => history.values[at(start) + i]);
    return publishedIssues(parrot, history, hourly, values)[0];
  };
  deepEqual(of(knownUntil(tomorrow)), of(prices));
});

Deno.test("published: where the history ends, the forecast stands in", () => {
  const short = { start: prices.start, values: prices.values.subarray(0, at(start) + 20) };
  const published = new Float64Array(73).fill(NaN);
  published.set(short.values.subarray(at(start)));
  const [morning] = publishedIssues(parrot, short, hourly, published);
  close(morning.marketPrice[19], short.values.at(-1)! / 1000);
  close(morning.marketPrice[20], (prices.values[at(start) - 1] + 1) / 1000);
  ok(morning.marketPrice.every(Number.isFinite));
});

Deno.test("quarters of an hour hold their hour's price", () => {
  const [issue] = forecastIssues(parrot, prices, { start, seconds: 900, count: 96 });
  equal(issue.marketPrice.length, 4 * 49);
  const [hour] = forecastIssues(parrot, prices, { start, seconds: HOUR, count: 24 });
  issue.marketPrice.forEach((price, i) => close(price, hour.marketPrice[Math.floor(i / 4)]));
});
