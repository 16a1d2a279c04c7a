import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { greedy } from "../../lib/community/self_balancing.ts";
import { close, communityOf } from "../made/fixtures.ts";

const unplanned = { wear_eur_per_kwh: 0, grid_charging: false };
const lossy = { charge_efficiency: 0.95, discharge_efficiency: 0.95, max_c_rate: 0.5 };
const ideal = { charge_efficiency: 1, discharge_efficiency: 1, max_c_rate: 1e6 };

interface House {
  readonly load: number;
  readonly pv: number;
  readonly capacity?: number;
  readonly level?: number;
}

/** The houses after an hour in which each has balanced itself. */
function balanced(houses: readonly House[], battery = lossy) {
  const { members, energy } = communityOf(houses.map(() => ({})));
  for (const [i, { load, pv, capacity, level }] of houses.entries()) {
    energy.loadKwh[i] = load;
    energy.pvKwh[i] = pv;
    members.batteryCapacityKwh[i] = capacity ?? 0;
    energy.batteryLevelKwh[i] = level ?? 0;
  }
  greedy.for(members, { ...unplanned, ...battery }, 1).balance(energy);
  return { members, energy };
}

function assertHouse(house: House, expected: Record<string, number>, battery = lossy): void {
  const { energy } = balanced([house], battery);
  close(energy.imbalanceKwh[0], expected.imbalance);
  close(energy.batteryInKwh[0], expected.taken ?? 0);
  close(energy.batteryOutKwh[0], expected.delivered ?? 0);
  close(energy.batteryLevelKwh[0], expected.level ?? 0);
}

Deno.test("without a battery the imbalance is load less generation", () => {
  assertHouse({ load: 3, pv: 1 }, { imbalance: 2 });
  assertHouse({ load: 1, pv: 3 }, { imbalance: -2 });
  assertHouse({ load: 2, pv: 2 }, { imbalance: 0 });
});

Deno.test("a deficit first empties the battery", () => {
  // 2 kWh stored deliver 1.9; 3 − 1 − 1.9 = 0.1 is left to buy.
  assertHouse({ load: 3, pv: 1, capacity: 10, level: 2 }, { imbalance: 0.1, delivered: 1.9 });
});

Deno.test("a deficit that the battery covers leaves nothing to trade", () => {
  const house = { load: 3, pv: 1.1, capacity: 10, level: 8 };
  assertHouse(house, { imbalance: 0, delivered: 1.9, level: 6 });
  equal(balanced([house]).energy.imbalanceKwh[0], 0);
});

Deno.test("a deficit beyond the battery's power is bought", () => {
  // 0.5 · 10 = 5 of 7 kWh at the terminals; 5/0.95 leave the store.
  assertHouse({ load: 7, pv: 0, capacity: 10, level: 10 }, {
    imbalance: 2,
    delivered: 5,
    level: 10 - 5 / 0.95,
  });
});

Deno.test("a surplus first fills the battery", () => {
  // 0.95 kWh fit, which takes 1 of the surplus of 3.
  assertHouse({ load: 1, pv: 4, capacity: 10, level: 9.05 }, {
    imbalance: -2,
    taken: 1,
    level: 10,
  });
});

Deno.test("a surplus that the battery takes leaves nothing to trade", () => {
  assertHouse({ load: 1, pv: 3, capacity: 10 }, { imbalance: 0, taken: 2, level: 1.9 });
  equal(balanced([{ load: 1, pv: 3, capacity: 10 }]).energy.imbalanceKwh[0], 0);
});

Deno.test("the ideal battery is bounded by its capacity alone", () => {
  assertHouse({ load: 1, pv: 13, capacity: 10 }, { imbalance: -2, taken: 10, level: 10 }, ideal);
  assertHouse({ load: 12, pv: 0, capacity: 10, level: 10 }, { imbalance: 2, delivered: 10 }, ideal);
});

Deno.test("members balance themselves one by one, not with each other", () => {
  const { energy } = balanced([{ load: 3, pv: 0 }, { load: 0, pv: 3, capacity: 10 }]);
  deepEqual([...energy.imbalanceKwh], [3, 0]);
});

Deno.test("the next hour goes on from the level that this one left", () => {
  const { members, energy } = balanced([{ load: 0, pv: 4, capacity: 10 }]);
  energy.loadKwh[0] = 4;
  energy.pvKwh[0] = 0;
  greedy.for(members, { ...unplanned, ...lossy }, 1).balance(energy);
  close(energy.batteryOutKwh[0], 4 * 0.95 * 0.95);
  close(energy.imbalanceKwh[0], 4 - 4 * 0.95 * 0.95);
  equal(energy.batteryInKwh[0], 0);
});

Deno.test("each member's energy closes, and no battery takes and delivers at once", () => {
  const kwh = fc.double({ min: 0, max: 20, noNaN: true });
  const house = fc.record({ load: kwh, pv: kwh, capacity: kwh, level: kwh })
    .map((drawn) => ({ ...drawn, level: Math.min(drawn.level, drawn.capacity) }));
  fc.assert(fc.property(fc.array(house, { maxLength: 20 }), (houses) => {
    const { imbalanceKwh, batteryInKwh, batteryOutKwh } = balanced(houses).energy;
    for (const [i, { load, pv }] of houses.entries()) {
      close(pv + batteryOutKwh[i] + imbalanceKwh[i], load + batteryInKwh[i]);
      ok(batteryInKwh[i] === 0 || batteryOutKwh[i] === 0);
      ok(imbalanceKwh[i] * (load - pv) >= 0);
    }
  }));
});
