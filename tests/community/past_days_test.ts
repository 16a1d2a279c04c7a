import { PastDays } from "../../lib/community/metered/past_days.ts";
import { dateInRome, HOUR, midnightInRome } from "../../lib/time.ts";
import { close } from "../made/fixtures.ts";

/** Ten days of June by the hour, on each of which every hour used as much as its date says. */
const start = midnightInRome("2025-06-01");
const readings = {
  start,
  seconds: HOUR,
  values: Float64Array.from(
    { length: 240 },
    (_, hour) => Number(dateInRome(start + hour * HOUR).slice(8)),
  ),
};
const steps = { start: midnightInRome("2025-06-09"), seconds: HOUR, count: 48 };

Deno.test("a step is expected from the days before its own", () => {
  const expected = new PastDays(steps).mean(readings, "all days");
  close(expected[5], (1 + 8) / 2);
  close(expected[30], (1 + 9) / 2);
});

Deno.test("a day ahead nothing is known of the day before, nor does it change what is expected", () => {
  const expected = new PastDays(steps).mean(readings, "all days", 2);
  close(expected[5], (1 + 7) / 2);
  close(expected[30], (1 + 8) / 2);
  const later = readings.values.map((kwh, hour) => hour < 8 * 24 ? kwh : 99);
  const unchanged = new PastDays(steps).mean({ ...readings, values: later }, "all days", 2);
  expected.forEach((kwh, step) => close(unchanged[step], kwh));
});

Deno.test("beyond the readings a day is expected all the same", () => {
  const reach = { ...steps, count: 72 };
  close(new PastDays(reach).mean(readings, "all days", 2)[60], (1 + 9) / 2);
});
