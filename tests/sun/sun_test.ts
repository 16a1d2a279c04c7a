import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import {
  airMass,
  cellTemperature,
  clearSkyIrradiance,
  cosIncidence,
  extraterrestrialIrradiance,
  type Irradiance,
  planeOfArrayIrradiance,
  powerPerKw,
  refraction,
  relativeEfficiency,
  solarPosition,
} from "../../lib/sun/mod.ts";

function seconds(time: string): number {
  return Date.parse(time) / 1000;
}

function close(actual: number, expected: number, tolerance: number): void {
  ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} ± ${tolerance}`);
}

/** Degrees between two azimuths, the short way round. */
function turn(a: number, b: number): number {
  return Math.abs((a - b + 540) % 360 - 180);
}

/**
 * Elevation without refraction, azimuth and distance at ten years' random instants, computed with
 * the Solar Position Algorithm of Reda & Andreas (2004), doi:10.1016/j.solener.2003.12.003, as
 * implemented by pvlib-python 0.16.1 (`nrel_numpy`, sea level).
 */
const SPA_TABLE: [time: string, lat: number, lon: number, el: number, az: number, au: number][] = [
  ["2021-12-11T21:22Z", 45.07, 7.68, -57.0340, 301.7441, 0.98463],
  ["2021-08-17T03:50Z", 69.65, 18.96, 7.5591, 71.7906, 1.01243],
  ["2021-09-07T17:24Z", -54.8, -68.3, 28.4094, 344.9905, 1.00765],
  ["2022-11-24T11:35Z", -89.9, 0, 20.6899, 2.9151, 0.98738],
  ["2022-07-31T01:50Z", 0.35, 32.58, -29.6471, 68.6079, 1.01518],
  ["2022-10-11T03:00Z", 36.14, -5.35, -41.1838, 63.9569, 0.99843],
  ["2023-11-01T06:46Z", 45.07, 7.68, 5.4398, 116.6352, 0.99264],
  ["2023-03-24T04:48Z", 69.65, 18.96, 0.9976, 88.9401, 0.99680],
  ["2023-01-21T06:27Z", -54.8, -68.3, -12.0996, 155.3926, 0.98410],
  ["2024-04-19T13:27Z", -89.9, 0, -11.3736, 338.0077, 1.00449],
  ["2024-04-14T01:11Z", 0.35, 32.58, -39.0086, 77.4122, 1.00299],
  ["2024-11-14T20:19Z", 36.14, -5.35, -37.3943, 273.6330, 0.98916],
  ["2025-11-30T02:34Z", 45.07, 7.68, -43.7665, 76.3278, 0.98629],
  ["2025-01-02T22:07Z", 69.65, 18.96, -42.7667, 346.9323, 0.98333],
  ["2025-07-02T10:07Z", -54.8, -68.3, -22.9124, 82.1386, 1.01664],
  ["2026-10-27T17:57Z", -89.9, 0, 12.9545, 266.6890, 0.99378],
  ["2026-02-17T23:25Z", 0.35, 32.58, -66.8208, 120.1010, 0.98830],
  ["2026-10-18T22:19Z", 36.14, -5.35, -54.1851, 310.4568, 0.99623],
  ["2027-02-13T11:10Z", 45.07, 7.68, 31.0878, 170.4867, 0.98730],
  ["2027-06-20T19:06Z", 69.65, 18.96, 10.9282, 310.0983, 1.01615],
  ["2027-10-26T00:14Z", -54.8, -68.3, -5.7864, 239.0201, 0.99435],
  ["2028-04-20T14:33Z", -89.9, 0, -11.7566, 321.4564, 1.00484],
  ["2028-05-04T16:26Z", 0.35, 32.58, -9.4015, 286.5422, 1.00848],
  ["2028-04-11T15:00Z", 36.14, -5.35, 44.8626, 242.3688, 1.00228],
  ["2029-09-20T14:33Z", 45.07, 7.68, 29.0951, 237.6909, 1.00414],
  ["2029-04-04T00:39Z", 69.65, 18.96, -12.2451, 28.5090, 1.00006],
  ["2029-12-28T12:25Z", -54.8, -68.3, 34.5647, 81.6517, 0.98341],
  ["2030-06-12T10:52Z", -89.9, 0, -23.0712, 16.9636, 1.01543],
  ["2030-06-24T12:35Z", 0.35, 32.58, 44.2750, 303.2799, 1.01642],
  ["2030-07-04T03:50Z", 36.14, -5.35, -13.8080, 47.5455, 1.01672],
];

Deno.test("the sun stands where the worked example of Reda & Andreas (2004) puts it", () => {
  // Their table A5.1: e0 = 39.872046°, zenith 50.11162° with refraction, azimuth 194.34024°,
  // R = 0.9965422974 AU.
  const sun = solarPosition(seconds("2003-10-17T19:30:30Z"), 39.742476, -105.1786);
  close(sun.elevation, 39.872046, 0.01);
  close(90 - sun.elevation - refraction(sun.elevation) * 0.82, 50.11162, 0.01);
  close(sun.azimuth, 194.34024, 0.01);
  close(sun.distance, 0.9965422974, 1e-4);
});

Deno.test("the sun's place differs from the Solar Position Algorithm by less than 0.02°", () => {
  for (const [time, latitude, longitude, elevation, azimuth, distance] of SPA_TABLE) {
    const sun = solarPosition(seconds(time), latitude, longitude);
    close(sun.elevation, elevation, 0.02);
    const across = turn(sun.azimuth, azimuth) * Math.cos(elevation * Math.PI / 180);
    ok(across < 0.02, `${time}: azimuth ${sun.azimuth}, expected ${azimuth}`);
    close(sun.distance, distance, 1e-4);
  }
});

Deno.test("instants before 1970 are no exception", () => {
  const sun = solarPosition(seconds("1969-06-21T11:30Z"), 45.07, 7.68);
  close(sun.elevation, 68.37, 0.05);
});

Deno.test("refraction lifts the sun by half a degree at the horizon and not at all overhead", () => {
  close(refraction(0), 0.483, 0.01);
  close(refraction(90), 0, 0.001);
  equal(refraction(-1), 0);
});

Deno.test("the sun sends the solar constant at 1 astronomical unit, 7 % less in July than January", () => {
  equal(
    extraterrestrialIrradiance({ elevation: 0, azimuth: 0, hourAngle: 0, distance: 1 }),
    1361.1,
  );
  const january = solarPosition(seconds("2024-01-03T12:00Z"), 45, 7);
  const july = solarPosition(seconds("2024-07-05T12:00Z"), 45, 7);
  const ratio = extraterrestrialIrradiance(july) / extraterrestrialIrradiance(january);
  close(ratio, (0.98331 / 1.01672) ** 2, 1e-3);
});

Deno.test("a cloudless sky is as bright as pvlib-python 0.16.1 makes it (ineichen, no Perez enhancement)", () => {
  const cases = [
    [60, 3, 240, 1.12142, 900.7384, 925.4003, 99.3183],
    [20, 3, 240, 2.81542, 287.3117, 682.1891, 53.9892],
    [5, 4, 0, 10.03965, 21.7647, 74.843, 15.2417],
    [1, 3, 0, 23.40885, 1.3613, 16.6516, 1.0707],
    [35, 2, 1000, 1.5424, 611.2977, 995.0658, 40.5514],
  ];
  for (const [elevation, turbidity, altitude, mass, global, direct, diffuse] of cases) {
    const sky = clearSkyIrradiance(
      { elevation, azimuth: 180, hourAngle: 0, distance: 1 },
      turbidity,
      altitude,
    );
    close(airMass(elevation, altitude), mass, 2e-4);
    close(sky.globalHorizontal, global, global * 1e-3);
    close(sky.directNormal, direct, direct * 1e-3);
    close(sky.diffuseHorizontal, diffuse, diffuse * 1e-3);
  }
});

Deno.test("without sun there is no light", () => {
  const dark: Irradiance = { globalHorizontal: 0, directNormal: 0, diffuseHorizontal: 0 };
  deepEqual(clearSkyIrradiance({ elevation: 0, azimuth: 0, hourAngle: 0, distance: 1 }, 3), dark);
  deepEqual(clearSkyIrradiance({ elevation: -40, azimuth: 0, hourAngle: 0, distance: 1 }, 3), dark);
  const sun = { elevation: -40, azimuth: 0, hourAngle: 0, distance: 1 };
  equal(planeOfArrayIrradiance(sun, dark, { tilt: 90, azimuth: 0 }), 0);
  equal(powerPerKw(0, 20, 14), 0);
});

Deno.test("a tilted panel gets what pvlib-python 0.16.1 gives it (haydavies, albedo 0.2)", () => {
  const cases = [
    [30, 180, 35, 180, 800, 850, 64, 929.0676],
    [80, 100, 35, 180, 150, 400, 80, 182.7657],
    [85, 60, 60, 190, 60, 100, 50, 37.7449],
  ];
  for (const [zenith, azimuth, tilt, facing, global, direct, diffuse, expected] of cases) {
    const sun = { elevation: 90 - zenith, azimuth, hourAngle: 0, distance: 1 };
    const sky = {
      globalHorizontal: global,
      directNormal: direct,
      diffuseHorizontal: diffuse,
    };
    close(planeOfArrayIrradiance(sun, sky, { tilt, azimuth: facing }), expected, 0.05);
  }
});

Deno.test("an even sky gives a tilted panel its share of the sky and of the ground", () => {
  // Tilt 60°: (1 + cos 60°) / 2 = 0.75 of the diffuse light, 0.25 of the ground's 0.2 × 100.
  const sun = { elevation: 30, azimuth: 0, hourAngle: 0, distance: 1 };
  const sky = { globalHorizontal: 100, directNormal: 0, diffuseHorizontal: 80 };
  close(
    planeOfArrayIrradiance(sun, sky, { tilt: 60, azimuth: 180 }, "isotropic"),
    0.75 * 80 + 0.25 * 0.2 * 100,
    1e-9,
  );
});

Deno.test("the hour angle is 0 at the sun's highest, 15° more each hour after", () => {
  const noon = solarPosition(seconds("2024-06-21T11:31:15Z"), 45.07, 7.68);
  const later = solarPosition(seconds("2024-06-21T14:31:15Z"), 45.07, 7.68);
  close(noon.hourAngle, 0, 0.05);
  close(later.hourAngle - noon.hourAngle, 45, 0.01);
});

Deno.test("a level panel sees the sun as the ground does, one that faces it sees it head-on", () => {
  const sun = { elevation: 30, azimuth: 120, hourAngle: 0, distance: 1 };
  close(cosIncidence(sun, { tilt: 0, azimuth: 77 }), 0.5, 1e-12);
  close(cosIncidence(sun, { tilt: 60, azimuth: 120 }), 1, 1e-12);
  close(cosIncidence(sun, { tilt: 90, azimuth: 300 }), -Math.cos(Math.PI / 6), 1e-12);
});

Deno.test("cells warm by Faiman's rule and lose efficiency by Huld's", () => {
  // pvlib-python 0.16.1: temperature.faiman(800, 20, 2, u0=26.9, u1=6.2); pvarray.huld, csi.
  close(cellTemperature(800, 20, 2), 40.35623409669211, 1e-9);
  close(0.8 * relativeEfficiency(800, 45), 0.7274366227335596, 1e-12);
  close(0.1 * relativeEfficiency(100, 10), 0.08884297897085519, 1e-12);
  equal(relativeEfficiency(1000, 25), 1);
  equal(relativeEfficiency(1e-6, 25), 0);
});

Deno.test("losses of 14 % leave 0.86 kW of each kW at standard test conditions", () => {
  close(powerPerKw(1000, 25, 14), 0.86, 1e-12);
  equal(powerPerKw(1000, 25, 100), 0);
});

Deno.test("no place, year or mounting makes light or power negative or not a number", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: seconds("2000-01-01T00:00Z"), max: seconds("2050-12-31T23:59Z") }),
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: 0, max: 90, noNaN: true }),
      fc.double({ min: 0, max: 360, noNaN: true }),
      (time, latitude, longitude, tilt, facing) => {
        const sun = solarPosition(time, latitude, longitude);
        ok(sun.elevation >= -90 && sun.elevation <= 90 && sun.azimuth >= 0 && sun.azimuth < 360);
        const sky = clearSkyIrradiance(sun, 3, 240);
        const onPanel = planeOfArrayIrradiance(sun, sky, { tilt, azimuth: facing });
        const power = powerPerKw(onPanel, cellTemperature(onPanel, 15, 2), 14);
        ok(sky.diffuseHorizontal >= 0 && sky.directNormal >= 0);
        ok(onPanel >= 0 && onPanel < 1500, `${onPanel} W/m²`);
        ok(power >= 0 && power < 1.2, `${power} kW/kW`);
        if (sun.elevation <= 0) equal(onPanel, 0);
      },
    ),
    { numRuns: 5000 },
  );
});

Deno.test("at the poles and on the equator the sun has a direction", () => {
  for (const latitude of [-90, -66.56, 0, 66.56, 90]) {
    for (const time of ["2024-06-20T12:00Z", "2024-12-21T00:00Z", "2024-03-20T03:06Z"]) {
      const sun = solarPosition(seconds(time), latitude, 0);
      ok(Number.isFinite(sun.elevation) && Number.isFinite(sun.azimuth), `${latitude} ${time}`);
    }
  }
  const pole = solarPosition(seconds("2024-06-20T12:00Z"), 90, 0);
  close(pole.elevation, 23.44, 0.02);
});
