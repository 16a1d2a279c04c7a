import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { drawMountings, turnAt, turnedPanels } from "lib/community/orientation.ts";
import { diffuseFraction, splitIrradiance } from "lib/sun/diffuse_fraction.ts";
import { solarPosition } from "lib/sun/mod.ts";
import { HOUR, midnightInRome } from "lib/time.ts";
import { close } from "../made/fixtures.ts";

const TURIN = { latitude: 45.07, longitude: 7.68 };
const SOUTH = { tilt: 37, azimuth: 180 }, EAST = { tilt: 37, azimuth: 90 };
const WEST = { tilt: 37, azimuth: 270 }, LEVEL = { tilt: 0, azimuth: 180 };
const start = midnightInRome("2025-08-15");
const at = (hour: number) => start + hour * HOUR;

Deno.test("roofs are drawn evenly over their ranges, and the first of many are those of few", () => {
  const many = drawMountings(20_000, 42), few = drawMountings(10, 42);
  deepEqual(few.tilt, many.tilt.slice(0, 10));
  for (const [column, low, high] of [[many.tilt, 10, 40], [many.azimuth, 90, 270]] as const) {
    ok(column.every((angle) => angle >= low && angle < high));
    const mean = column.reduce((sum, angle) => sum + angle) / column.length;
    close(mean, (low + high) / 2, (high - low) / 100);
  }
});

Deno.test("panels on the reference plane deliver what they did", () => {
  for (const hour of [7, 10, 13, 18]) close(turnAt(TURIN, at(hour), 0.4, SOUTH)(SOUTH), 1, 1e-12);
});

Deno.test("east gains in the morning and loses in the evening, west the other way round", () => {
  ok(turnAt(TURIN, at(8), 0.2, SOUTH)(EAST) > 1.3);
  ok(turnAt(TURIN, at(18), 0.2, SOUTH)(EAST) < 0.8);
  ok(turnAt(TURIN, at(18), 0.2, SOUTH)(WEST) > 1.3);
});

Deno.test("under thick clouds panels hardly differ by where they look", () => {
  const cloudy = turnAt(TURIN, at(9), 0.03, SOUTH)(EAST);
  const clear = turnAt(TURIN, at(9), 0.45, SOUTH)(EAST);
  ok(Math.abs(cloudy - 1) < 0.1 && clear > 1.2, `${cloudy} ${clear}`);
});

Deno.test("while the sun is down, or gives nothing, nothing turns", () => {
  equal(turnAt(TURIN, at(2), 0.1, SOUTH)(EAST), 1);
  equal(turnAt(TURIN, at(12), 0, SOUTH)(EAST), 1);
});

Deno.test("level panels get what lies on the level: the split adds up", () => {
  const sun = solarPosition(at(11), TURIN.latitude, TURIN.longitude);
  for (const global of [50, 300, 700]) {
    const sky = splitIrradiance(sun, global);
    const direct = sky.directNormal * Math.sin(sun.elevation * Math.PI / 180);
    close(direct + sky.diffuseHorizontal, global, 1e-9);
  }
  ok(turnAt(TURIN, at(13), 0.6, SOUTH)(LEVEL) < 1);
});

Deno.test("the diffuse fraction is Erbs's: 0.98 at 0.22, 0.165 above 0.8, without a jump", () => {
  // 1 − 0.09·0.22; 0.9511 − 0.1604·0.5 + 4.388·0.25 − 16.638·0.125 + 12.336·0.0625.
  close(diffuseFraction(0.22), 0.9802, 1e-12);
  close(diffuseFraction(0.5), 0.65915, 1e-5);
  close(diffuseFraction(0.9), 0.165, 0);
  close(diffuseFraction(0.8), 0.165, 0.001);
  close(diffuseFraction(0.2201), 0.9802, 0.001);
  equal(diffuseFraction(0), 1);
});

Deno.test("each member's panels turn by its own roof; unknown roofs are the history's", () => {
  const members = {
    size: 4,
    sites: [TURIN],
    neighbourhood: new Uint16Array(4),
    pvCapacityKw: Float64Array.of(3, 3, 0, 6),
  };
  const mountings = {
    tilt: Float64Array.of(37, NaN, 37, 37),
    azimuth: Float64Array.of(90, NaN, 90, 90),
  };
  const steps = { start, seconds: HOUR, count: 24 };
  const pvKwh = Float64Array.of(0.6, 0.6, 0, 1.2);
  turnedPanels(members, mountings, steps).set(8, pvKwh);
  const turn = turnAt(TURIN, at(8.5), 0.2, SOUTH)(EAST);
  deepEqual([...pvKwh], [0.6 * turn, 0.6, 0, 1.2 * turn]);
});
