import { nodeName } from "../../../lib/chain/consensus/mod.ts";
import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "../../made/fast_check.ts";
import {
  expectedHashes,
  headerBytes,
  headerHash,
  meetsDifficulty,
  NO_HASH,
} from "../../../lib/chain/format/header.ts";
import { contestantsOf, type Race, raceOfHour, Turns } from "../../../lib/chain/mining/race.ts";
import { MiningPool } from "../../../lib/chain/mining/pool.ts";
import { NonceSearch } from "../../../lib/chain/mining/nonce_search.ts";
import { mine } from "../../../lib/chain/mining/proof_of_work.ts";

function template(index: number, difficulty: number) {
  const merkleRoot = createHash("sha256").update(`block ${index}`).digest("hex");
  return { previousHash: NO_HASH, merkleRoot, index, timestamp: 1723672800, difficulty };
}

Deno.test("a header is 92 bytes, big-endian, field after field", () => {
  const bytes = headerBytes({
    previousHash: "11".repeat(32),
    merkleRoot: "22".repeat(32),
    index: 0x01020304,
    timestamp: 0x66bd27e0,
    miner: 7,
    difficulty: 3,
    nonce: 2 ** 40 + 5,
  });
  equal(
    bytes.toHex(),
    "11".repeat(32) + "22".repeat(32) + "01020304" + "0000000066bd27e0" + "00000007" +
      "00000003" + "0000010000000005",
  );
});

Deno.test("a header that does not fit its bytes is refused", () => {
  const header = { ...template(0, 3), miner: 1, nonce: 0 };
  for (
    const wrong of [
      { previousHash: "AB".repeat(32) },
      { merkleRoot: "ab".repeat(31) },
      { index: 2 ** 32 },
      { timestamp: -1 },
      { miner: 1.5 },
      { difficulty: 65 },
      { nonce: 2 ** 53 },
    ]
  ) {
    throws(() => headerBytes({ ...header, ...wrong }), RangeError);
  }
});

Deno.test("the winner is the first of all tries, checked one by one with node:crypto", () => {
  for (let step = 0; step < 30; step++) {
    const race = raceOfHour(1, step, 10);
    const turns = new Turns(race);
    const { header, hash, hashesTried } = mine(template(step, 2), race);
    const hashOfTry = (nonce: number) => {
      const { miner } = race.contestants[turns.of(nonce)];
      return headerHash({ ...template(step, 2), miner, nonce });
    };
    for (let nonce = 0; nonce < header.nonce; nonce++) {
      equal(meetsDifficulty(hashOfTry(nonce), 2), false);
    }
    equal(hash, hashOfTry(header.nonce));
    equal(hash.startsWith("00"), true);
    equal(hashesTried, header.nonce + 1);
  }
});

Deno.test("at difficulty 0 the first try wins", () => {
  equal(mine(template(0, 0), raceOfHour(1, 0, 10)).header.nonce, 0);
});

Deno.test("a search does not depend on the pieces in which it is done", () => {
  const race = raceOfHour(5, 0, 10);
  const whole = new NonceSearch(template(1, 3), race).firstValid(0, 1e6);
  for (const slice of [1, 7, 1000]) {
    const search = new NonceSearch(template(1, 3), race);
    let from = 0;
    let found = -1;
    for (; found < 0; from += slice) found = search.firstValid(from, from + slice);
    equal(found, whole);
  }
});

Deno.test("nonces beyond 2^32 are searched as well, across the boundary too", () => {
  const race = raceOfHour(5, 0, 10);
  const turns = new Turns(race);
  const search = new NonceSearch(template(1, 2), race);
  const from = 2 ** 32 - 300;
  const nonce = search.firstValid(from, from + 10_000);
  const beyond = search.firstValid(2 ** 32 + 1, 2 ** 32 + 10_000);
  for (const found of [nonce, beyond]) {
    const { miner } = race.contestants[turns.of(found)];
    equal(headerHash({ ...template(1, 2), miner, nonce: found }).startsWith("00"), true);
  }
  equal(search.firstValid(from, nonce), -1);
});

Deno.test("threads find the same block, however many they are", async () => {
  for (let step = 0; step < 2; step++) {
    const race = raceOfHour(9, step, 10);
    const alone = mine(template(step, 4), race);
    for (const workers of [1, 2, 3]) {
      using pool = new MiningPool(workers);
      deepEqual(await pool.mine(template(step, 4), race), alone);
    }
  }
});

Deno.test("powers lie between 0.1 and 1.0 and do not depend on how many miners there are", () => {
  const many = contestantsOf(42, 3, 1000);
  ok(many.every(({ power }) => power >= 0.1 && power < 1));
  deepEqual(contestantsOf(42, 3, 10), many.slice(0, 10));
  deepEqual(many.map(({ miner }) => miner).slice(0, 3), [1, 2, 3]);
  equal(nodeName("proof-of-work", 1), "Miner_Node_1");
  equal(nodeName("proof-of-stake", 10), "Validator_Node_10");
  const mean = many.reduce((sum, { power }) => sum + power, 0) / 1000;
  ok(Math.abs(mean - 0.55) < 3 * 0.9 / Math.sqrt(12 * 1000), `mean power ${mean}`);
});

Deno.test("turns follow power: after n tries nobody is far from its share", () => {
  const powers = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(powers, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (list, offset) => {
      const race: Race = { contestants: list.map((power, i) => ({ miner: i + 1, power })), offset };
      const turns = new Turns(race);
      const total = list.reduce((sum, power) => sum + power, 0);
      const counts = list.map(() => 0);
      const tries = 4000;
      for (let k = 0; k < tries; k++) counts[turns.of(k)] += 1;
      for (const [i, power] of list.entries()) {
        const away = Math.abs(counts[i] - tries * power / total);
        ok(away < 8, `contestant ${i} had ${counts[i]} of ${tries} turns at ${power} of ${total}`);
      }
    }),
    { numRuns: 50 },
  );
});

Deno.test("the hashes to be expected are 16 to the power of the difficulty", () => {
  equal(expectedHashes(0), 1);
  equal(expectedHashes(3), 4096);
});
