import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { isLoss } from "../../lib/settlement/trade_gains.ts";
import { participation } from "../../lib/market/participation.ts";
import { close, communityOf, type Member } from "../made/fixtures.ts";
import { hourOf, sampleMembers, sampleTrades } from "../made/hours.ts";

Deno.test("each side's gain is what the aggregator would have cost or paid it less, by hand", () => {
  const { gains } = hourOf(sampleMembers, sampleTrades, 0.2);
  // Value 0.38, fee 2 %. The buyer pays 0.38 · 1.02 · 0.95 = 0.36822 in place of 2 · 0.21 · 1.1.
  close(gains.buyerEur[0], 0.462 - 0.36822);
  // The seller gets 0.38 · 0.98 · 1.02 = 0.379848 in place of 2 · 0.19: it would rather not.
  close(gains.sellerEur[0], 0.379848 - 0.38);
});

Deno.test("within a neighbourhood there is no fee", () => {
  const members: Member[] = [{ imbalance: 1 }, { imbalance: -1 }];
  const { gains } = hourOf(members, [[1, 0, 1, 0.2, "P2P"]], 0.2);
  close(gains.buyerEur[0], 0.01);
  close(gains.sellerEur[0], 0.01);
});

Deno.test("trades with the aggregator gain nobody anything, after an hour that did", () => {
  const members: Member[] = [{ imbalance: 1 }, { imbalance: -1 }];
  const hour = hourOf(members, [[1, 0, 1, 0.2, "P2P"]], 0.2);
  hour.gains.measure(
    hourOf(members, [[-1, 0, 1, 0.21, "GRID_buy"], [1, -1, 1, 0.19, "GRID_sell"]], 0.2).trades,
    hour.community,
    0.2,
    { network_fee: 0.02, aggregator_fee: 0.05 },
  );
  deepEqual([...hour.gains.buyerEur.subarray(0, 2)], [0, 0]);
  deepEqual([...hour.gains.sellerEur.subarray(0, 2)], [0, 0]);
});

Deno.test("a loss is more than rounding", () => {
  equal(isLoss(-1e-6, 1), true);
  equal(isLoss(-1e-12, 1), false);
  equal(isLoss(0, 1), false);
  equal(isLoss(-1e-12, 1e-6), true);
});

Deno.test("who participates: dust does not, the barred do", () => {
  const members: Member[] = [
    { imbalance: 3 },
    { imbalance: 1, barred: true },
    { imbalance: -2.5 },
    { imbalance: 5e-10, barred: true },
    { imbalance: 0 },
  ];
  deepEqual(participation(communityOf(members)), {
    surplusKwh: 2.5,
    deficitKwh: 4,
    feasibleKwh: 2.5,
    traders: 3,
    barredTraders: 1,
  });
});
