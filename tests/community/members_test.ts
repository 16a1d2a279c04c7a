import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { Energy } from "../../lib/community/energy.ts";
import { drawMembers, drawNeighbourhoods, type Members } from "../../lib/community/members.ts";
import { configOf } from "../made/fixtures.ts";

const many = drawMembers(configOf({ community: { num_prosumers: 20_000 } }));
const { community: settings } = configOf();

/** What a member is drawn with. */
const columns = [
  "neighbourhood",
  "latitude",
  "longitude",
  "pvCapacityKw",
  "batteryCapacityKwh",
  "annualLoadKwh",
  "margin",
] as const satisfies readonly (keyof Members)[];

/** How often each value occurs. */
function counts(values: Iterable<number>): Map<number, number> {
  const seen = new Map<number, number>();
  for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1);
  return new Map([...seen].sort(([a], [b]) => a - b));
}

/** Demands that all values are about equally frequent: within 5 standard deviations. */
function assertEven(seen: Map<number, number>, total: number): void {
  const expected = total / seen.size;
  const deviation = Math.sqrt(expected * (1 - 1 / seen.size));
  for (const [value, count] of seen) {
    ok(Math.abs(count - expected) < 5 * deviation, `${value}: ${count} instead of ${expected}`);
  }
}

Deno.test("panels are uniform over 0 to 20, both ends included, a quarter of a kW each", () => {
  const seen = counts(many.pvCapacityKw);
  deepEqual([...seen.keys()], Array.from({ length: 21 }, (_, panels) => panels * 0.25));
  assertEven(seen, many.size);
});

Deno.test("batteries of 0, 10 and 15 kWh are equally likely, and empty at the start", () => {
  const seen = counts(many.batteryCapacityKwh);
  deepEqual([...seen.keys()], [0, 10, 15]);
  assertEven(seen, many.size);
  const { initial_soc } = configOf().battery;
  ok(new Energy(many, initial_soc).batteryLevelKwh.every((level) => level === 0));
});

Deno.test("batteries start at the share of capacity that is asked for", () => {
  const half = new Energy(many, 0.5);
  ok(half.batteryLevelKwh.every((level, i) => level === many.batteryCapacityKwh[i] / 2));
});

Deno.test("five different neighbourhoods come from the pool, equally settled", () => {
  equal(new Set(many.neighbourhoodNames).size, 5);
  ok(many.neighbourhoodNames.every((name) => name in settings.neighbourhoods_pool));
  const seen = counts(many.neighbourhood);
  deepEqual([...seen.keys()], [0, 1, 2, 3, 4]);
  assertEven(seen, many.size);
});

Deno.test("all ten neighbourhoods are drawn when ten are asked for", () => {
  const all = drawMembers(configOf({ community: { num_neighbourhoods: 10 } }));
  deepEqual(
    [...all.neighbourhoodNames].sort(),
    Object.keys(settings.neighbourhoods_pool).sort(),
  );
});

Deno.test("everyone lives in the box of its neighbourhood, spread over all of it", () => {
  const quadrants = new Set<string>();
  for (let i = 0; i < many.size; i++) {
    const home = many.neighbourhood[i];
    const [south, north, west, east] = settings.neighbourhoods_pool[many.neighbourhoodNames[home]];
    const [latitude, longitude] = [many.latitude[i], many.longitude[i]];
    ok(south <= latitude && latitude <= north && west <= longitude && longitude <= east);
    const site = many.sites[home];
    quadrants.add(`${home} ${latitude < site.latitude} ${longitude < site.longitude}`);
  }
  equal(quadrants.size, 20);
});

Deno.test("a site is the middle of its neighbourhood's box", () => {
  const neighbourhoods_pool = { A: [45, 46, 7, 9] };
  const { sites } = drawMembers(
    configOf({ community: { num_neighbourhoods: 1, neighbourhoods_pool } }),
  );
  deepEqual(sites, [{ latitude: 45.5, longitude: 8 }]);
});

Deno.test("annual loads and margins fill their ranges", () => {
  const spans = [[many.annualLoadKwh, 1500, 4000], [many.margin, 0, 0.1]] as const;
  for (const [values, low, high] of spans) {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    ok(least >= low && most <= high);
    ok(least - low < 0.002 * (high - low) && high - most < 0.002 * (high - low));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    ok(Math.abs(mean - (low + high) / 2) < 5 * (high - low) / Math.sqrt(12 * values.length));
  }
});

Deno.test("a prosumer is the same whatever the size of its community", () => {
  const few = drawMembers(configOf({ community: { num_prosumers: 10 } }));
  deepEqual(few.neighbourhoodNames, many.neighbourhoodNames);
  for (const column of columns) deepEqual(few[column], many[column].slice(0, 10));
});

Deno.test("neighbourhoods are those of the members, and are drawn without them", () => {
  for (let seed = 0; seed < 10; seed++) {
    const { neighbourhoodNames, sites } = drawMembers(configOf({ seed }));
    deepEqual(drawNeighbourhoods(configOf({ seed })), { names: neighbourhoodNames, sites });
  }
});

Deno.test("a change of one range leaves all other draws alone", () => {
  const usual = drawMembers(configOf());
  const other = drawMembers(configOf({ community: { pv_number_range: [5, 5] } }));
  ok(other.pvCapacityKw.every((capacity) => capacity === 5 * 0.25));
  for (const column of ["latitude", "batteryCapacityKwh", "annualLoadKwh", "margin"] as const) {
    deepEqual(other[column], usual[column]);
  }
});

Deno.test("another seed gives another community, the same seed the same", () => {
  const loads = (seed: number) => [...drawMembers(configOf({ seed })).annualLoadKwh];
  deepEqual(loads(1), loads(1));
  ok(loads(1).every((load, i) => load !== loads(2)[i]));
});
