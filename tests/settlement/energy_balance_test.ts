import { deepStrictEqual as deepEqual, doesNotThrow, throws } from "node:assert/strict";
import {
  assertEnergyCloses,
  type EnergyBalance,
  energyBalance,
} from "../../lib/settlement/energy_balance.ts";
import { bookOf, communityOf } from "../made/fixtures.ts";

const closed: EnergyBalance = {
  pvKwh: 5,
  loadKwh: 6,
  batteryInKwh: 2,
  batteryOutKwh: 1,
  gridBuyKwh: 4,
  gridSellKwh: 2,
  p2pKwh: 3,
  netExchangeKwh: 2,
  dustKwh: 0,
};

Deno.test("the hour's energy is summed by where it came from and went", () => {
  const { energy } = communityOf([{}, {}, {}]);
  energy.pvKwh.set([1, 2, 4]);
  energy.loadKwh.set([8, 16, 32]);
  energy.batteryInKwh.set([0.5, 0, 0.25]);
  energy.batteryOutKwh.set([0, 64, 0]);
  energy.imbalanceKwh.set([1, -24, 3]);
  const trades = bookOf([
    [0, 1, 1, 0.2, "P2P"],
    [0, 2, 2, 0.2, "P2P"],
    [-1, 1, 4, 0.2, "GRID_buy"],
    [2, -1, 8, 0.2, "GRID_sell"],
    [0, -1, 16, 0.2, "GRID_sell"],
  ]);
  deepEqual(energyBalance(energy, trades, 1e-10), {
    pvKwh: 7,
    loadKwh: 56,
    batteryInKwh: 0.75,
    batteryOutKwh: 64,
    gridBuyKwh: 4,
    gridSellKwh: 24,
    p2pKwh: 3,
    netExchangeKwh: -20, // 1 − 24 + 3
    dustKwh: 1e-10,
  });
});

Deno.test("sources that equal uses close, whatever neighbours trade", () => {
  assertEnergyCloses(closed);
  assertEnergyCloses({ ...closed, p2pKwh: 99 });
});

Deno.test("nothing at all closes", () => {
  const zero = Object.fromEntries(Object.keys(closed).map((key) => [key, 0]));
  assertEnergyCloses(zero as unknown as EnergyBalance);
});

Deno.test("each quantity counts, with its sign", () => {
  for (const key of Object.keys(closed) as (keyof EnergyBalance)[]) {
    if (key === "p2pKwh" || key === "netExchangeKwh") continue;
    throws(() => assertEnergyCloses({ ...closed, [key]: closed[key] + 0.1 }), /does not close/);
    throws(() => assertEnergyCloses({ ...closed, [key]: closed[key] - 0.1 }), /does not close/);
  }
});

Deno.test("a billionth of what flows is the most that may be missing", () => {
  // Sources and uses are 10 kWh each.
  doesNotThrow(() => assertEnergyCloses({ ...closed, pvKwh: 5 + 0.9e-8 }));
  throws(() => assertEnergyCloses({ ...closed, pvKwh: 5 + 1.1e-8 }), /10\.00.* kWh must equal/);
});

Deno.test("energy that is no number does not close", () => {
  throws(() => assertEnergyCloses({ ...closed, pvKwh: NaN }));
});
