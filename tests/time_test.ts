import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import fc from "./made/fast_check.ts";
import {
  dateInRome,
  formatInRome,
  HOUR,
  hoursOfDay,
  localHours,
  localSteps,
  midnightInRome,
  startOfStep,
} from "../lib/time.ts";

const utc = (text: string) => Date.parse(`${text}Z`) / 1000;
const fromTo = (low: number, high: number) =>
  Array.from({ length: high - low + 1 }, (_, i) => low + i);

Deno.test("a day in Rome begins one hour before UTC's in winter, two in summer", () => {
  equal(midnightInRome("2025-01-15"), utc("2025-01-14T23:00:00"));
  equal(midnightInRome("2025-08-15"), utc("2025-08-14T22:00:00"));
});

Deno.test("days have 24 hours, 23 when March moves the clock, 25 when October does", () => {
  equal(hoursOfDay("2025-08-15"), 24);
  equal(hoursOfDay("2025-03-30"), 23);
  equal(hoursOfDay("2025-10-26"), 25);
  equal(hoursOfDay("2021-03-28"), 23);
  equal(hoursOfDay("2021-10-31"), 25);
});

Deno.test("a year in Rome has as many hours as its days have", () => {
  equal(midnightInRome("2026-01-01") - midnightInRome("2025-01-01"), 8760 * HOUR);
  equal(midnightInRome("2025-01-01") - midnightInRome("2024-01-01"), 8784 * HOUR);
});

Deno.test("the last hour before midnight in Rome still belongs to the day", () => {
  equal(dateInRome(midnightInRome("2025-08-16") - 1), "2025-08-15");
  equal(dateInRome(midnightInRome("2025-08-16")), "2025-08-16");
  equal(dateInRome(utc("2025-08-15T22:30:00")), "2025-08-16");
});

Deno.test("an instant is written as the clock in Rome shows it", () => {
  equal(formatInRome(utc("2024-08-15T11:00:00")), "2024-08-15 13:00");
  equal(formatInRome(utc("2024-01-05T23:00:00")), "2024-01-06 00:00");
});

Deno.test("the spring day skips the clock's hour 2 but no elapsed hour", () => {
  const day = localHours(midnightInRome("2025-03-30"), 24);
  deepEqual([...day.hour], [0, 1, ...fromTo(3, 23), 0]);
  deepEqual([...day.elapsed], [...fromTo(0, 22), 0]);
  deepEqual([...day.day], [...Array(23).fill(30), 31]);
});

Deno.test("the autumn day shows the clock's hour 2 twice and runs to elapsed hour 24", () => {
  const day = localHours(midnightInRome("2025-10-26"), 26);
  deepEqual([...day.hour], [0, 1, 2, 2, ...fromTo(3, 23), 0]);
  deepEqual([...day.elapsed], [...fromTo(0, 24), 0]);
  deepEqual([...day.weekday], [...Array(25).fill(7), 1]);
});

Deno.test("a calendar may begin in the middle of a day whose clock moves", () => {
  const first = midnightInRome("2025-10-26") + 3 * HOUR;
  deepEqual([...localHours(first, 3).hour], [2, 3, 4]);
  deepEqual([...localHours(first, 3).elapsed], [3, 4, 5]);
  deepEqual([...localHours(midnightInRome("2025-03-30") + 2 * HOUR, 1).hour], [3]);
});

/** Each of some values four times. */
const fourfold = (values: readonly number[]) => values.flatMap((value) => Array(4).fill(value));

Deno.test("the quarters of the spring day skip the clock's hour 2 but no elapsed hour", () => {
  const day = localSteps({ start: midnightInRome("2025-03-30"), seconds: 900, count: 23 * 4 + 1 });
  deepEqual([...day.hour], [...fourfold([0, 1, ...fromTo(3, 23)]), 0]);
  deepEqual([...day.elapsed], [...fourfold(fromTo(0, 22)), 0]);
  deepEqual([...day.day], [...Array(23 * 4).fill(30), 31]);
});

Deno.test("the quarters of the autumn day show 2 eight times and run to elapsed hour 24", () => {
  const day = localSteps({ start: midnightInRome("2025-10-26"), seconds: 900, count: 25 * 4 + 1 });
  deepEqual([...day.hour], [...fourfold([0, 1, 2, 2, ...fromTo(3, 23)]), 0]);
  deepEqual([...day.elapsed], [...fourfold(fromTo(0, 24)), 0]);
  deepEqual([...day.weekday], [...Array(25 * 4).fill(7), 1]);
});

Deno.test("quarters may begin within an hour of a day whose clock moves", () => {
  const quarters = (start: number) => localSteps({ start, seconds: 900, count: 4 });
  const autumn = quarters(midnightInRome("2025-10-26") + 3 * HOUR + 1800);
  deepEqual([[...autumn.hour], [...autumn.elapsed]], [[2, 2, 3, 3], [3, 3, 4, 4]]);
  const spring = quarters(midnightInRome("2025-03-30") + HOUR + 1800);
  deepEqual([[...spring.hour], [...spring.elapsed]], [[1, 1, 3, 3], [1, 1, 2, 2]]);
});

Deno.test("a calendar says which steps it is of, and steps follow each other", () => {
  const steps = { start: midnightInRome("2025-08-15"), seconds: 900, count: 96 };
  const { start, seconds, count, hour } = localSteps(steps);
  deepEqual({ start, seconds, count }, steps);
  equal(hour.length, 96);
  equal(startOfStep(steps, 5), steps.start + 75 * 60);
  equal(startOfStep(steps, 96), midnightInRome("2025-08-16"));
  equal(startOfStep(steps, -4), steps.start - HOUR);
});

Deno.test("the leap day is the 60th of its year and the year ends with its 366th", () => {
  const hours = localHours(midnightInRome("2024-02-29"), 1);
  deepEqual([hours.year[0], hours.month[0], hours.day[0], hours.dayOfYear[0]], [2024, 2, 29, 60]);
  equal(localHours(midnightInRome("2024-12-31"), 1).dayOfYear[0], 366);
});

Deno.test("a calendar of no hours is empty", () => {
  equal(localHours(0, 0).hour.length, 0);
});

Deno.test("the calendar agrees with the one that Intl knows, step by step", () => {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Rome",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    hourCycle: "h23",
  });
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const first = utc("2015-01-01T00:00:00") / HOUR;
  fc.assert(fc.property(
    fc.integer({ min: first, max: first + 15 * 8766 }),
    fc.integer({ min: 1, max: 80 }),
    fc.constantFrom(HOUR, HOUR, 1800, 900, 300),
    fc.integer({ min: 0, max: 11 }),
    (startHour, count, seconds, later) => {
      const start = startHour * HOUR + later * seconds;
      const hours = localSteps({ start, seconds, count });
      for (let i = 0; i < count; i++) {
        const parts = format.formatToParts((start + i * seconds) * 1000);
        const part = (type: string) => parts.find((one) => one.type === type)!.value;
        deepEqual(
          [hours.year[i], hours.month[i], hours.day[i], hours.hour[i], hours.weekday[i]],
          [
            ...["year", "month", "day", "hour"].map((type) => Number(part(type))),
            days.indexOf(part("weekday")) + 1,
          ],
        );
      }
    },
  ));
});

Deno.test("what is no day of the calendar is refused with the text found", () => {
  throws(() => midnightInRome("2025-02-30"), { name: "RangeError", message: /2025-02-30/ });
  throws(() => midnightInRome("2025-2-3"), /YYYY-MM-DD, found "2025-2-3"/);
  throws(() => midnightInRome("2025-08-15T12:00"), RangeError);
  throws(() => hoursOfDay("15/08/2025"), RangeError);
});
