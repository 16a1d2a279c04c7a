import { deepEqual, equal, ok } from "node:assert/strict";
import { networkReport, networksAtDelays, orphanedShare, simulateNetwork } from "lib/chain/mod.ts";

const settings = { seed: 3, powers: [1, 1, 2], block_interval_s: 10, blocks: 500 };

Deno.test("a delay is the ratio times the interval", () => {
  const [none, half] = networksAtDelays(settings, [0, 0.5]);
  const apart = { ...settings, delay_s: 5 };
  equal(half.ratio, 0.5);
  deepEqual(half.report, networkReport(apart, simulateNetwork(apart)));
  equal(none.report.orphanRate, 0);
  ok(half.report.orphanRate > 0);
});

Deno.test("miners together lose what all of them lost of what all of them found", () => {
  const miner = (found: number, orphaned: number) => ({
    miner: 1,
    powerShare: 0.5,
    found,
    orphaned,
    chainShare: 0.5,
  });
  equal(orphanedShare([miner(10, 5), miner(30, 1)]), 0.15);
  equal(orphanedShare([]), NaN);
});
