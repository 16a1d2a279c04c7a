import { ok } from "node:assert/strict";
import { householdLoadShape, relativeLoad } from "../../lib/community/load_profile.ts";
import { HOUR, localSteps, midnightInRome } from "../../lib/time.ts";
import { close } from "../made/fixtures.ts";

/** GSE's standard domestic profile (PDMM) over the year, rounded, by hour of the clock. */
const GSE_YEAR = [0.82, 0.70, 0.63, 0.60, 0.60, 0.62, 0.72, 0.87, 0.98, 1.03, 1.05, 1.07].concat(
  [1.13, 1.13, 1.11, 1.07, 1.07, 1.13, 1.25, 1.41, 1.44, 1.37, 1.20, 1.00],
);

const between = (first: string, end: string, seconds = HOUR) => {
  const start = midnightInRome(first);
  return localSteps({ start, seconds, count: (midnightInRome(end) - start) / seconds });
};
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

Deno.test("over the 400 years of the Gregorian calendar, told by 28 of them, a year sums to 1", () => {
  // Without a skipped leap year February has 28.25 days, not 28.2425: 2e-5 of a year.
  close(sum(householdLoadShape(between("2010-01-01", "2038-01-01"))) / 28, 1, 5e-5);
});

Deno.test("the same energy at five minutes and at an hour", () => {
  const at = (seconds: number) =>
    sum(householdLoadShape(between("2025-03-29", "2025-04-02", seconds)));
  close(at(300), at(HOUR), 1e-15);
});

Deno.test("hourly means over a year are GSE's within 2 %, their peak 1.44 of the mean", () => {
  const calendar = between("2025-01-01", "2026-01-01");
  const shape = householdLoadShape(calendar);
  const mean = sum(shape) / shape.length;
  const hours = GSE_YEAR.map((_, hour) => {
    const of = [...shape].filter((_, i) => calendar.hour[i] === hour);
    return sum(of) / of.length / mean;
  });
  hours.forEach((value, hour) => ok(Math.abs(value / GSE_YEAR[hour] - 1) < 0.02, `${hour}`));
  close(Math.max(...hours), 1.44, 0.02);
});

Deno.test("the season is mild, with crests in winter and, for cooling, in July", () => {
  const months = Array.from(
    { length: 12 },
    (_, month) => sum(Array.from({ length: 24 }, (_, hour) => relativeLoad(month + 1, hour))) / 24,
  );
  ok(Math.max(...months) < 1.1 && Math.min(...months) > 0.9, `${months}`);
  const [january, , , april, may, , july, , , october] = months;
  ok(january > april && january > october && july > may && july > october);
});

Deno.test("summer is flatter than winter: more at night, a lower peak", () => {
  const share = (month: number, hour: number) =>
    relativeLoad(month, hour) /
    (sum(Array.from({ length: 24 }, (_, h) => relativeLoad(month, h))) / 24);
  ok(share(7, 3) > share(1, 3) && share(7, 19) < share(1, 19));
});

Deno.test("consumption follows the clock: March skips the hour 2, October has it twice", () => {
  const spring = householdLoadShape(between("2025-03-30", "2025-03-31"));
  const dayBefore = householdLoadShape(between("2025-03-29", "2025-03-30"));
  close(sum(spring), sum(dayBefore) - dayBefore[2], 1e-15);
  const autumn = householdLoadShape(between("2025-10-26", "2025-10-27"));
  close(autumn[3], autumn[2], 0);
  const earlier = householdLoadShape(between("2025-10-25", "2025-10-26"));
  close(sum(autumn), sum(earlier) + earlier[2], 1e-15);
});
