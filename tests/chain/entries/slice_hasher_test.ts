import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import fc from "../../made/fast_check.ts";
import { ENTRIES_PER_SLICE } from "../../../lib/chain/entries/entries.ts";
import { SliceHasher } from "../../../lib/chain/entries/slice_hasher.ts";
import { GrowingTree, leafHash } from "../../../lib/chain/format/merkle.ts";
import { canonicalTransaction } from "../../../lib/chain/format/transaction.ts";
import { partyOf } from "../../../lib/market/parties.ts";
import { type TradeColumns, tradeTypeNames } from "../../../lib/market/trades.ts";
import { randomTrades } from "../../made/chain_example.ts";

const STEP = 7, TIMESTAMP = 1723672800;
const hasher = new SliceHasher();

/** The canonical JSON of each trade, written by the rule for one. */
function textsOf(trades: TradeColumns): string[] {
  return Array.from({ length: trades.count }, (_, i) =>
    canonicalTransaction({
      sender: partyOf(trades.sender[i]),
      receiver: partyOf(trades.receiver[i]),
      amount: trades.amountKwh[i],
      price_per_kWh: trades.eurPerKwh[i],
      type: tradeTypeNames[trades.type[i]],
      timestamp: TIMESTAMP,
      step: STEP,
    }));
}

function expectHashed(trades: TradeColumns): void {
  const texts = textsOf(trades);
  const tree = new GrowingTree();
  for (const text of texts) tree.add(leafHash(text));
  const { roots, bytes } = hasher.hash({ step: STEP, timestamp: TIMESTAMP, trades });
  deepEqual(roots, [...tree.roots]);
  equal(new TextDecoder().decode(bytes), texts.join(","));
}

Deno.test("a slice has the text of its trades, and the roots of a tree that grows leaf by leaf", () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  const party = fc.integer({ min: -1, max: 2 ** 31 - 1 });
  const trade = fc.tuple(finite, finite, party, party, fc.nat(tradeTypeNames.length - 1));
  fc.assert(fc.property(fc.array(trade, { maxLength: 70 }), (trades) => {
    const column = (at: number) => trades.map((trade) => trade[at]);
    expectHashed({
      count: trades.length,
      amountKwh: Float64Array.from(column(0)),
      eurPerKwh: Float64Array.from(column(1)),
      sender: Int32Array.from(column(2)),
      receiver: Int32Array.from(column(3)),
      type: Uint8Array.from(column(4)),
    });
  }));
});

Deno.test("as many trades as a slice may have, and numbers around them", () => {
  for (const count of [ENTRIES_PER_SLICE, 1, ENTRIES_PER_SLICE - 1, 0, 513, 512, 511]) {
    expectHashed(randomTrades(count, count, 100_000));
  }
});

Deno.test("a number that JSON cannot write is refused", () => {
  const trades = { ...randomTrades(0, 3, 10), eurPerKwh: Float64Array.of(0.1, Infinity, 0.2) };
  const slice = { step: STEP, timestamp: TIMESTAMP, trades };
  throws(() => hasher.hash(slice), /finite numbers only: .* at Infinity/);
});
