import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { distanceKm, hemisphereOf, mirroredAzimuth } from "lib/sun/site.ts";
import fc from "../made/fast_check.ts";

const TURIN = { latitude: 45.07, longitude: 7.68 };

Deno.test("a degree of latitude is 111.2 km, one of longitude at 60° half of it", () => {
  const at = (latitude: number, longitude: number) => ({ latitude, longitude });
  ok(Math.abs(distanceKm(at(45, 7), at(46, 7)) - 111.195) < 0.001);
  ok(Math.abs(distanceKm(at(60, 7), at(60, 8)) - 111.195 / 2) < 0.01);
  ok(Math.abs(distanceKm(at(0, 0), at(0, 180)) - 20_015.1) < 0.1);
});

Deno.test("Palermo lies some 905 km from Turin, Sydney on the other side of the Earth", () => {
  equal(Math.round(distanceKm(TURIN, { latitude: 38.12, longitude: 13.36 })), 905);
  ok(distanceKm(TURIN, { latitude: -33.87, longitude: 151.21 }) > 16_000);
});

Deno.test("a distance is the same both ways, 0 to itself, across the date line too", () => {
  const site = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  fc.assert(fc.property(site, site, (a, b) => {
    ok(Math.abs(distanceKm(a, b) - distanceKm(b, a)) < 1e-6);
    equal(distanceKm(a, a), 0);
  }));
  const [west, east] = [179.9, -179.9].map((longitude) => ({ latitude: 0, longitude }));
  ok(distanceKm(west, east) < 23);
});

Deno.test("across the equator south becomes north, and east stays east", () => {
  deepEqual([180, 0, 90, 270, 225, 135].map(mirroredAzimuth), [0, 180, 90, 270, 315, 45]);
  deepEqual([45, 0, -1].map(hemisphereOf), ["north", "north", "south"]);
});
