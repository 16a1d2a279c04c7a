import { ok, strictEqual as equal } from "node:assert/strict";
import { createHash } from "node:crypto";
import { proposalsByStake } from "../../../lib/chain/lab/lottery_statistics.ts";
import {
  drawn,
  firstSeed,
  lotteryNumber,
  nextSeed,
  revealMessage,
} from "../../../lib/chain/stake/lottery.ts";
import { stakesOf } from "../../../lib/chain/stake/validators.ts";
import fc from "../../made/fast_check.ts";

// Quantile of the χ² distribution at 99 %, 9 degrees of freedom: NIST/SEMATECH e-Handbook of
// Statistical Methods, §1.3.6.7.4.
const CHI_SQUARE_9_AT_99 = 21.666;

const BLOCKS = 20_000;

// Seeds fixed before the first run.
for (const seed of [16, 2024]) {
  Deno.test(`validators propose in proportion to their stake: χ² over 20,000 blocks, seed ${seed}`, () => {
    const classes = proposalsByStake({ seed, blocks: BLOCKS, validators: 10 }, 10);
    equal(classes.reduce((sum, { won }) => sum + won, 0), BLOCKS);
    const statistic = classes.reduce(
      (sum, { won, expected }) => sum + (won - expected) ** 2 / expected,
      0,
    );
    ok(statistic < CHI_SQUARE_9_AT_99, `χ² = ${statistic}`);
    const alike = classes.reduce(
      (sum, { won }) => sum + (won - BLOCKS / 10) ** 2 / (BLOCKS / 10),
      0,
    );
    ok(alike > CHI_SQUARE_9_AT_99, "the test tells these stakes from equal ones");
  });
}

Deno.test("a hundred validators in ten classes of stake propose in proportion, too", () => {
  const classes = proposalsByStake({ seed: 16, blocks: BLOCKS, validators: 100 }, 10);
  const statistic = classes.reduce(
    (sum, { won, expected }) => sum + (won - expected) ** 2 / expected,
    0,
  );
  ok(statistic < CHI_SQUARE_9_AT_99, `χ² = ${statistic}`);
});

Deno.test("the lottery number is the first 53 bits of the seed as a fraction", () => {
  const seed = (...bytes: number[]) =>
    Uint8Array.of(...bytes, ...new Uint8Array(32 - bytes.length));
  equal(lotteryNumber(seed()), 0);
  equal(lotteryNumber(seed(0x80)), 0.5);
  equal(lotteryNumber(seed(0, 0, 0, 0, 0, 0, 0x07, 0xff)), 0);
  equal(lotteryNumber(seed(0, 0, 0, 0, 0, 0, 0x08)), 2 ** -53);
  equal(lotteryNumber(seed(...new Array<number>(32).fill(0xff))), 1 - 2 ** -53);
});

Deno.test("who owns the place of the number on the line of stakes is drawn, edges going up", () => {
  const stakes = [0.5, 0.25, 0.25];
  equal(drawn(stakes, 0), 0);
  equal(drawn(stakes, 0.499), 0);
  equal(drawn(stakes, 0.5), 1);
  equal(drawn(stakes, 0.75), 2);
  equal(drawn(stakes, 1 - 2 ** -53), 2);
  equal(drawn([3], 0.9), 0);
});

Deno.test("whatever the stakes and the number, somebody is drawn whose stake is there", () => {
  const stake = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  const number = fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true });
  fc.assert(fc.property(fc.array(stake, { minLength: 1, maxLength: 30 }), number, (stakes, at) => {
    const place = drawn(stakes, at);
    const total = stakes.reduce((sum, one) => sum + one, 0);
    const before = stakes.slice(0, place).reduce((sum, one) => sum + one, 0);
    return before <= at * total &&
      (place === stakes.length - 1 || at * total < before + stakes[place]);
  }));
});

Deno.test("a seed is SHA-256 of the one before and the reveal, the first the genesis hash", () => {
  const genesis = "ab".repeat(32);
  const reveal = new Uint8Array(64).fill(7);
  const text = reveal.toBase64({ alphabet: "base64url", omitPadding: true });
  const bytes = Uint8Array.of(...new Array<number>(32).fill(0xab), ...reveal);
  equal(
    nextSeed(firstSeed(genesis), text).toHex(),
    createHash("sha256").update(bytes).digest("hex"),
  );
  equal(revealMessage(firstSeed(genesis), 258).toHex(), genesis + "00000102");
});

Deno.test("stakes lie between 0.1 and 1.0 and do not depend on how many validators there are", () => {
  const stakes = stakesOf(42, 200);
  ok(stakes.every((stake) => stake >= 0.1 && stake < 1));
  ok(Math.min(...stakes) < 0.15 && Math.max(...stakes) > 0.95);
  equal(JSON.stringify(stakesOf(42, 10)), JSON.stringify(stakes.slice(0, 10)));
});
