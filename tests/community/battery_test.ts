import { ok, strictEqual as equal } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { energyDelivered, energyTaken, levelAfter } from "../../lib/community/battery.ts";
import { close } from "../made/fixtures.ts";

const lossy = { charge_efficiency: 0.95, discharge_efficiency: 0.95, max_c_rate: 0.5 };
const ideal = { charge_efficiency: 1, discharge_efficiency: 1, max_c_rate: 1e6 };

Deno.test("charging stores 95 % of what is taken", () => {
  equal(energyTaken(0, 10, 4, lossy), 4);
  close(levelAfter(0, 10, 4, 0, lossy), 3.8);
});

Deno.test("discharging draws the delivered energy over 95 %", () => {
  equal(energyDelivered(8, 10, 3.8, lossy), 3.8);
  close(levelAfter(8, 10, 0, 3.8, lossy), 4);
});

Deno.test("power is limited to half the capacity an hour, either way, at the terminals", () => {
  equal(energyTaken(0, 10, 9, lossy), 5);
  equal(energyDelivered(10, 10, 9, lossy), 5);
});

Deno.test("an almost full battery takes what fits after losses, and is then full", () => {
  close(energyTaken(9.05, 10, 4, lossy), 1);
  equal(levelAfter(9.05, 10, energyTaken(9.05, 10, 4, lossy), 0, lossy), 10);
});

Deno.test("an almost empty battery delivers what is left after losses, and is then empty", () => {
  close(energyDelivered(1, 10, 4, lossy), 0.95);
  close(levelAfter(1, 10, 0, energyDelivered(1, 10, 4, lossy), lossy), 0);
});

Deno.test("a full battery takes nothing, an empty one delivers nothing", () => {
  equal(energyTaken(10, 10, 3, lossy), 0);
  equal(energyDelivered(0, 10, 3, lossy), 0);
});

Deno.test("no battery neither takes nor delivers", () => {
  for (const settings of [lossy, ideal]) {
    equal(energyTaken(0, 0, 3, settings), 0);
    equal(energyDelivered(0, 0, 3, settings), 0);
    equal(levelAfter(0, 0, 0, 0, settings), 0);
  }
});

Deno.test("a battery without power does nothing", () => {
  equal(energyTaken(5, 10, 3, { ...lossy, max_c_rate: 0 }), 0);
  equal(energyDelivered(5, 10, 3, { ...lossy, max_c_rate: 0 }), 0);
});

Deno.test("the ideal battery takes and gives back everything up to its capacity", () => {
  equal(energyTaken(0, 10, 9, ideal), 9);
  equal(energyTaken(0, 10, 12, ideal), 10);
  equal(levelAfter(0, 10, 10, 0, ideal), 10);
  equal(energyDelivered(10, 10, 12, ideal), 10);
  equal(levelAfter(10, 10, 0, 10, ideal), 0);
});

Deno.test("a round trip returns the product of the two efficiencies", () => {
  const stored = levelAfter(0, 10, 4, 0, lossy);
  close(energyDelivered(stored, 10, 9, lossy), 4 * 0.95 * 0.95);
});

Deno.test("energy is kept and the level stays within its bounds, whatever happens", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const efficiency = fc.double({ min: 0.01, max: 1, noNaN: true });
  const rate = fc.double({ min: 0, max: 10, noNaN: true });
  const energy = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(
      share,
      energy,
      energy,
      efficiency,
      efficiency,
      rate,
      (soc, capacity, kwh, c, d, r) => {
        const settings = { charge_efficiency: c, discharge_efficiency: d, max_c_rate: r };
        const level = soc * capacity;
        const taken = energyTaken(level, capacity, kwh, settings);
        const delivered = energyDelivered(level, capacity, kwh, settings);
        for (const moved of [taken, delivered]) {
          ok(
            moved >= 0 && moved <= kwh && moved <= r * capacity,
          );
        }
        const charged = levelAfter(level, capacity, taken, 0, settings);
        const discharged = levelAfter(level, capacity, 0, delivered, settings);
        for (const after of [charged, discharged]) ok(after >= 0 && after <= capacity);
        close(charged - level, taken * c, 1e-12 * (1 + capacity));
        close(level - discharged, delivered / d, 1e-12 * (1 + capacity));
      },
    ),
  );
});
