import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import { EventQueue } from "../../../lib/chain/network/event_queue.ts";
import {
  forkRateInTheory,
  networkReport,
  type NetworkSettings,
  orphanRateInTheory,
  simulateDoubleSpend,
  simulateNetwork,
} from "../../../lib/chain/network/mod.ts";
import fc from "../../made/fast_check.ts";

/** Fixed before the first run. */
const SEED = 16;

const equalMiners = (count: number) => new Array<number>(count).fill(1);

function network(settings: Partial<NetworkSettings> & { ratio?: number }) {
  const { ratio = 0, ...others } = settings;
  const all = {
    seed: SEED,
    powers: equalMiners(20),
    delay_s: 600 * ratio,
    block_interval_s: 600,
    blocks: 10_000,
    ...others,
  };
  const history = simulateNetwork(all);
  return { history, report: networkReport(all, history) };
}

/** Whether a count lies within so many standard errors of what is expected. */
function agrees(count: number, trials: number, chance: number, errors = 1.96): boolean {
  const error = Math.sqrt(trials * chance * (1 - chance));
  return Math.abs(count - trials * chance) < errors * error;
}

for (const ratio of [0.02, 0.05, 0.1, 0.2]) {
  Deno.test(`20 equal miners, delay ${ratio} of the interval: forks as 1 − e^(−${ratio}), within 95 %`, () => {
    const { report: { forkedHeights, chainLength } } = network({ ratio, blocks: 2000 });
    const chance = 1 - Math.exp(-ratio);
    ok(
      agrees(forkedHeights, chainLength, chance),
      `${forkedHeights} of ${chainLength}, expected ${chance * chainLength}`,
    );
  });

  Deno.test(`… and in 200,000 blocks as 1 − e^(−${ratio}·19/20), as a miner never competes with itself`, () => {
    const { report } = network({ ratio, blocks: 200_000 });
    // Two finds of one miner within a delay, which the formula leaves out, are 1/20 of a ratio.
    ok(agrees(report.forkedHeights, report.chainLength, report.forkRateInTheory, 3.3 + 10 * ratio));
    ok(Math.abs(report.orphanRate - report.orphanRateInTheory) < 0.003 + 0.02 * ratio);
  });
}

Deno.test("among 400 miners the formulas hold at long delays, too", () => {
  const { report } = network({ ratio: 1, powers: equalMiners(400), blocks: 20_000 });
  ok(agrees(report.forkedHeights, report.chainLength, 1 - Math.exp(-1), 3.3));
  ok(agrees(report.found - report.chainLength, report.found, 0.5, 3.3));
});

Deno.test("theory by hand", () => {
  equal(forkRateInTheory(0, [1, 1]), 0);
  equal(forkRateInTheory(0.5, [1, 1]).toFixed(6), (1 - Math.exp(-0.25)).toFixed(6));
  equal(orphanRateInTheory(2, [3, 3]).toFixed(6), "0.500000");
  equal(orphanRateInTheory(0.5, [5]), 0);
});

Deno.test("without delay there is no fork and each miner has its share of the chain", () => {
  const powers = [6, 3, 2, 1, 1, 1, 1, 1, 1, 3];
  const { report } = network({ powers, blocks: 20_000 });
  equal(report.chainLength, report.found);
  equal(report.orphanRate, 0);
  deepEqual(report.reorganisations, [0]);
  for (const { found, powerShare, chainShare } of report.miners) {
    ok(agrees(found, report.found, powerShare, 3.3));
    equal(chainShare, found / report.found);
  }
});

Deno.test("small delays leave the shares alone, long ones favour the large miner", () => {
  const powers = [6, ...equalMiners(14)];
  const shareOfLarge = (ratio: number) =>
    network({ powers, ratio, blocks: 50_000 }).report.miners[0].chainShare;
  ok(Math.abs(shareOfLarge(0.001) - 0.3) < 0.007);
  ok(shareOfLarge(0.3) > 0.32);
  ok(shareOfLarge(1) > 0.38);
});

Deno.test("shorter delays make fewer forks, on the same finds", () => {
  const rates = [0.001, 0.01, 0.1, 1].map((ratio) => network({ ratio }).report);
  for (const [i, { forkedHeights }] of rates.entries()) {
    if (i > 0) ok(forkedHeights > rates[i - 1].forkedHeights);
  }
  const finds = rates.map(({ miners }) => miners.map(({ found }) => found));
  for (const found of finds) deepEqual(found, finds[0]);
});

Deno.test("a fork by hand: two miners find within the delay, the next block decides", () => {
  const { history: { tree, reorganisations }, report } = network({
    ratio: 0.5,
    powers: [1, 1],
    blocks: 200,
  });
  const { parent, height, finder, foundAt, onChain } = tree;
  for (let block = 1; block < parent.length; block++) {
    equal(height[block], height[parent[block]] + 1);
    ok(foundAt[block] > foundAt[parent[block]]);
    // It stands on its finder's own block, or on one that had arrived.
    const known = finder[parent[block]] === finder[block] || parent[block] === 0 ||
      foundAt[block] - foundAt[parent[block]] >= 300;
    ok(known, `block ${block} stands on one that its finder did not know`);
  }
  equal(onChain.reduce((sum, is) => sum + is, 0), Math.max(...height) + 1);
  ok(report.forkedHeights > 0);
  ok(reorganisations.slice(1).reduce((sum, count) => sum + count, 0) > 0);
});

Deno.test("the same seed gives the same history, another seed another", () => {
  const times = (
    seed: number,
  ) => [...network({ seed, ratio: 0.1, blocks: 500 }).history.tree.foundAt];
  deepEqual(times(1), times(1));
  ok(times(1)[1] !== times(2)[1]);
});

Deno.test("one miner is no network", () => {
  throws(() => network({ powers: [1] }), /at least two miners, found 1/);
});

Deno.test("events come by time, those of one time as they were put in", () => {
  const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 });
  fc.assert(fc.property(times, (all) => {
    const queue = new EventQueue<number>();
    for (const [i, time] of all.entries()) queue.push(time, i);
    const expected = all.map((time, i) => ({ time, event: i }))
      .sort((a, b) => a.time - b.time || a.event - b.event);
    const got = [];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      got.push({ time: next.time, event: next.event });
    }
    deepEqual(got, expected);
  }));
});

const attack = { seed: SEED, honestMiners: 20, block_interval_s: 600, delay_s: 0, blocks: 300_000 };

for (const [share, confirmations] of [[0.1, 1], [0.2, 2], [0.3, 4], [0.4, 6]] as const) {
  Deno.test(`a double spend with ${share} of the power after ${confirmations} blocks succeeds as Rosenfeld says`, () => {
    const result = simulateDoubleSpend({ ...attack, share, confirmations });
    const { attacks, successes, inTheory } = result;
    ok(attacks > 1000);
    ok(agrees(successes, attacks, inTheory, 3.3), JSON.stringify(result));
  });
}

Deno.test("delays help the attacker, about as much as the honest lose to forks", () => {
  const at = (delay_s: number) => {
    const result = simulateDoubleSpend({ ...attack, share: 0.3, confirmations: 2, delay_s });
    return { ...result, rate: result.successes / result.attacks };
  };
  const [none, some, long] = [at(0), at(120), at(600)];
  ok(none.rate + 0.03 < some.rate && some.rate + 0.1 < long.rate);
  for (const { rate, inTheory } of [none, some, long]) ok(Math.abs(rate - inTheory) < 0.03);
});

Deno.test("an attacker of half the power always wins, so that is not tried", () => {
  throws(() => simulateDoubleSpend({ ...attack, share: 0.5, confirmations: 1 }), /below 0.5/);
});
