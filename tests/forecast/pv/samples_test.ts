import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { sunlitDays, sunlitSamples } from "../../../lib/forecast/pv/samples.ts";
import { HOUR } from "../../../lib/time.ts";
import { syntheticSystem } from "../../made/pv_fixtures.ts";

const DAY = 24 * HOUR;

Deno.test("each day's samples come from one system, and systems take turns", () => {
  const history = [1, 2, 3].map((capacityKw) => syntheticSystem({ days: 9, capacityKw }));
  const samples = sunlitSamples(history, Infinity);
  const byDay = Map.groupBy(samples, ({ time }) => Math.floor(time / DAY));
  equal(byDay.size, 9);
  for (const day of byDay.values()) equal(new Set(day.map(({ system }) => system)).size, 1);
  deepEqual([0, 1, 2].map((s) => samples.some(({ system }) => system === s)), [true, true, true]);
});

Deno.test("samples are sunlit, per kW of capacity and in order of time", () => {
  const system = syntheticSystem({ days: 5, capacityKw: 2 });
  const samples = sunlitSamples([system], Infinity);
  let last = -Infinity;
  for (const { sky, time, at, power } of samples) {
    ok(sky.sun.elevation > 0 && time > last);
    equal(power, system.generationKw[at] / 2);
    equal(time, system.start + at * HOUR);
    last = time;
  }
});

Deno.test("nothing stamped at the end of training or later is seen, nor what is missing", () => {
  const system = syntheticSystem({ days: 4 });
  const noon = 12;
  const before = system.start + (2 * 24 + noon) * HOUR;
  system.generationKw[noon] = NaN;
  const samples = sunlitSamples([system], before);
  ok(samples.every(({ time }) => time < before));
  ok(samples.some(({ time }) => time === before - HOUR));
  ok(samples.every(({ at }) => at !== noon));
  equal(sunlitDays(samples), 3);
});

Deno.test("a system that begins later takes its turn when it is there, an empty one never", () => {
  const early = syntheticSystem({ days: 10 });
  const late = syntheticSystem({ days: 4, start: "2021-01-07T00:10" });
  const empty = { ...early, generationKw: new Float64Array(0) };
  const samples = sunlitSamples([empty, late, early], Infinity);
  equal(sunlitDays(samples), 10);
  ok(samples.some(({ system }) => system === 1));
  ok(samples.every(({ system, time }) => system !== 1 || time >= late.start));
  deepEqual(sunlitSamples([], Infinity), []);
});
