import { deepStrictEqual as deepEqual } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { Institution } from "../../lib/market/parties.ts";
import { postGridBuy, postGridSell } from "../../lib/settlement/grid_trade.ts";
import { postPeerTrade } from "../../lib/settlement/peer_trade.ts";
import type { Postings, Reason } from "../../lib/settlement/postings.ts";
import { settle } from "../../lib/settlement/settle.ts";
import { bookOf, close, communityOf, type TradeRow } from "../made/fixtures.ts";

const { Aggregator, NetworkOperator, RegulatorFund, Clearing } = Institution;

type Posting = readonly [from: number, to: number, eur: number, reason: Reason];

/** Writes down what is posted. */
class RecordingPostings implements Postings {
  readonly list: Posting[] = [];
  post(...posting: Posting): void {
    this.list.push(posting);
  }

  /** What a party got less what it paid, €. */
  balance(party: number): number {
    return this.list.reduce(
      (sum, [from, to, eur]) => sum + (to === party ? eur : 0) - (from === party ? eur : 0),
      0,
    );
  }
}

function recorded(post: (postings: Postings) => void): RecordingPostings {
  const postings = new RecordingPostings();
  post(postings);
  return postings;
}

/** Demands these postings in this order, amounts but for rounding, and that clearing keeps nothing. */
function assertPostings(postings: RecordingPostings, expected: readonly Posting[]): void {
  const words = ([from, to, , reason]: Posting) => [from, to, reason];
  deepEqual(postings.list.map(words), expected.map(words));
  for (const [i, [, , eur]] of postings.list.entries()) close(eur, expected[i][2]);
  close(postings.balance(Clearing), 0);
}

Deno.test("a peer trade at home: the buyer pays the seller by way of clearing, nobody else", () => {
  assertPostings(recorded((postings) => postPeerTrade(postings, 4, 7, 2, 0, 1, 1)), [
    [7, Clearing, 2, "energy"],
    [Clearing, 4, 2, "energy"],
    [Clearing, NetworkOperator, 0, "network fee"],
    [RegulatorFund, Clearing, 0, "bonus"],
    [RegulatorFund, Clearing, 0, "bonus"],
  ]);
});

Deno.test("a peer trade across neighbourhoods with a bonus on either side", () => {
  // v = 2 €, f = 2 %. The buyer pays 2 · 1.02 · 0.95, the seller gets 2 · 0.98 · 1.1; the fund adds
  // 2.04 · 0.05 for the buyer and 1.96 · 0.1 for the seller.
  assertPostings(recorded((postings) => postPeerTrade(postings, 0, 1, 2, 0.02, 1.1, 1.05)), [
    [1, Clearing, 1.938, "energy"],
    [Clearing, 0, 2.156, "energy"],
    [Clearing, NetworkOperator, 0.08, "network fee"],
    [RegulatorFund, Clearing, 0.102, "bonus"],
    [RegulatorFund, Clearing, 0.196, "bonus"],
  ]);
});

Deno.test("a peer trade with bonuses below 1: both sides pay the fund", () => {
  assertPostings(recorded((postings) => postPeerTrade(postings, 0, 1, 2, 0, 0.9, 0.8)), [
    [1, Clearing, 2.4, "energy"],
    [Clearing, 0, 1.8, "energy"],
    [Clearing, NetworkOperator, 0, "network fee"],
    [RegulatorFund, Clearing, -0.4, "bonus"],
    [RegulatorFund, Clearing, -0.2, "bonus"],
  ]);
});

Deno.test("a grid purchase: the aggregator gets its price, the fund the penalty on top", () => {
  assertPostings(recorded((postings) => postGridBuy(postings, 3, 2.31, 2.1)), [
    [3, Clearing, 2.31, "energy"],
    [Clearing, Aggregator, 2.1, "energy"],
    [Clearing, RegulatorFund, 0.21, "penalty"],
  ]);
});

Deno.test("a grid purchase with a penalty below 1: the fund pays the rest", () => {
  assertPostings(recorded((postings) => postGridBuy(postings, 3, 1.8, 2)), [
    [3, Clearing, 1.8, "energy"],
    [Clearing, Aggregator, 2, "energy"],
    [Clearing, RegulatorFund, -0.2, "penalty"],
  ]);
});

Deno.test("a grid sale: the aggregator pays the seller", () => {
  assertPostings(recorded((postings) => postGridSell(postings, 5, 1.9)), [
    [Aggregator, 5, 1.9, "energy"],
  ]);
});

Deno.test("every trade of a step is posted in its turn, on the terms of its own two sides", () => {
  const community = communityOf([
    { home: 0, bonus: 1.1, penalty: 1.5 },
    { home: 1, bonus: 1.05, penalty: 1.2 },
    { home: 0, bonus: 1.2 },
  ]);
  const trades = bookOf([
    [0, 1, 10, 0.2, "P2P"],
    [-1, 1, 10, 0.252, "GRID_buy"], // 0.21 · 1.2
    [2, -1, 10, 0.19, "GRID_sell"],
    [2, 0, 10, 0.1, "P2P"],
  ]);
  assertPostings(recorded((postings) => settle(trades, community.round(0.2), postings)), [
    [1, Clearing, 1.938, "energy"],
    [Clearing, 0, 2.156, "energy"],
    [Clearing, NetworkOperator, 0.08, "network fee"],
    [RegulatorFund, Clearing, 0.102, "bonus"],
    [RegulatorFund, Clearing, 0.196, "bonus"],
    [1, Clearing, 2.52, "energy"],
    [Clearing, Aggregator, 2.1, "energy"],
    [Clearing, RegulatorFund, 0.42, "penalty"],
    [Aggregator, 2, 1.9, "energy"],
    [0, Clearing, 0.9, "energy"],
    [Clearing, 2, 1.2, "energy"],
    [Clearing, NetworkOperator, 0, "network fee"],
    [RegulatorFund, Clearing, 0.1, "bonus"],
    [RegulatorFund, Clearing, 0.2, "bonus"],
  ]);
});

Deno.test("clearing keeps nothing of any trade", () => {
  const value = fc.integer({ min: 0, max: 1e6 }).map((micro) => micro / 1e4);
  const member = fc.record({
    home: fc.integer({ min: 0, max: 1 }),
    bonus: fc.double({ min: 0.01, max: 1.99, noNaN: true }),
    penalty: fc.double({ min: 0.01, max: 100, noNaN: true }),
  });
  const trade = fc.oneof(
    fc.tuple(fc.constant(0), fc.constant(1), fc.constant("P2P")),
    fc.tuple(fc.constant(-1), fc.constant(0), fc.constant("GRID_buy")),
    fc.tuple(fc.constant(1), fc.constant(-1), fc.constant("GRID_sell")),
  );
  fc.assert(fc.property(member, member, trade, value, (one, other, [from, to, type], eur) => {
    const row: TradeRow = [from, to, 1, eur, type];
    const round = communityOf([one, other]).round(0.2);
    const postings = recorded((into) => settle(bookOf([row], 2), round, into));
    close(postings.balance(Clearing), 0, 1e-12 * (1 + 100 * eur));
  }));
});
