import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { requirePvServes } from "lib/forecast/pv/history_check.ts";
import { clearSkyPower, skyAt } from "lib/forecast/pv/envelope.ts";
import { fitPanels } from "lib/forecast/pv/envelope_fit.ts";
import { pvPlace } from "lib/forecast/pv/place.ts";
import { sunlitSamples } from "lib/forecast/pv/samples.ts";
import { InputError } from "lib/input_error.ts";
import { midnightInRome } from "lib/time.ts";
import { SYNTHETIC_PANELS, syntheticSystem, TURIN, utc } from "../../made/pv_fixtures.ts";

const PALERMO = { latitude: 38.12, longitude: 13.36 };
const SYDNEY = { latitude: -33.87, longitude: 151.21 };
const GENOA = { latitude: 44.41, longitude: 8.93 };

const reasons = (history: ReturnType<typeof syntheticSystem>[], start: string, hours = 24) =>
  pvPlace(history, [TURIN], utc(start), hours).reasons;

Deno.test("the reason for climatology is the true one: ended, not begun, a gap, too far away", () => {
  const system = syntheticSystem({ days: 30 });
  deepEqual(reasons([system], "2021-01-10T00:00"), []);
  deepEqual(reasons([system], "2021-02-05T00:00"), ["ended before"]);
  deepEqual(reasons([system], "2020-12-01T00:00"), ["begins later"]);
  deepEqual(reasons([syntheticSystem({ days: 30, ...GENOA })], "2021-01-10T00:00"), ["distance"]);
  const torn = { ...system, generationKw: system.generationKw.slice().fill(NaN, 240, 480) };
  deepEqual(reasons([torn], "2021-01-15T00:00"), ["gap"]);
  deepEqual(reasons([torn], "2021-01-30T12:00", 60), ["ended before"]);
  deepEqual(reasons([torn, syntheticSystem({ days: 30 })], "2021-01-15T00:00"), []);
});

Deno.test("the distance is that of the neighbourhood farthest from any system", () => {
  const history = [syntheticSystem({ days: 1 }), syntheticSystem({ days: 1, ...PALERMO })];
  const { distanceKm } = pvPlace(history, [TURIN, GENOA], utc("2021-01-01T00:00"), 24);
  equal(Math.round(distanceKm), 123);
});

Deno.test("a history of elsewhere is refused with its distance, before anything is trained", () => {
  const before = utc("2021-01-20T00:00");
  requirePvServes([syntheticSystem({ days: 30 })], [TURIN, GENOA], before);
  throws(
    () => requirePvServes([syntheticSystem({ days: 30 })], [PALERMO], before),
    /the PV history as panels and community must lie within 300 km of each other: they are 90\d km/,
  );
  throws(
    () => requirePvServes([syntheticSystem({ days: 30 })], [TURIN, SYDNEY], before),
    /they are 16\d{3} km apart; import or download the generation of the community's/,
  );
  const both = [syntheticSystem({ days: 30 }), syntheticSystem({ days: 30, ...PALERMO })];
  throws(() => requirePvServes(both, [TURIN], before), /they are 90\d km apart/);
});

Deno.test("too short a history is refused with the date as the user wrote it", () => {
  const before = midnightInRome("2021-01-05");
  throws(() => requirePvServes([syntheticSystem({ days: 30 })], [TURIN], before), (error) => {
    ok(error instanceof InputError);
    match(error.message, /history before 2021-01-05 as it takes .* 7 days: found 4, the history/);
    return true;
  });
});

Deno.test("panels of the north face the sun in the south", () => {
  const samples = sunlitSamples([syntheticSystem({ days: 60 })], Infinity);
  const panels = fitPanels(samples, "north");
  equal(panels.hemisphere, "north");
  const noon = utc("2021-12-21T12:00");
  const [north, south] = [1, -1].map((latitude) => skyAt(noon, { latitude, longitude: 0 }));
  const towards = { ...SYNTHETIC_PANELS, mounting: { tilt: 60, azimuth: 180 } };
  const atNorth = clearSkyPower(north, { ...towards, hemisphere: "north" });
  const mirrored = clearSkyPower(south, { ...towards, hemisphere: "north" });
  const facingNorth = { ...towards, mounting: { tilt: 60, azimuth: 0 } };
  equal(mirrored, clearSkyPower(south, { ...facingNorth, hemisphere: "south" }));
  equal(atNorth, clearSkyPower(north, towards));
  ok(mirrored < clearSkyPower(south, towards)); // in December the sun stands south of both
});
