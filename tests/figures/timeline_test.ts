import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import fc from "fast-check";
import {
  binName,
  dailyTimeline,
  endsBin,
  meanByBin,
  rateByBin,
  spanName,
  spanWithArticle,
  timeline,
  unitInWords,
} from "lib/figures/parts/timeline.ts";
import { localSteps, midnightInRome, STEP_LENGTHS } from "lib/time.ts";

/** Steps of so many minutes from midnight in Rome on. */
function steps(date: string, minutes: number, hours: number) {
  return localSteps({
    start: midnightInRome(date),
    seconds: 60 * minutes,
    count: hours * 60 / minutes,
  });
}

Deno.test("a day is shown by its steps where they are few enough, else by the next longer span", () => {
  const shown = (minutes: number, hours: number) => {
    const { bins, phrase, unit } = timeline(steps("2025-08-15", minutes, hours));
    return [bins, phrase, unit];
  };
  deepEqual(shown(60, 24), [24, "by hour", "kWh per hour"]);
  deepEqual(shown(30, 24), [48, "by half hour", "kW"]);
  deepEqual(shown(15, 24), [96, "by quarter hour", "kW"]);
  deepEqual(shown(10, 24), [72, "every 20 minutes", "kW"]);
  deepEqual(shown(5, 24), [96, "by quarter hour", "kW"]);
  deepEqual(shown(5, 2), [24, "every 5 minutes", "kW"]);
  deepEqual(shown(15, 48), [96, "by half hour", "kW"]);
  deepEqual(shown(15, 96), [96, "by hour", "kWh per hour"]);
  deepEqual(shown(15, 240), [10, "by day", "kWh per day"]);
  deepEqual(shown(15, 8760), [13, "by month", "kWh per day"]);
});

Deno.test("a longer run is laid on one day by the clock, both clock changes included", () => {
  // The week of 30 March 2025, on which the clock skips 2:00: six quarters of it, not seven.
  const calendar = steps("2025-03-28", 15, 7 * 24 - 1);
  const time = dailyTimeline(calendar);
  equal(time.bins, 96);
  equal(time.phrase, "by quarter hour of the day, all days together");
  const met = Array.from({ length: 96 }, (_, bin) => time.binOf.filter((at) => at === bin).length);
  equal(met[4 * 2], 6);
  equal(met[4 * 3], 7);
  const autumn = dailyTimeline(steps("2025-10-24", 15, 7 * 24 + 1));
  equal(autumn.binOf.filter((at) => at === 4 * 2 + 1).length, 8);
});

Deno.test("within the hour energy is shown as mean power, so that heights do not hang on the step", () => {
  for (const minutes of STEP_LENGTHS.map((seconds) => seconds / 60)) {
    const calendar = steps("2025-08-15", minutes, 24);
    const time = timeline(calendar);
    // 3 kW all day.
    const kwh = new Float64Array(calendar.count).fill(3 * minutes / 60);
    ok(rateByBin(time, kwh).every((rate) => Math.abs(rate - 3) < 1e-12), `${minutes} minutes`);
    equal(unitInWords(time), minutes === 60 ? "kWh per hour" : "mean power in kW");
  }
});

Deno.test("bins hold all of the energy, whatever the length of step and run", () => {
  fc.assert(fc.property(
    fc.constantFrom(5, 10, 15, 20, 30, 60),
    fc.integer({ min: 24, max: 400 }),
    fc.constantFrom("2025-03-29", "2025-10-25", "2025-08-15"),
    (minutes, hours, date) => {
      const calendar = steps(date, minutes, hours);
      const byStep = Float64Array.from({ length: calendar.count }, (_, k) => k % 7);
      for (const time of [timeline(calendar), dailyTimeline(calendar)]) {
        const held = Array.from({ length: time.bins }, () => 0);
        for (const bin of time.binOf) held[bin]++;
        const means = meanByBin(time, byStep);
        const total = held.reduce((sum, n, bin) => n === 0 ? sum : sum + n * means[bin], 0);
        const all = byStep.reduce((sum, value) => sum + value, 0);
        ok(Math.abs(total - all) < 1e-6);
        ok(time.bins <= 100 && time.ticks.length >= 2 && time.ticks.length <= 13);
        ok(time.ticks.every(({ at }) => at >= 0 && at <= time.bins));
      }
    },
  ));
});

Deno.test("labels stand at the clock's times, the skipped hour without one, the doubled with one", () => {
  const labels = (date: string, minutes: number, hours: number) =>
    timeline(steps(date, minutes, hours)).ticks.map(({ label }) => label);
  deepEqual(labels("2025-08-15", 15, 24), [
    "0:00",
    "3:00",
    "6:00",
    "9:00",
    "12:00",
    "15:00",
    "18:00",
    "21:00",
    "24:00",
  ]);
  deepEqual(labels("2025-08-15", 5, 2).slice(0, 3), ["0:00", "0:15", "0:30"]);
  deepEqual(labels("2025-08-15", 5, 2).at(-1), "2:00");
  // 4 hours from midnight: 0, 1, 3, 4 on the clock in spring; 0, 1, 2, 2 in autumn.
  ok(!labels("2025-03-30", 15, 4).includes("2:00"));
  equal(labels("2025-10-26", 15, 4).filter((label) => label === "2:00").length, 1);
});

Deno.test("a bin is called by its clock time, with the date where there are several days", () => {
  const calendar = steps("2025-08-15", 15, 24);
  const time = timeline(calendar);
  equal(binName(time, calendar, 53), "13:15");
  const two = steps("2025-08-15", 15, 48);
  equal(binName(timeline(two), two, 51), "1:30 on 16 Aug");
  const week = steps("2025-08-15", 15, 168);
  equal(binName(dailyTimeline(week), week, 53), "13:15");
  equal(binName(timeline(week), week, 2), "17 Aug");
});

Deno.test("a level is that of the last step in its bin", () => {
  const time = timeline(steps("2025-08-15", 5, 24));
  deepEqual([0, 1, 2, 3, 287].map((step) => endsBin(time, step)), [
    false,
    false,
    true,
    false,
    true,
  ]);
});

Deno.test("spans have names where people use one", () => {
  deepEqual([300, 900, 1200, 1800, 3600].map(spanName), [
    "5 minutes",
    "quarter hour",
    "20 minutes",
    "half hour",
    "hour",
  ]);
  deepEqual([300, 900, 3600].map(spanWithArticle), ["5 minutes", "a quarter hour", "an hour"]);
});
