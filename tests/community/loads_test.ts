import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { householdLoadShape } from "../../lib/community/load_profile.ts";
import { expectedLoads, LOAD_NOISE, loadsByStep, profileLoads } from "../../lib/community/loads.ts";
import { HOUR, localSteps, midnightInRome } from "../../lib/time.ts";
import { close, communityOf } from "../made/fixtures.ts";

/** A day in which the clock shows 2 twice, so that hours 2 and 3 have the same share of the year. */
const steps = { start: midnightInRome("2025-10-26"), seconds: HOUR, count: 25 };
const shape = householdLoadShape(localSteps(steps));

Deno.test("loads are the hour's share of the annual figure, give or take 10 %", () => {
  const { members, energy } = communityOf(Array.from({ length: 10_000 }, () => ({})));
  members.annualLoadKwh.fill(0.3 / shape[0]);
  profileLoads(members, steps, 1).set(0, energy.loadKwh);
  equal(LOAD_NOISE, 0.1);
  const ratios = [...energy.loadKwh].map((load) => load / 0.3);
  ok(ratios.every((ratio) => ratio >= 0.9 && ratio < 1.1));
  ok(Math.min(...ratios) < 0.901 && Math.max(...ratios) > 1.099);
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  close(mean, 1, 5 * 0.2 / Math.sqrt(12 * ratios.length));
});

Deno.test("every hour has its own share of the year, every member its own annual figure", () => {
  const { members, energy } = communityOf(Array.from({ length: 2000 }, () => ({})));
  members.annualLoadKwh.fill(1500, 0, 1000).fill(4000, 1000);
  const loads = profileLoads(members, steps, 1);
  for (let step = 0; step < steps.count; step++) {
    loads.set(step, energy.loadKwh);
    for (const [from, annual] of [[0, 1500], [1000, 4000]]) {
      const sum = energy.loadKwh.subarray(from, from + 1000).reduce((total, load) => total + load);
      close(sum / 1000 / (annual * shape[step]), 1, 5 * 0.2 / Math.sqrt(12 * 1000));
    }
  }
});

Deno.test("noise is drawn anew for each member and hour", () => {
  equal(shape[2], shape[3]);
  const { members, energy } = communityOf([{}, {}]);
  members.annualLoadKwh.fill(2700);
  const loads = profileLoads(members, steps, 1);
  const loadsOf = (hour: number) => {
    loads.set(hour, energy.loadKwh);
    return [...energy.loadKwh];
  };
  const values = [...loadsOf(2), ...loadsOf(3)];
  equal(new Set(values).size, 4);
  deepEqual(loadsOf(2), values.slice(0, 2));
});

Deno.test("another seed makes other noise", () => {
  const { members, energy } = communityOf([{}]);
  members.annualLoadKwh.fill(2700);
  const loadOf = (seed: number) => {
    profileLoads(members, steps, seed).set(0, energy.loadKwh);
    return energy.loadKwh[0];
  };
  ok(loadOf(1) !== loadOf(2));
});

Deno.test("members expect the profile itself, of which what comes is the noisy draw", () => {
  const { members, energy } = communityOf([{}, {}, {}]);
  members.annualLoadKwh.set([1500, 2700, 0]);
  const loads = profileLoads(members, steps, 1);
  expectedLoads(members, steps).set(7, energy.loadKwh);
  deepEqual([...energy.loadKwh], [1500 * shape[7], 2700 * shape[7], 0]);
  const expected = [...energy.loadKwh];
  loads.set(7, energy.loadKwh);
  for (const i of [0, 1]) {
    ok(energy.loadKwh[i] !== expected[i]);
    ok(Math.abs(energy.loadKwh[i] / expected[i] - 1) <= 0.1);
  }
});

Deno.test("to expect a load takes no draw from what comes", () => {
  const { members, energy } = communityOf([{}]);
  members.annualLoadKwh.fill(2700);
  const loads = profileLoads(members, steps, 1);
  loads.set(3, energy.loadKwh);
  const drawn = energy.loadKwh[0];
  expectedLoads(members, steps).set(3, energy.loadKwh);
  loads.set(3, energy.loadKwh);
  equal(energy.loadKwh[0], drawn);
});

Deno.test("loads as a whole are those of each step", () => {
  const loads = { set: (step: number, kwh: Float64Array) => void kwh.fill(step) };
  equal(
    JSON.stringify(loadsByStep(loads, 3, 2).map((row) => Array.from(row))),
    "[[0,0],[1,1],[2,2]]",
  );
});
