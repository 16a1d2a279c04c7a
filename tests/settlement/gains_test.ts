import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { isLoss } from "../../lib/settlement/gains.ts";
import { close, type Member } from "../made/fixtures.ts";
import { sampleMembers, sampleTrades, stepOf } from "../made/steps.ts";

Deno.test("each side's gain is what the aggregator would have cost or paid it less, by hand", () => {
  const { gains } = stepOf(sampleMembers, sampleTrades, 0.2);
  // Value 0.38, fee 2 %. The buyer pays 0.38 · 1.02 · 0.95 = 0.36822 in place of 2 · 0.21 · 1.1.
  close(gains.buyerEur[0], 0.462 - 0.36822);
  // The seller gets 0.38 · 0.98 · 1.02 = 0.379848 in place of 2 · 0.19: it would rather not.
  close(gains.sellerEur[0], 0.379848 - 0.38);
});

Deno.test("within a neighbourhood there is no fee", () => {
  const members: Member[] = [{ imbalance: 1 }, { imbalance: -1 }];
  const { gains } = stepOf(members, [[1, 0, 1, 0.2, "P2P"]], 0.2);
  close(gains.buyerEur[0], 0.01);
  close(gains.sellerEur[0], 0.01);
});

Deno.test("trades with the aggregator gain nobody anything, after an hour that did", () => {
  const members: Member[] = [{ imbalance: 1 }, { imbalance: -1 }];
  const hour = stepOf(members, [[1, 0, 1, 0.2, "P2P"]], 0.2);
  hour.gains.measure(
    stepOf(members, [[-1, 0, 1, 0.21, "GRID_buy"], [1, -1, 1, 0.19, "GRID_sell"]], 0.2).trades,
    hour,
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
