import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import {
  indexRecord,
  knownBefore,
  newestSunlit,
  squaredDistance,
} from "../../../lib/forecast/pv/clear_sky_index.ts";
import { recentWeather } from "../../../lib/forecast/pv/recent_weather.ts";
import { HOUR } from "../../../lib/time.ts";
import { SYNTHETIC_PANELS, syntheticSystem, TURIN } from "../../made/pv_fixtures.ts";

/** A record with one index an hour from the epoch's tenth minute on. */
function record(...index: number[]) {
  return { ...TURIN, start: 600, index: Float64Array.from(index) };
}

Deno.test("the index of a record is its power over the envelope, and nothing by night", () => {
  const system = syntheticSystem({ days: 2, start: "2021-06-21T00:10", index: () => 0.6 });
  system.generationKw[12] = NaN;
  const { index } = indexRecord(system, SYNTHETIC_PANELS);
  ok(Number.isNaN(index[0]) && Number.isNaN(index[12]) && Number.isNaN(index[23]));
  ok(Math.abs(index[11] - 0.6) < 1e-12);
});

Deno.test("what is stamped in or after an hour is not known before it", () => {
  equal(knownBefore(record(1, 2, 3), HOUR).index.length, 1);
  equal(knownBefore(record(1, 2, 3), 600).index.length, 0);
  equal(knownBefore(record(1, 2, 3), -HOUR).index.length, 0);
  equal(knownBefore(record(1, 2, 3), 601).index.length, 1);
  deepEqual([...knownBefore(record(1, 2, 3), 1e9).index], [1, 2, 3]);
});

Deno.test("the newest sunlit index may be of the evening before, not of the day before", () => {
  equal(newestSunlit(record(0.3, NaN, NaN), 3 * HOUR + 600), 0);
  equal(newestSunlit(record(0.3, ...Array(30).fill(NaN)), 31 * HOUR + 600), -1);
  equal(newestSunlit(record(), 0), -1);
  throws(() => newestSunlit(record(0.3, 0.4), HOUR + 600), RangeError);
});

Deno.test("recent weather is told from the newest sunlit hours, skipping the night", () => {
  const known = [record(0.2, 0.4, NaN, NaN, 0.6, 0.8)];
  const weather = recentWeather(known, TURIN, 6 * HOUR + 600)!;
  deepEqual(weather.last, [0.8, 0.6, 0.4, 0.2]);
  equal(weather.age, 1);
  ok(Math.abs(weather.mean36 - 0.5) < 1e-12);
  equal(weather.mean6, weather.mean36);
  equal(weather.neighbours, 0.8);
  equal(weather.spread, 0);
});

Deno.test("with few hours on record the oldest stands in for those before it", () => {
  const weather = recentWeather([record(0.7)], TURIN, HOUR + 600)!;
  deepEqual(weather.last, [0.7, 0.7, 0.7, 0.7]);
  equal(weather.yesterday, 0.7);
});

Deno.test("yesterday's index is the one 24 hours before", () => {
  const index = Array.from({ length: 30 }, (_, hour) => hour / 100);
  equal(recentWeather([record(...index)], TURIN, 30 * HOUR + 600)!.yesterday, 0.06);
});

Deno.test("the weather of the nearest system counts, neighbours add their mean and spread", () => {
  const near = record(0.2, 0.4);
  const neighbour = { ...record(0.6, 0.8), latitude: TURIN.latitude + 0.1 };
  const far = { ...record(0.9, 0.9), latitude: TURIN.latitude + 2 };
  const weather = recentWeather([far, neighbour, near], TURIN, 2 * HOUR + 600)!;
  equal(weather.last[0], 0.4);
  ok(Math.abs(weather.neighbours - 0.6) < 1e-12);
  ok(Math.abs(weather.spread - 0.2) < 1e-12);
  equal(recentWeather([far], TURIN, 2 * HOUR + 600), null);
});

Deno.test("a degree of longitude is shorter than one of latitude", () => {
  const here = { latitude: 60, longitude: 10 };
  ok(Math.abs(squaredDistance(here, { latitude: 60, longitude: 12 }) - 1) < 1e-9);
  equal(squaredDistance(here, { latitude: 61, longitude: 10 }), 1);
});
