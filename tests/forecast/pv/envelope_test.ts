import { ok, strictEqual as equal } from "node:assert/strict";
import fc from "../../made/fast_check.ts";
import { clearSkyPower, type Panels, skyAt } from "../../../lib/forecast/pv/envelope.ts";
import { fitPanels } from "../../../lib/forecast/pv/envelope_fit.ts";
import { sunlitSamples } from "../../../lib/forecast/pv/samples.ts";
import { SYNTHETIC_PANELS, syntheticSystem, TURIN, utc } from "../../made/pv_fixtures.ts";

Deno.test("a clear noon gives what the nameplate promises less heat and losses", () => {
  const panels: Panels = {
    mounting: { tilt: 38, azimuth: 180 },
    performance: 0.86,
    turbidity: 2.5,
    turbiditySwing: 0,
  };
  // The highest hours of PVGIS in Turin: .91 in April and .74 in July, kW per kW.
  const april = clearSkyPower(skyAt(utc("2021-04-10T11:30"), TURIN), panels);
  const july = clearSkyPower(skyAt(utc("2021-07-15T11:30"), TURIN), panels);
  ok(april > 0.8 && april < 0.95, `${april}`);
  ok(july > 0.7 && july < april, `${july}`);
  equal(clearSkyPower(skyAt(utc("2021-07-15T23:30"), TURIN), panels), 0);
});

Deno.test("the seasons turn half a year apart in the two hemispheres", () => {
  const north = skyAt(utc("2024-12-21T09:20"), TURIN).season;
  const south = skyAt(utc("2024-06-20T20:51"), { latitude: -45, longitude: 7 }).season;
  ok(Math.min(north, 2 * Math.PI - north) < 0.02, `${north}`);
  ok(Math.min(south, 2 * Math.PI - south) < 0.05, `${south}`);
});

Deno.test("the panels behind a year of made-up weather are found again", () => {
  const samples = sunlitSamples([syntheticSystem({ days: 365 })], utc("2022-01-01T00:00"));
  const { mounting, performance } = fitPanels(samples, "north");
  ok(Math.abs(mounting.tilt - SYNTHETIC_PANELS.mounting.tilt) < 5, `tilt ${mounting.tilt}`);
  ok(Math.abs(mounting.azimuth - SYNTHETIC_PANELS.mounting.azimuth) < 5, `${mounting.azimuth}`);
  ok(Math.abs(performance - SYNTHETIC_PANELS.performance) < 0.06, `${performance}`);
});

Deno.test("a single week leaves the panels near what is typical of roofs", () => {
  const week = syntheticSystem({ days: 7 });
  const { mounting, performance } = fitPanels(sunlitSamples([week], Infinity), "north");
  ok(performance > 0.4 && performance < 1, `${performance}`);
  ok(mounting.tilt > 5 && mounting.tilt < 80, `${mounting.tilt}`);
});

Deno.test("panels of the southern hemisphere face north", () => {
  const sydney = { latitude: -33.87, longitude: 151.21 };
  const panels = { ...SYNTHETIC_PANELS, mounting: { tilt: 30, azimuth: 0 } };
  const system = syntheticSystem({ days: 120, ...sydney, panels });
  const { mounting } = fitPanels(sunlitSamples([system], Infinity), "south");
  const offNorth = Math.abs((mounting.azimuth + 180) % 360 - 180);
  ok(offNorth < 8, `${mounting.azimuth}`);
});

Deno.test("no date, place or panel makes the envelope negative, endless or not a number", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: utc("2000-01-01T00:00"), max: utc("2050-12-31T23:59") }),
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: 0, max: 90, noNaN: true }),
      fc.double({ min: 0, max: 360, noNaN: true }),
      (time, latitude, longitude, tilt, azimuth) => {
        const sky = skyAt(time, { latitude, longitude });
        const power = clearSkyPower(sky, { ...SYNTHETIC_PANELS, mounting: { tilt, azimuth } });
        ok(power >= 0 && power < 1.2, `${power}`);
        if (sky.sun.elevation <= 0) equal(power, 0);
      },
    ),
    { numRuns: 3000 },
  );
});
