import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { spreadOverSteps } from "../../../lib/forecast/pv/spread.ts";
import { clearSkyPower, skyAt } from "../../../lib/forecast/pv/envelope.ts";
import { HOUR, midnightInRome, STEP_LENGTHS } from "../../../lib/time.ts";
import { close } from "../../made/fixtures.ts";
import { SYNTHETIC_PANELS, TURIN } from "../../made/pv_fixtures.ts";

const quarters = { start: 0, seconds: 900, count: 4 };
const total = (steps: readonly Float64Array[], site = 0) =>
  steps.reduce((sum, sites) => sum + sites[site], 0);

Deno.test("an hour's energy is spread in proportion to the cloudless power at each step's middle", () => {
  const middles: number[] = [];
  const parts = spreadOverSteps([Float64Array.of(2)], quarters, (_, instant) => {
    middles.push(instant);
    return 1 + middles.length; // 2, 3, 4, 5
  });
  deepEqual(middles, [450, 1350, 2250, 3150]);
  for (const [i, share] of [2, 3, 4, 5].entries()) close(parts[i][0], 2 * share / 14);
});

Deno.test("where the sun is down at every middle, the little there is is spread evenly", () => {
  const parts = spreadOverSteps([Float64Array.of(0.2)], quarters, () => 0);
  deepEqual(parts.map(([kwh]) => kwh), [0.05, 0.05, 0.05, 0.05]);
});

Deno.test("a step before sunrise has nothing of the hour", () => {
  const parts = spreadOverSteps(
    [Float64Array.of(0.3)],
    quarters,
    (_, at) => Math.max(0, at - 1800),
  );
  deepEqual(parts.slice(0, 2).map(([kwh]) => kwh), [0, 0]);
  close(total(parts), 0.3);
});

Deno.test("every site has its own sky", () => {
  const parts = spreadOverSteps(
    [Float64Array.of(1, 1)],
    { start: 0, seconds: 1800, count: 2 },
    (site, instant) => site === 0 ? 1 : instant === 900 ? 3 : 1,
  );
  deepEqual(parts.map((sites) => [...sites]), [[0.5, 0.75], [0.5, 0.25]]);
});

Deno.test("steps of an hour are the hours themselves", () => {
  const hourly = [Float64Array.of(0.1), Float64Array.of(0.2)];
  equal(spreadOverSteps(hourly, { start: 0, seconds: HOUR, count: 2 }, () => NaN), hourly);
});

Deno.test("at every length an hour's steps sum to the hour, over both changes of clocks", () => {
  const cloudless = (_: number, instant: number) =>
    clearSkyPower(skyAt(instant, TURIN), SYNTHETIC_PANELS);
  for (const [date, hours] of [["2025-03-30", 23], ["2025-10-26", 25]] as const) {
    const start = midnightInRome(date);
    const hourly = Array.from({ length: hours }, (_, hour) => {
      const middle = start + (hour + 0.5) * HOUR;
      return Float64Array.of(0.7 * cloudless(0, middle));
    });
    ok(total(hourly) > 1);
    for (const seconds of STEP_LENGTHS) {
      const perHour = HOUR / seconds;
      const steps = { start, seconds, count: hours * perHour };
      const parts = spreadOverSteps(hourly, steps, cloudless);
      equal(parts.length, steps.count);
      for (const [hour, [kwh]] of hourly.entries()) {
        close(total(parts.slice(hour * perHour, (hour + 1) * perHour)), kwh, 1e-12);
      }
      ok(parts.every(([kwh]) => kwh >= 0));
    }
  }
});
