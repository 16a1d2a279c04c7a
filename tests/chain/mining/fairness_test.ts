import { ok } from "node:assert/strict";
import { NO_HASH } from "../../../lib/chain/format/header.ts";
import { contestantsOf, raceOfHour } from "../../../lib/chain/mining/race.ts";
import { mine } from "../../../lib/chain/mining/proof_of_work.ts";

const BLOCKS = 10_000;
const DIFFICULTY = 1;
const MINERS = 10;

/** 10,000 blocks of difficulty 1 by the same ten miners, each race with its own turns. */
function manyRaces() {
  const contestants = contestantsOf(2024, 0, MINERS);
  const wins = new Array<number>(MINERS).fill(0);
  const waits: number[] = [];
  let previousHash = NO_HASH;
  for (let index = 0; index < BLOCKS; index++) {
    const { offset } = raceOfHour(2024, index, 1);
    const { header, hash, hashesTried } = mine(
      { previousHash, merkleRoot: NO_HASH, index, timestamp: 3600 * index, difficulty: DIFFICULTY },
      { contestants, offset },
    );
    wins[header.miner - 1] += 1;
    waits.push(hashesTried);
    previousHash = hash;
  }
  return { contestants, wins, waits };
}

const { contestants, wins, waits } = manyRaces();

/** Pearson's χ² of counts against what is expected. */
function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  return counts.reduce((sum, count, i) => sum + (count - expected[i]) ** 2 / expected[i], 0);
}

// Quantiles of the χ² distribution at 99 %, NIST/SEMATECH e-Handbook of Statistical Methods,
// §1.3.6.7.4: 9 degrees of freedom 21.666, 20 degrees 37.566.

Deno.test("miners win in proportion to their hash power: χ² over 10,000 blocks", () => {
  const total = contestants.reduce((sum, { power }) => sum + power, 0);
  const expected = contestants.map(({ power }) => BLOCKS * power / total);
  const statistic = chiSquare(wins, expected);
  ok(statistic < 21.666, `χ² = ${statistic}: ${wins} wins, expected ${expected.map(Math.round)}`);
  const alike = chiSquare(wins, wins.map(() => BLOCKS / MINERS));
  ok(alike > 21.666, "the test tells these shares from equal ones");
});

Deno.test("tries to a block are geometric: χ² over 10,000 blocks", () => {
  // 20 classes of 4 tries each, and one for all that is longer.
  const success = 1 / 16;
  const width = 4;
  const counts = new Array<number>(21).fill(0);
  for (const wait of waits) counts[Math.min(20, Math.floor((wait - 1) / width))] += 1;
  const longerThan = (tries: number) => (1 - success) ** tries;
  const expected = counts.map((_, i) =>
    BLOCKS * (longerThan(width * i) - (i === 20 ? 0 : longerThan(width * (i + 1))))
  );
  const statistic = chiSquare(counts, expected);
  ok(statistic < 37.566, `χ² = ${statistic}: ${counts}`);
});
