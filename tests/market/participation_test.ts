import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { participation } from "../../lib/market/participation.ts";
import { close, communityOf, configOf, type Member } from "../made/fixtures.ts";

Deno.test("who participates: dust does not, the barred do", () => {
  const members: Member[] = [
    { imbalance: 3 },
    { imbalance: 1, barred: true },
    { imbalance: -2.5 },
    { imbalance: 5e-10, barred: true },
    { imbalance: 0 },
  ];
  const { energy, round } = communityOf(members);
  deepEqual(participation(energy, round(0.25, configOf({ grid: { aggregator_fee: 0.5 } }))), {
    surplusKwh: 2.5,
    deficitKwh: 4,
    feasibleKwh: 2.5,
    feasibleEur: 0.625, // 2.5 · (0.375 − 0.125)
    traders: 3,
    barredTraders: 1,
  });
});

Deno.test("what is feasible gains the two sides the aggregator's fee twice, at negative prices too", () => {
  for (const price of [0.2, -0.2]) {
    const { energy, round } = communityOf([{ imbalance: 3 }, { imbalance: -2 }]);
    // a = 5 %: λb − λs = 2 · 0.05 · 0.2 on 2 kWh.
    close(participation(energy, round(price)).feasibleEur, 0.04);
  }
});

Deno.test("where nobody has a surplus nothing is feasible, and gains nothing", () => {
  const { energy, round } = communityOf([{ imbalance: 3 }]);
  const { feasibleKwh, feasibleEur } = participation(energy, round(0.2));
  deepEqual([feasibleKwh, feasibleEur], [0, 0]);
});
