import { ok, strictEqual as equal, throws } from "node:assert/strict";
import {
  catchUpFrom,
  exactSuccess,
  nakamotoSuccess,
  rewritingWork,
  simulatedSuccess,
} from "../../../lib/chain/lab/attack.ts";
import { CORE_JOULES_PER_HASH, securityCost } from "../../../lib/chain/lab/security.ts";
import { randomStream } from "../../../lib/random.ts";

Deno.test("Nakamoto's formula gives the tables of his paper, §11", () => {
  const tables: readonly (readonly [number, Readonly<Record<number, string>>])[] = [
    [0.1, {
      0: "1.0000000",
      1: "0.2045873",
      2: "0.0509779",
      3: "0.0131722",
      4: "0.0034552",
      5: "0.0009137",
      6: "0.0002428",
      7: "0.0000647",
      8: "0.0000173",
      9: "0.0000046",
      10: "0.0000012",
    }],
    [0.3, {
      0: "1.0000000",
      5: "0.1773523",
      10: "0.0416605",
      15: "0.0101008",
      20: "0.0024804",
      25: "0.0006132",
      30: "0.0001522",
      35: "0.0000379",
      40: "0.0000095",
      45: "0.0000024",
      50: "0.0000006",
    }],
  ];
  for (const [share, table] of tables) {
    for (const [depth, chance] of Object.entries(table)) {
      equal(nakamotoSuccess(share, Number(depth)).toFixed(7), chance);
    }
  }
});

Deno.test("Nakamoto's depths for a chance below 0.1 % are those of his paper", () => {
  const depths = { 0.1: 5, 0.15: 8, 0.2: 11, 0.25: 15, 0.3: 24, 0.35: 41, 0.4: 89, 0.45: 340 };
  for (const [share, depth] of Object.entries(depths)) {
    ok(nakamotoSuccess(Number(share), depth) < 0.001);
    ok(nakamotoSuccess(Number(share), depth - 1) >= 0.001);
  }
});

Deno.test("the exact chances are Rosenfeld's (2014, table 1, in per cent)", () => {
  const percent = ["20.000", "5.600", "1.712", "0.546", "0.178", "0.059"];
  for (const [i, chance] of percent.entries()) {
    equal((100 * exactSuccess(0.1, i + 1)).toFixed(3), chance);
  }
});

Deno.test("simulated races agree with the exact chance, which is near Nakamoto's", () => {
  const races = 40_000;
  for (const share of [0.1, 0.2, 0.3, 0.4]) {
    for (const depth of [1, 2, 4, 6]) {
      const stream = randomStream(3, "attack", Math.round(100 * share), depth);
      const simulated = simulatedSuccess(share, depth, races, stream);
      const exact = exactSuccess(share, depth);
      const sigma = Math.sqrt(exact * (1 - exact) / races);
      const label = `share ${share}, depth ${depth}: ${simulated}, exact ${exact}`;
      ok(Math.abs(simulated - exact) < 4 * sigma, label);
      ok(Math.abs(nakamotoSuccess(share, depth) - exact) < 0.035, `${label}, far from Nakamoto`);
    }
  }
});

Deno.test("a forger with half of the power or more always catches up", () => {
  for (const chance of [catchUpFrom, nakamotoSuccess, exactSuccess]) {
    equal(chance(0.5, 6), 1);
    equal(chance(0.7, 6), 1);
  }
  throws(() => simulatedSuccess(0.5, 1, 1, randomStream(1, "attack")), RangeError);
});

Deno.test("nobody catches up without any power, everybody from no blocks behind", () => {
  equal(exactSuccess(0, 3), 0);
  equal(nakamotoSuccess(0, 3), 0);
  equal(catchUpFrom(0.2, 0), 1);
  equal(simulatedSuccess(0.2, 0, 10, randomStream(1, "attack")), 1);
});

Deno.test("rewriting n blocks takes n times 16^difficulty hashes on average", () => {
  for (const [difficulty, blocks] of [[1, 1], [1, 5], [2, 3]]) {
    const forgeries = 400;
    let sum = 0;
    for (let k = 0; k < forgeries; k++) sum += rewritingWork(difficulty, blocks, k);
    const expected = blocks * 16 ** difficulty;
    const sigma = 16 ** difficulty * Math.sqrt(blocks / forgeries);
    ok(Math.abs(sum / forgeries - expected) < 4 * sigma, `${sum / forgeries} for ${expected}`);
  }
});

Deno.test("the cost of security counts hashes and their energy per kWh traded", () => {
  const chain = { blocks: 2, difficulty: 4, hashesTried: 120_000, energyKwh: 60 };
  const cost = securityCost(chain);
  equal(cost.hashesTried, 120_000);
  equal(cost.expectedHashes, 131_072);
  equal(cost.energyKwh, 120_000 * CORE_JOULES_PER_HASH / 3.6e6);
  equal(cost.kwhPerKwhTraded, cost.energyKwh / 60);
  ok(Number.isNaN(securityCost({ ...chain, energyKwh: 0 }).kwhPerKwhTraded));
});
