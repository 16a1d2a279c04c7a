import { equal, ok } from "node:assert/strict";
import { MarketDays } from "../../../../lib/forecast/price/day_ahead/market_days.ts";
import { similarDaysProfile } from "../../../../lib/forecast/price/day_ahead/similar_days.ts";
import { HOUR, midnightInRome } from "../../../../lib/time.ts";

const start = midnightInRome("2024-01-08");

/** Each hour's price is the number of its day; day 0 is Monday, 8 January 2024. */
function numbered(count: number): MarketDays {
  const day = new Date(Date.UTC(2024, 0, 8 + count)).toISOString().slice(0, 10);
  const length = (midnightInRome(day) - start) / HOUR;
  const days = new MarketDays({ start, values: new Float64Array(length) });
  days.prices.forEach((_, i) => days.prices[i] = Math.floor(i / 24));
  return days;
}

const close = (actual: number, expected: number) =>
  ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

Deno.test("a Saturday is like the Saturdays before, the younger the more", () => {
  // Day 26 is a Saturday: days 19, 12 and 5 were too.
  close(similarDaysProfile(numbered(26), 26, 28)[7], (19 + 0.7 * 12 + 0.49 * 5) / 2.19);
});

Deno.test("a Monday is like Mondays, a Tuesday like Mondays' followers", () => {
  close(similarDaysProfile(numbered(21), 21, 20)[0], (14 + 0.7 * 7) / 1.7);
  const weights = [1, 0.7, 0.49, 0.343, 0.2401];
  const days = [18, 17, 16, 15, 11];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = days.reduce((sum, day, i) => sum + day * weights[i], 0) / total;
  close(similarDaysProfile(numbered(22), 22, 28)[0], mean);
});

Deno.test("a holiday is like a Sunday, and the day after it like a Monday", () => {
  // 25 April 2024, a Thursday, is day 108; Sundays before are 104, 97, 90, 83 and, Easter Monday, 84.
  const holiday = similarDaysProfile(numbered(108), 108, 28)[0];
  const weights = [1, 0.7, 0.49, 0.343, 0.2401];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const expected = [104, 97, 90, 84, 83].reduce((sum, day, i) => sum + day * weights[i], 0) / total;
  close(holiday, expected);
  const after = similarDaysProfile(numbered(109), 109, 28)[0];
  close(after, [105, 98, 91, 85].reduce((sum, day, i) => sum + day * weights[i], 0) / 2.533);
});

Deno.test("where no such day is near, yesterday is taken", () => {
  equal(similarDaysProfile(numbered(5), 5, 4)[3], 4);
});

Deno.test("no price of the day itself or later is read", () => {
  const [short, long] = [numbered(26), numbered(30)];
  long.prices.fill(999, 26 * 24);
  equal(similarDaysProfile(long, 26, 28)[0], similarDaysProfile(short, 26, 28)[0]);
});
