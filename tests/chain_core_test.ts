import { equal } from "node:assert/strict";
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import fc from "fast-check";
import { headerBytes } from "../lib/chain/header.ts";
import { mine } from "../lib/chain/proof_of_work.ts";
import { raceOfHour } from "../lib/chain/mining.ts";
import { canonicalTransaction, type Party, type Transaction } from "../lib/chain/transaction.ts";

const party = fc.oneof(fc.nat(), fc.constant("Aggregator" as const)) as fc.Arbitrary<Party>;
const anyTransaction: fc.Arbitrary<Transaction> = fc.record({
  sender: party,
  receiver: party,
  amount: fc.double({ noDefaultInfinity: true, noNaN: true }),
  price_per_kWh: fc.double({ noDefaultInfinity: true, noNaN: true }),
  type: fc.constantFrom("P2P", "GRID_buy", "GRID_sell"),
  timestamp: fc.nat({ max: 2 ** 40 }),
  step: fc.nat(),
});

Deno.test("the template writes what the canonicalize package writes, for any doubles", () => {
  fc.assert(
    fc.property(anyTransaction, (transaction) => {
      equal(canonicalTransaction(transaction), canonicalize(transaction));
    }),
    { numRuns: 5000 },
  );
});

Deno.test("a race's result does not depend on the slices in which it is computed", () => {
  for (let step = 0; step < 40; step++) {
    const template = {
      previousHash: createHash("sha256").update(`${step}`).digest("hex"),
      merkleRoot: "ab".repeat(32),
      index: step,
      timestamp: 1e9,
      difficulty: step % 4,
    };
    const race = raceOfHour(1, step, 10);
    const result = mine(template, race);
    equal(result.hash, createHash("sha256").update(headerBytes(result.header)).digest("hex"));
    for (const slice of [1, 7, 1000]) {
      equal(JSON.stringify(mine(template, race, slice)), JSON.stringify(result));
    }
  }
});
