import { deepEqual, throws } from "node:assert/strict";
import { endOf, type HourlySeries } from "../../../lib/data/series.ts";
import type { PriceForecaster } from "../../../lib/forecast/price/forecaster.ts";
import { type Refit, runPunTest } from "../../../lib/forecast/price/pun_test_run.ts";
import { HOUR, midnightInRome } from "../../../lib/time.ts";

const start = midnightInRome("2024-03-01");
/** 1 March to 9 April 2024, 00:00: the day of 23 hours, 31 March, is among them. */
const count = (midnightInRome("2024-04-09") - start) / HOUR;
const prices = { start, values: Float64Array.from({ length: count }, (_, i) => i) };
const from = midnightInRome("2024-03-25");
const firstHour = (from - start) / HOUR;

/** Forecasts the last known price, and notes how much it was trained on and asked with. */
function repeater(trainedOn: number[], asked: number[], horizon: PriceForecaster["horizon"]) {
  const interval = (price: number) => ({ low: price - 1, high: price + 1 });
  return (history: HourlySeries): PriceForecaster => {
    trainedOn.push((endOf(history) - from) / HOUR);
    const common = { name: "repeater", hoursNeeded: 1, toJSON: () => null };
    if (horizon === "hour-ahead") {
      const next = (known: HourlySeries) => {
        asked.push(known.values.length);
        return known.values.at(-1)!;
      };
      const nextInterval = (known: HourlySeries) => interval(known.values.at(-1)!);
      return { ...common, horizon, next, nextInterval };
    }
    const day = (known: HourlySeries) => {
      const hours = known.values.length === firstHour + 6 * 24 ? 23 : 24;
      return new Float64Array(hours).fill(known.values.at(-1)!);
    };
    return {
      ...common,
      horizon,
      nextDay: (known) => {
        asked.push(known.values.length);
        return day(known);
      },
      nextDayIntervals: (known) => Array.from(day(known), interval),
    };
  };
}

Deno.test("a forecaster is trained anew as often as asked, on what is known by then", () => {
  const trainings = (refit: Refit) => {
    const trainedOn: number[] = [];
    runPunTest(prices, from, refit, repeater(trainedOn, [], "day-ahead"));
    return trainedOn;
  };
  deepEqual(trainings("never"), [0]);
  deepEqual(trainings("monthly"), [0, (midnightInRome("2024-04-01") - from) / HOUR]);
  // A week with the day of 23 hours, then one without.
  deepEqual(trainings("weekly"), [0, 167, 335]);
  deepEqual(trainings("daily").slice(0, 8), [0, 24, 48, 72, 96, 120, 144, 167]);
});

Deno.test("hour-ahead, each hour is asked for with the hours before it and no more", () => {
  const asked: number[] = [];
  const run = runPunTest(prices, from, "never", repeater([], asked, "hour-ahead"));
  deepEqual(asked, Array.from({ length: count - firstHour }, (_, i) => firstHour + i));
  deepEqual([...run.forecast.slice(0, 2)], [firstHour - 1, firstHour]);
  deepEqual([run.intervals[0.8].low[1], run.intervals[0.95].high[1]], [
    firstHour - 1,
    firstHour + 1,
  ]);
});

Deno.test("day-ahead, each day is asked for once, with the hours before its midnight", () => {
  const asked: number[] = [];
  const run = runPunTest(prices, from, "never", repeater([], asked, "day-ahead"));
  deepEqual(asked.slice(5, 8), [5 * 24, 6 * 24, 6 * 24 + 23].map((hours) => firstHour + hours));
  const spring = 6 * 24;
  deepEqual([spring - 1, spring, spring + 22, spring + 23].map((at) => run.forecast[at]), [
    firstHour + 5 * 24 - 1,
    firstHour + spring - 1,
    firstHour + spring - 1,
    firstHour + spring + 22,
  ]);
});

Deno.test("there must be prices to test on", () => {
  const later = midnightInRome("2024-04-09");
  throws(() => runPunTest(prices, later, "never", repeater([], [], "day-ahead")), /2024-04-08/);
});
