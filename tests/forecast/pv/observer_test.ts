import { ok, strictEqual as equal } from "node:assert/strict";
import { clearSkyPower, type Site, skyAt } from "../../../lib/forecast/pv/envelope.ts";
import { PvObserver } from "../../../lib/forecast/pv/observer.ts";
import { middlesOfHour, type TrainedPv } from "../../../lib/forecast/pv/trained.ts";
import { HOUR } from "../../../lib/time.ts";
import { close } from "../../made/fixtures.ts";
import { SYNTHETIC_PANELS, syntheticSystem, TURIN, utc } from "../../made/pv_fixtures.ts";

/** The observer asks what training found for nothing but the panels and their yield. */
const trained = (relativeYield = 1) =>
  ({ panels: SYNTHETIC_PANELS, relativeYield }) as unknown as TrainedPv;

/** Energy of an hour under a cloudless sky, kWh/kW. */
function cloudless(site: Site, start: number): number {
  const powers = [...middlesOfHour(start)].map((at) =>
    clearSkyPower(skyAt(at, site), SYNTHETIC_PANELS)
  );
  return powers.reduce((sum, power) => sum + power, 0) / powers.length;
}

/** June of 2021, 60 % of a cloudless sky, 80 % from the 10th on. */
const JUNE = syntheticSystem({
  days: 30,
  start: "2021-06-01T00:10",
  index: (stamp) => stamp < utc("2021-06-10T00:00") ? 0.6 : 0.8,
});
const OBSERVER = new PvObserver(trained(), [JUNE]);
const NOON = utc("2021-06-05T11:00");

Deno.test("an hour has the share of the cloudless sky that was recorded in it", () => {
  for (let hour = 0; hour < 24; hour++) {
    const [early, late] = [utc("2021-06-05T00:00"), utc("2021-06-15T00:00")]
      .map((day) => day + hour * HOUR);
    if (cloudless(TURIN, early) < 0.1) continue;
    close(OBSERVER.energy(TURIN, early), 0.6 * cloudless(TURIN, early), 1e-9);
    close(OBSERVER.energy(TURIN, late), 0.8 * cloudless(TURIN, late), 1e-9);
  }
  ok(OBSERVER.energy(TURIN, NOON) > 0.4);
});

Deno.test("over a month it is what the record sums to, within what an hour's middle tells", () => {
  let observed = 0;
  for (let start = utc("2021-06-01T00:00"); start < utc("2021-07-01T00:00"); start += HOUR) {
    observed += OBSERVER.energy(TURIN, start);
  }
  const recorded = JUNE.generationKw.reduce((sum, power) => sum + power, 0) / JUNE.capacityKw;
  ok(Math.abs(observed / recorded - 1) < 0.01, `${observed} and ${recorded} kWh/kW`);
});

Deno.test("where the sun is too low for an index, the hour has the power that was recorded", () => {
  // At 7:20 and at 15:20 UTC the December sun stands 3° high, below the 4° of an index.
  const december = syntheticSystem({ days: 9, start: "2021-12-01T00:20", index: () => 0.6 });
  const observer = new PvObserver(trained(), [december]);
  for (const time of ["2021-12-05T07:00", "2021-12-05T15:00"]) {
    const start = utc(time);
    const { elevation } = skyAt(start + 1200, TURIN).sun;
    ok(elevation > 3 && elevation < 4);
    const power = december.generationKw[(start + 1200 - december.start) / HOUR] / 4;
    ok(power > 0.005);
    // No more than clouds can add to the hour's clear sky.
    close(observer.energy(TURIN, start), Math.min(1.1 * cloudless(TURIN, start), power));
  }
});

Deno.test("it is exactly 0 by night, wherever and whenever", () => {
  for (const site of [TURIN, { latitude: 37.5, longitude: 15.1 }]) {
    equal(OBSERVER.energy(site, utc("2021-06-05T23:00")), 0);
    equal(OBSERVER.energy(site, utc("2030-06-05T23:00")), 0);
  }
});

Deno.test("half a degree away the weather is the system's, farther away nobody knows", () => {
  const north = (degrees: number) => ({ ...TURIN, latitude: TURIN.latitude + degrees });
  const near = OBSERVER.energy(north(0.49), NOON);
  close(near, 0.6 * cloudless(north(0.49), NOON), 1e-9);
  equal(OBSERVER.energy(north(0.51), NOON), NaN);
  equal(OBSERVER.energy(north(-0.51), NOON), NaN);
});

Deno.test("before the record, after it and in its gaps nobody knows either", () => {
  equal(OBSERVER.energy(TURIN, utc("2021-05-31T11:00")), NaN);
  equal(OBSERVER.energy(TURIN, utc("2021-07-01T11:00")), NaN);
  const generationKw = JUNE.generationKw.slice();
  generationKw[(NOON + 600 - JUNE.start) / HOUR] = NaN;
  const gap = new PvObserver(trained(), [{ ...JUNE, generationKw }]);
  equal(gap.energy(TURIN, NOON), NaN);
  ok(gap.energy(TURIN, NOON + HOUR) > 0);
});

Deno.test("the nearest system that recorded the hour tells", () => {
  const far = syntheticSystem({
    days: 30,
    start: "2021-06-01T00:10",
    latitude: TURIN.latitude + 0.3,
    capacityKw: 7,
    index: () => 0.3,
  });
  for (const history of [[JUNE, far], [far, JUNE]]) {
    const observer = new PvObserver(trained(), history);
    close(observer.energy(TURIN, NOON), 0.6 * cloudless(TURIN, NOON), 1e-9);
    // After June's last day only a longer record would know; here both end.
    equal(observer.energy(TURIN, utc("2021-07-02T11:00")), NaN);
  }
  const generationKw = new Float64Array(JUNE.generationKw.length).fill(NaN);
  const silent = new PvObserver(trained(), [{ ...JUNE, generationKw }, far]);
  close(silent.energy(TURIN, NOON), 0.3 * cloudless(TURIN, NOON), 1e-9);
});

Deno.test("the clouds of another day pass under this day's sun", () => {
  const later = utc("2021-06-15T11:00");
  close(OBSERVER.energy(TURIN, NOON, later), 0.8 * cloudless(TURIN, NOON), 1e-9);
  const winter = utc("2030-12-15T11:00");
  close(OBSERVER.energy(TURIN, winter, later), 0.8 * cloudless(TURIN, winter), 1e-9);
});

Deno.test("panels with other losses yield accordingly", () => {
  const lossy = new PvObserver(trained(0.9), [JUNE]);
  close(lossy.energy(TURIN, NOON), 0.9 * OBSERVER.energy(TURIN, NOON), 1e-12);
});

Deno.test("a sensor gone mad is bounded by what clouds can add to a clear sky", () => {
  const mad = new PvObserver(trained(), [syntheticSystem({
    days: 5,
    start: "2021-06-03T00:10",
    index: () => 5,
  })]);
  close(mad.energy(TURIN, NOON), 1.1 * cloudless(TURIN, NOON), 1e-9);
});
