import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import fc from "../../made/fast_check.ts";
import type { PvSystem } from "../../../lib/data/histories.ts";
import {
  CLOUD_ENHANCEMENT,
  PvForecaster,
  QUANTILES,
  trainPv,
} from "../../../lib/forecast/pv/forecaster.ts";
import { solarPosition } from "../../../lib/sun/mod.ts";
import { InputError } from "../../../lib/input_error.ts";
import { HOUR } from "../../../lib/time.ts";
import {
  driftingClouds,
  SYNTHETIC_PANELS,
  syntheticSystem,
  TURIN,
  utc,
} from "../../made/pv_fixtures.ts";

const SPLIT = utc("2021-04-11T00:00");
const HISTORY = [
  syntheticSystem({ days: 120 }),
  syntheticSystem({ days: 120, capacityKw: 2.5, latitude: 45.1, index: driftingClouds() }),
];
const FORECASTER = trainPv(HISTORY, SPLIT);
const FOLLOWER = FORECASTER.following(HISTORY);

/** A history changed from an instant on. */
function disturbed(history: readonly PvSystem[], from: number): PvSystem[] {
  return history.map((system) => ({
    ...system,
    generationKw: system.generationKw.map((value, at) =>
      system.start + at * HOUR < from ? value : system.capacityKw - value
    ),
  }));
}

const anyInstant = fc.integer({
  min: utc("2000-01-01T00:00") / HOUR,
  max: utc("2050-12-31T23:00") / HOUR,
}).map((hour) => hour * HOUR);
const europe = fc.record({
  latitude: fc.double({ min: 35, max: 71, noNaN: true }),
  longitude: fc.double({ min: -10, max: 40, noNaN: true }),
});
const polar = fc.record({
  latitude: fc.oneof(
    fc.double({ min: 66, max: 90, noNaN: true }),
    fc.double({ min: -90, max: -66, noNaN: true }),
  ),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

Deno.test("at any hour from 2000 to 2050 in Europe and beyond the polar circles, physics holds", () => {
  fc.assert(
    fc.property(anyInstant, fc.oneof(europe, polar), (start, site) => {
      const energy = FORECASTER.climatologyEnergy(site, start);
      let [highest, sunUp] = [0, false];
      for (let second = 0; second <= HOUR; second += 60) {
        highest = Math.max(highest, FORECASTER.clearSkyPower(site, start + second));
        sunUp ||= solarPosition(start + second, site.latitude, site.longitude).elevation > 0;
      }
      ok(energy >= 0 && energy <= highest * (1 + CLOUD_ENHANCEMENT), `${energy} over ${highest}`);
      if (!sunUp) equal(energy, 0);
      const powers = FORECASTER.climatologyQuantiles(site, start)!;
      const bound = (1 + CLOUD_ENHANCEMENT + 1e-9) * FORECASTER.clearSkyPower(site, start);
      powers.forEach((power, i) => ok(power >= (powers[i - 1] ?? 0) && power <= bound));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("an hour ahead too, generation stays between 0 and the envelope with its margin", () => {
  const along = fc.integer({ min: 0, max: 119 * 24 }).map((hour) =>
    utc("2021-01-01T00:00") + hour * HOUR
  );
  const near = fc.record({
    latitude: fc.double({ min: 44.8, max: 45.4, noNaN: true }),
    longitude: fc.double({ min: 7.4, max: 8, noNaN: true }),
  });
  fc.assert(
    fc.property(along, near, (start, site) => {
      const { perKw, basis } = FOLLOWER.energy(site, start);
      let highest = 0;
      for (let second = 0; second <= HOUR; second += 60) {
        highest = Math.max(highest, FORECASTER.clearSkyPower(site, start + second));
      }
      ok(perKw >= 0 && perKw <= highest * (1 + CLOUD_ENHANCEMENT), `${perKw} over ${highest}`);
      if (highest === 0) deepEqual([perKw, basis], [0, "night"]);
    }),
    { numRuns: 500 },
  );
});

Deno.test("no observation of the hour itself or later changes its forecast", () => {
  for (let start = utc("2021-04-15T04:00"); start < utc("2021-04-15T20:00"); start += HOUR) {
    const other = FORECASTER.following(disturbed(HISTORY, start));
    deepEqual(other.energy(TURIN, start), FOLLOWER.energy(TURIN, start));
    deepEqual(other.power(TURIN, start + 600), FOLLOWER.power(TURIN, start + 600));
    deepEqual(other.quantiles(TURIN, start + 600), FOLLOWER.quantiles(TURIN, start + 600));
  }
});

Deno.test("a follower of a few hours forecasts them as one of the whole history does", () => {
  const from = utc("2021-04-15T00:00");
  const short = FORECASTER.following(HISTORY, from, from + 24 * HOUR);
  for (let start = from; start < from + 24 * HOUR; start += HOUR) {
    deepEqual(short.energy(TURIN, start), FOLLOWER.energy(TURIN, start));
  }
});

Deno.test("observations of the hours before do change it", () => {
  const noon = utc("2021-04-15T11:00");
  const other = FORECASTER.following(disturbed(HISTORY, noon - 3 * HOUR));
  ok(Math.abs(other.energy(TURIN, noon).perKw - FOLLOWER.energy(TURIN, noon).perKw) > 0.01);
});

Deno.test("training sees nothing stamped at its end or later", () => {
  const later = trainPv(disturbed(HISTORY, SPLIT), SPLIT);
  deepEqual(later.toJSON(), FORECASTER.toJSON());
});

Deno.test("a forecaster comes back from its text as it was", () => {
  const again = PvForecaster.fromJSON(JSON.parse(JSON.stringify(FORECASTER)));
  deepEqual(again.toJSON(), FORECASTER.toJSON());
  const noon = utc("2021-04-15T11:00");
  deepEqual(again.following(HISTORY).energy(TURIN, noon), FOLLOWER.energy(TURIN, noon));
  equal(again.climatologyEnergy(TURIN, noon), FORECASTER.climatologyEnergy(TURIN, noon));
});

Deno.test("the text of another version or a damaged one is refused", () => {
  const json = JSON.parse(JSON.stringify(FORECASTER));
  throws(() => PvForecaster.fromJSON({ ...json, version: "pv-0" }), TypeError);
  const climatology = { ...json.climatology, coefficients: [1, 2] };
  throws(() => PvForecaster.fromJSON({ ...json, climatology }), TypeError);
});

Deno.test("where history does not reach, in time or in space, climatology takes over and says so", () => {
  const beyond = utc("2024-06-15T10:00");
  const expected = FORECASTER.climatologyEnergy(TURIN, beyond);
  const { perKw, basis } = FOLLOWER.energy(TURIN, beyond);
  equal(basis, "climatology");
  ok(Math.abs(perKw - expected) < 1e-12);
  equal(FOLLOWER.quantiles(TURIN, beyond), null);
  const rome = { latitude: 41.9, longitude: 12.5 };
  equal(FOLLOWER.energy(rome, utc("2021-04-15T11:00")).basis, "climatology");
  equal(FOLLOWER.power(rome, utc("2021-04-15T11:10")).basis, "climatology");
  equal(FORECASTER.following([]).energy(TURIN, utc("2021-04-15T11:00")).basis, "climatology");
});

Deno.test("the hour right after the history's end is forecast from observations", () => {
  const shortened = HISTORY.map((system) => ({
    ...system,
    generationKw: system.generationKw.subarray(0, 100 * 24 + 11),
  }));
  const start = utc("2021-04-11T11:00");
  equal(FORECASTER.following(shortened).energy(TURIN, start).basis, "observations");
  deepEqual(FORECASTER.following(shortened).energy(TURIN, start), FOLLOWER.energy(TURIN, start));
});

Deno.test("the energy of an hour is its mean power", () => {
  const start = utc("2021-05-01T08:00");
  let sum = 0;
  for (let second = 0.5; second < HOUR; second++) {
    sum += FORECASTER.climatologyPower(TURIN, start + second) / HOUR;
  }
  ok(Math.abs(FORECASTER.climatologyEnergy(TURIN, start) - sum) < 1e-4);
});

Deno.test("greater losses lower every forecast in proportion", () => {
  const lossy = trainPv(HISTORY, SPLIT, { lossesPercent: 57 });
  const noon = utc("2021-04-15T11:00");
  const half = (value: number) => value / 2;
  const close = (a: number, b: number) => ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);
  close(lossy.climatologyEnergy(TURIN, noon), half(FORECASTER.climatologyEnergy(TURIN, noon)));
  close(lossy.clearSkyPower(TURIN, noon), half(FORECASTER.clearSkyPower(TURIN, noon)));
  close(lossy.following(HISTORY).energy(TURIN, noon).perKw, FOLLOWER.energy(TURIN, noon).perKw / 2);
  const ahead = lossy.following(HISTORY).quantiles(TURIN, noon)!;
  FOLLOWER.quantiles(TURIN, noon)!.forEach((value, i) => close(ahead[i], half(value)));
});

Deno.test("a month of history is enough for the usual weather and for persistence", () => {
  const split = utc("2021-02-01T00:00");
  const forecaster = trainPv(HISTORY, split);
  const july = utc("2021-07-15T11:00");
  const share = forecaster.climatologyPower(TURIN, july) / forecaster.clearSkyPower(TURIN, july);
  ok(share > 0.3 && share < 1, `usual index in July ${share}`);
  equal(forecaster.climatologyQuantiles(TURIN, july), null);
  const follower = forecaster.following(HISTORY);
  const noon = utc("2021-02-03T11:00");
  equal(follower.energy(TURIN, noon).basis, "observations");
  equal(follower.quantiles(TURIN, noon), null);
  const other = forecaster.following(disturbed(HISTORY, noon - 3 * HOUR));
  ok(Math.abs(other.energy(TURIN, noon).perKw - follower.energy(TURIN, noon).perKw) > 0.01);
});

Deno.test("steady weather is forecast to go on", () => {
  const history = [syntheticSystem({ days: 30, index: () => 0.7 })];
  const forecaster = trainPv(history, Infinity);
  const noon = history[0].start + (20 * 24 + 11) * HOUR;
  const actual = history[0].generationKw[20 * 24 + 11] / history[0].capacityKw;
  ok(Math.abs(forecaster.following(history).power(TURIN, noon).perKw - actual) < 0.05 * actual);
  ok(Math.abs(forecaster.climatologyPower(TURIN, noon) - actual) < 0.05 * actual);
});

Deno.test("quantiles rise and are 0 by night", () => {
  const noon = FOLLOWER.quantiles(TURIN, utc("2021-04-15T11:10"))!;
  equal(noon.length, QUANTILES.length);
  noon.forEach((value, i) => ok(i === 0 || value >= noon[i - 1]));
  deepEqual(FOLLOWER.quantiles(TURIN, utc("2021-04-15T23:10")), [0, 0, 0, 0, 0]);
  deepEqual(FORECASTER.climatologyQuantiles(TURIN, utc("2021-04-15T23:10")), [0, 0, 0, 0, 0]);
});

Deno.test("less than a week of sun, or panels that never generate, cannot be learned from", () => {
  throws(() => trainPv(HISTORY, utc("2021-01-06T00:00")), (error) => {
    ok(error instanceof InputError);
    equal(
      error.message,
      "Cannot train the PV forecaster on history before 2021-01-06 as it takes generation on at " +
        "least 7 days: found 5",
    );
    return true;
  });
  throws(() => trainPv([], SPLIT), InputError);
  throws(() => trainPv([syntheticSystem({ days: 30, index: () => 0 })], SPLIT), /found only 0/);
});

Deno.test("the panels of the history are reported", () => {
  const { mounting } = FORECASTER.panels;
  ok(Math.abs(mounting.azimuth - SYNTHETIC_PANELS.mounting.azimuth) < 15, `${mounting.azimuth}`);
});

Deno.test("on a history of the southern hemisphere, panels are looked for facing north", () => {
  const panels = { ...SYNTHETIC_PANELS, mounting: { tilt: 30, azimuth: 0 } };
  const sydney = { latitude: -33.87, longitude: 151.21 };
  const system = syntheticSystem({ days: 10, ...sydney, panels });
  const { mounting } = trainPv([system], utc("2021-02-01T00:00")).panels;
  const offNorth = Math.abs((mounting.azimuth + 180) % 360 - 180);
  ok(offNorth < 60, `${mounting.azimuth}`);
});
