import { deepEqual, equal, throws } from "node:assert/strict";
import { isItalianHoliday } from "../../../../lib/forecast/price/italian_holidays.ts";
import { MarketCalendar } from "../../../../lib/forecast/price/market_calendar.ts";
import {
  hoursFromClock,
  hoursToNextMidnight,
  MarketDays,
} from "../../../../lib/forecast/price/day_ahead/market_days.ts";
import { HOUR, midnightInRome } from "../../../../lib/time.ts";

/** Prices 0, 1, 2, … from a day's midnight to another's. */
function counting(first: string, end: string) {
  const start = midnightInRome(first);
  const count = (midnightInRome(end) - start) / HOUR;
  return { start, values: Float64Array.from({ length: count }, (_, i) => i) };
}

Deno.test("Easter moves, and its Monday with it", () => {
  // Dates of Easter Monday: 5 April 2021, 18 April 2022, 1 April 2024, 21 April 2025, 24 April 2000.
  const mondays = [[2021, 4, 5], [2022, 4, 18], [2024, 4, 1], [2025, 4, 21], [2000, 4, 24]];
  for (const [year, month, day] of mondays) equal(isItalianHoliday(year, month, day), true);
  equal(isItalianHoliday(2024, 3, 31), true);
  equal(isItalianHoliday(2024, 4, 2), false);
  equal(isItalianHoliday(2024, 8, 15), true);
  equal(isItalianHoliday(2024, 8, 16), false);
});

Deno.test("4 October is a holiday from 2026 on, not before", () => {
  equal(isItalianHoliday(2025, 10, 4), false);
  equal(isItalianHoliday(2026, 10, 4), true);
  equal(isItalianHoliday(2031, 10, 4), true);
  equal(isItalianHoliday(2026, 10, 3), false);
  equal(isItalianHoliday(2026, 4, 10), false);
});

Deno.test("the hour that March skips takes the mean of its neighbours", () => {
  const days = new MarketDays(counting("2024-03-30", "2024-04-01"));
  equal(days.count, 2);
  deepEqual([1, 2, 3, 23].map((hour) => days.price(1, hour)), [25, 25.5, 26, 46]);
});

Deno.test("the hour that October shows twice takes the mean of the two", () => {
  const days = new MarketDays(counting("2024-10-27", "2024-10-29"));
  deepEqual([1, 2, 3, 23].map((hour) => days.price(0, hour)), [1, 2.5, 4, 24]);
  equal(days.price(1, 0), 25);
});

Deno.test("a part of a day before the first midnight is left out", () => {
  const whole = counting("2024-05-01", "2024-05-03");
  const days = new MarketDays({ start: whole.start + HOUR, values: whole.values.subarray(1) });
  equal(days.count, 1);
  equal(days.price(0, 0), 24);
  equal(days.weekday(0), 4);
});

Deno.test("the day to forecast has a calendar, and the day after it a holiday", () => {
  const days = new MarketDays(counting("2024-04-20", "2024-04-24"));
  deepEqual([days.count, days.weekday(4), days.holiday(4), days.holiday(5)], [4, 3, 0, 1]);
});

Deno.test("the level is the mean of the seven days before, and never below 1 €/MWh", () => {
  const history = counting("2024-05-01", "2024-05-09");
  equal(new MarketDays(history).level(7), 83.5);
  history.values.fill(0);
  equal(new MarketDays(history).level(8), 1);
});

Deno.test("a history must end at midnight", () => {
  const { start, values } = counting("2024-05-01", "2024-05-03");
  throws(() => new MarketDays({ start, values: values.subarray(1) }), RangeError);
});

Deno.test("prices on the clock become those of 23 and 25 hours", () => {
  const clock = Float64Array.from({ length: 24 }, (_, hour) => hour);
  const spring = midnightInRome("2024-03-31");
  equal(hoursToNextMidnight(spring), 23);
  deepEqual([...hoursFromClock(spring, 23, clock).slice(0, 4)], [0, 1, 3, 4]);
  const autumn = midnightInRome("2024-10-27");
  equal(hoursToNextMidnight(autumn), 25);
  deepEqual([...hoursFromClock(autumn, 25, clock).slice(1, 5)], [1, 2, 2, 3]);
});

Deno.test("the same hour on the clock is 23 or 25 hours ago across a change", () => {
  const start = midnightInRome("2024-03-29");
  const calendar = new MarketCalendar(start, 96);
  // 1 April, 10:00: 48 + 23 + 10 hours after the start; yesterday's 10:00 is 24 hours before.
  equal(calendar.sameClock(81, 1), 57);
  // 31 March, 10:00 is after the change, 30 March, 10:00 before it: 23 hours.
  equal(calendar.sameClock(57, 1), 34);
  deepEqual([calendar.hour(81), calendar.hour(57), calendar.hour(34)], [10, 10, 10]);
});

Deno.test("a calendar taken out of a longer one says the same", () => {
  const start = midnightInRome("2024-12-20");
  const long = new MarketCalendar(start, 500);
  const part = new MarketCalendar(start + 100 * HOUR, 50, long);
  const own = new MarketCalendar(start + 100 * HOUR, 50);
  for (let at = 0; at < 50; at++) {
    for (const look of ["hour", "weekday", "dayOfYear", "dayKind", "holiday"] as const) {
      equal(part[look](at), own[look](at));
    }
    if (at >= 24) equal(part.sameClock(at, 1), own.sameClock(at, 1));
  }
});
