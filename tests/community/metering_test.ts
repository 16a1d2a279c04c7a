import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { Energy } from "../../lib/community/energy.ts";
import { Members } from "../../lib/community/members.ts";
import { meteredBatteries } from "../../lib/community/metering.ts";
import { greedy } from "../../lib/community/self_balancing.ts";
import { close, configOf } from "../made/fixtures.ts";

const site = { latitude: 45.07, longitude: 7.68 };
const { battery } = configOf();

/** A member alone with a battery of 10 kWh at 4 kWh, before a step of an hour. */
function member() {
  const members = new Members(1, ["A"], [site]);
  members.batteryCapacityKwh.fill(10);
  const energy = (pvKwh: number, loadKwh: number) => {
    const energy = new Energy(members);
    energy.batteryLevelKwh.fill(4);
    energy.pvKwh.fill(pvKwh);
    energy.loadKwh.fill(loadKwh);
    return energy;
  };
  return { members, energy };
}

/** A step planned on one thing and metered on another. */
function metered(
  rule: keyof typeof meteredBatteries,
  [plannedPv, plannedLoad]: readonly [number, number],
  [pv, load]: readonly [number, number],
) {
  const { members, energy } = member();
  const planned = energy(plannedPv, plannedLoad);
  const balancing = greedy.for(members, battery, 1);
  balancing.balance(planned);
  const real = energy(pv, load);
  meteredBatteries[rule].meter(real, planned, balancing);
  return { planned, real };
}

Deno.test("follow-actual: a sun that does not shine is made up for by the battery", () => {
  // Planned: 3 kWh of surplus charge 2.85. Came: 1 kWh of deficit, which takes 1/0.95 from the level.
  const { planned, real } = metered("follow-actual", [4, 1], [0, 1]);
  close(planned.imbalanceKwh[0], 0);
  close(planned.batteryLevelKwh[0], 4 + 2.85);
  close(real.imbalanceKwh[0], 0);
  close(real.batteryOutKwh[0], 1);
  close(real.batteryInKwh[0], 0);
  close(real.batteryLevelKwh[0], 4 - 1 / 0.95);
});

Deno.test("hold-schedule: the battery charges the 3 kWh of its plan, from the network", () => {
  const { real } = metered("hold-schedule", [4, 1], [0, 1]);
  close(real.batteryInKwh[0], 3);
  close(real.batteryOutKwh[0], 0);
  close(real.batteryLevelKwh[0], 4 + 2.85);
  // The load of 1, and 3 for the battery: Δ = 4 against a contract of 0.
  close(real.imbalanceKwh[0], 4);
});

Deno.test("hold-schedule: more sun than planned is fed in, the battery takes no more", () => {
  // Planned: 1 kWh of surplus charges 0.95. Came: 3 kWh of surplus, so 2 are fed in.
  const { real } = metered("hold-schedule", [2, 1], [4, 1]);
  close(real.batteryLevelKwh[0], 4.95);
  close(real.imbalanceKwh[0], -2);
});

Deno.test("follow-actual: the battery's limits hold, the rest is off contract", () => {
  // 0.5 per hour of 10 kWh: 5 kWh at the most, of which 4 · 0.95 = 3.8 kWh are there.
  const { planned, real } = metered("follow-actual", [0, 0], [0, 9]);
  close(planned.imbalanceKwh[0], 0);
  close(real.batteryOutKwh[0], 3.8);
  close(real.batteryLevelKwh[0], 0);
  close(real.imbalanceKwh[0], 9 - 3.8);
});

Deno.test("what comes as planned is metered as contracted, bit by bit, by either rule", () => {
  for (const rule of ["follow-actual", "hold-schedule"] as const) {
    const { planned, real } = metered(rule, [3.3, 0.7], [3.3, 0.7]);
    deepEqual(real, planned);
  }
});
