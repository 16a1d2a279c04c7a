import { ok } from "node:assert/strict";
import { householdLoadShape } from "../../lib/community/load_profile.ts";
import { HOUR, localHours, midnightInRome } from "../../lib/time.ts";
import { close } from "../made/fixtures.ts";

const between = (first: string, end: string) => {
  const start = midnightInRome(first);
  return localHours(start, (midnightInRome(end) - start) / HOUR);
};
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;

/** Mean share by hour of the clock over the days of a span that a test lets through. */
function meanDay(first: string, end: string, isWanted: (weekday: number) => boolean): number[] {
  const hours = between(first, end);
  const shape = householdLoadShape(hours);
  return Array.from(
    { length: 24 },
    (_, hour) =>
      mean([...shape].filter((_, i) => hours.hour[i] === hour && isWanted(hours.weekday[i]))),
  );
}

const workday = meanDay("2025-01-01", "2026-01-01", (weekday) => weekday <= 5);
const weekend = meanDay("2025-01-01", "2026-01-01", (weekday) => weekday >= 6);
const peakHour = (day: readonly number[], from: number, to: number) =>
  day.indexOf(Math.max(...day.slice(from, to + 1)));

Deno.test("over the 28 years after which weekdays and leap years repeat, a year sums to 1", () => {
  // Without a skipped leap year February has 28.25 days, not 28.2425: 2e-5 of a year.
  close(sum(householdLoadShape(between("2010-01-01", "2038-01-01"))) / 28, 1, 5e-5);
});

Deno.test("a single year sums to 1 but for its weekends and its 29th of February", () => {
  for (const year of [2021, 2022, 2023, 2024, 2025]) {
    close(sum(householdLoadShape(between(`${year}-01-01`, `${year + 1}-01-01`))), 1, 0.005);
  }
});

Deno.test("households use little at night, more by day, most in the evening", () => {
  for (const day of [workday, weekend]) {
    const night = mean(day.slice(0, 6));
    const midday = mean(day.slice(10, 17));
    const evening = mean(day.slice(18, 22));
    ok(night < 0.6 * midday, `night ${night}, midday ${midday}`);
    ok(midday < 0.75 * evening, `midday ${midday}, evening ${evening}`);
    ok(day.every((share) => share > 0));
  }
});

Deno.test("workdays peak between 7 and 9 and, higher, between 18 and 22", () => {
  const morning = peakHour(workday, 5, 12);
  ok(morning === 7 || morning === 8, `${morning}`);
  ok(workday[morning] > 1.2 * mean(workday.slice(10, 12)));
  const evening = peakHour(workday, 0, 23);
  ok(evening >= 18 && evening <= 21, `${evening}`);
});

Deno.test("weekends begin later and are flatter", () => {
  const share = (day: readonly number[], hour: number) => day[hour] / sum(day);
  for (const hour of [5, 6, 7]) ok(share(weekend, hour) < share(workday, hour), `${hour}`);
  for (const hour of [9, 10, 11]) ok(share(weekend, hour) > share(workday, hour), `${hour}`);
  ok(peakHour(weekend, 5, 12) > peakHour(workday, 5, 12));
  const peakToMean = (day: readonly number[]) => Math.max(...day) / mean(day);
  ok(peakToMean(weekend) < peakToMean(workday));
});

Deno.test("the season is mild, with crests in winter and, for cooling, in July", () => {
  const months = Array.from({ length: 12 }, (_, month) => {
    const first = `2025-${String(month + 1).padStart(2, "0")}-01`;
    const end = month === 11 ? "2026-01-01" : `2025-${String(month + 2).padStart(2, "0")}-01`;
    const hours = between(first, end);
    return sum(householdLoadShape(hours)) / hours.count * 24 * 365;
  });
  ok(Math.max(...months) < 1.25 && Math.min(...months) > 0.75, `${months}`);
  const [january, , , april, may, , july, , , october] = months;
  ok(january > april && january > october && july > may && july > october);
});

Deno.test("consumption follows the clock: March skips the hour 2, October has it twice", () => {
  const spring = householdLoadShape(between("2025-03-30", "2025-03-31"));
  const sundayBefore = householdLoadShape(between("2025-03-23", "2025-03-24"));
  close(sum(spring), sum(sundayBefore) - sundayBefore[2], 1e-15);
  const autumn = householdLoadShape(between("2025-10-26", "2025-10-27"));
  close(autumn[3], autumn[2], 0);
  const sundayEarlier = householdLoadShape(between("2025-10-19", "2025-10-20"));
  close(sum(autumn), sum(sundayEarlier) + sundayEarlier[2], 1e-15);
});
