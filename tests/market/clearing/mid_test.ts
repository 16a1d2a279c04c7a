import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "../../made/fast_check.ts";
import type { Config } from "../../../lib/config/settings.ts";
import { clearingMechanisms } from "../../../lib/market/clearing/mod.ts";
import { TradeBook } from "../../../lib/market/trade_book.ts";
import { randomStream } from "../../../lib/random.ts";
import {
  close,
  communityOf,
  configOf,
  type Member,
  quotingOf,
  rowsOf,
  type TradeRow,
} from "../../made/fixtures.ts";

const { mid } = clearingMechanisms;
const P = 0.2;
const priceBand = configOf();
const outsideOption = (network_fee = 0.02, aggregator_fee = 0.05) =>
  configOf({
    grid: { network_fee, aggregator_fee },
    market: { bidding: { strategy: "outside-option" } },
  });

/** Clears a market of quotes given by hand, or drawn as the strategy says. */
function cleared(members: readonly Member[], config: Config = priceBand) {
  const community = communityOf(members);
  const round = community.round(P, config);
  if (members.every(({ quote }) => quote === undefined)) {
    const { strategy, settings } = quotingOf(config);
    strategy.quote(round, settings, randomStream(1, "bids", 0));
  }
  const trades = new TradeBook(mid.capacity(members.length));
  mid.for(community.members)(round, trades);
  return { community, rows: rowsOf(trades), open: [...community.orders.openKwh] };
}

const buyer = (kwh: number, quote: number, home = 0): Member => ({ imbalance: kwh, quote, home });
const seller = (kwh: number, quote: number, home = 0): Member => ({ imbalance: -kwh, quote, home });

Deno.test("an hour by hand: best bid meets best ask, at the mean of the two", () => {
  const { rows, open } = cleared([
    buyer(3, 0.20),
    seller(2, 0.14),
    buyer(2, 0.22),
    seller(4, 0.18),
  ]);
  // Buyer 2 takes seller 1's 2 kWh at 0.18; then buyer 0 takes 3 of seller 3's 4 at 0.19.
  deepEqual(rows.map(([from, to, kwh]) => [from, to, kwh]), [[1, 2, 2], [3, 0, 3]]);
  close(rows[0][3], 0.18);
  close(rows[1][3], 0.19);
  deepEqual(open, [0, 0, 0, -1]);
});

Deno.test("a large buyer empties several sellers, cheapest first", () => {
  const { rows, open } = cleared([seller(1, 0.4), seller(1, 0.2), buyer(2.5, 0.6), seller(1, 0.3)]);
  deepEqual(rows.map(([from, to, kwh]) => [from, to, kwh]), [[1, 2, 1], [3, 2, 1], [0, 2, 0.5]]);
  deepEqual(open, [-0.5, 0, 0, 0]);
});

Deno.test("a bid equal to the ask trades at that price", () => {
  deepEqual(cleared([buyer(1, 0.25), seller(1, 0.25)]).rows, [[1, 0, 1, 0.25, "P2P"]]);
});

Deno.test("a bid below the ask, by however little, does not trade", () => {
  const { rows, open } = cleared([buyer(1, 0.25), seller(1, 0.25 + Number.EPSILON)]);
  deepEqual(rows, []);
  deepEqual(open, [1, -1]);
});

Deno.test("trading ends where bids and asks cross", () => {
  const { rows, open } = cleared([
    buyer(1, 0.5),
    buyer(1, 0.3),
    buyer(1, 0.1),
    seller(1, 0.2),
    seller(1, 0.4),
  ]);
  deepEqual(rows.map(([from, to]) => [from, to]), [[3, 0]]);
  deepEqual(open, [0, 1, 1, 0, -1]);
});

Deno.test("equal prices: the lower id comes first, on either side", () => {
  const { rows, open } = cleared([
    buyer(1, 0.25),
    seller(1, 0.25),
    buyer(1, 0.25),
    seller(1, 0.25),
    buyer(1, 0.25),
  ]);
  deepEqual(rows.map(([from, to]) => [from, to]), [[1, 0], [3, 2]]);
  deepEqual(open, [0, 0, 0, 0, 1]);
});

Deno.test("equal prices in different neighbourhoods: the lower id still comes first", () => {
  const { rows } = cleared([buyer(2, 0.25, 1), seller(1, 0.25, 2), seller(1, 0.25, 1)]);
  deepEqual(rows.map(([from]) => from), [1, 2]);
});

Deno.test("both sides exhausted exactly leave nobody open", () => {
  const { rows, open } = cleared([buyer(2, 0.5), buyer(3, 0.4), seller(3, 0.1), seller(2, 0.2)]);
  deepEqual(rows.map(([from, to, kwh]) => [from, to, kwh]), [[2, 0, 2], [2, 1, 1], [3, 1, 2]]);
  deepEqual(open, [0, 0, 0, 0]);
});

Deno.test("buyers alone, sellers alone, or nobody at all: no trade", () => {
  deepEqual(cleared([buyer(1, 0.3), buyer(2, 0.4)]).rows, []);
  deepEqual(cleared([seller(1, 0.3), seller(2, 0.4)]).rows, []);
  deepEqual(cleared([{ quote: NaN }, { quote: NaN }]).rows, []);
  deepEqual(cleared([]).rows, []);
});

Deno.test("dust never trades nor sets a price", () => {
  const dust = 9.9e-10;
  const { rows, open } = cleared([
    buyer(dust, 0.9),
    buyer(1, 0.5),
    buyer(Number.MIN_VALUE, 0.8),
    seller(dust, 0.01),
    seller(1, 0.3),
    seller(0, 0.02),
  ]);
  deepEqual(rows, [[4, 1, 1, 0.4, "P2P"]]);
  deepEqual(open.map(Math.abs), [dust, 0, Number.MIN_VALUE, dust, 0, 0]);
});

Deno.test("dust that a trade leaves over is not traded on", () => {
  const { rows } = cleared([buyer(1 + 5e-10, 0.5), seller(1, 0.3), seller(1, 0.4), buyer(1, 0.45)]);
  deepEqual(rows.map(([from, to]) => [from, to]), [[1, 0], [2, 3]]);
  const { rows: mirrored } = cleared([seller(1 + 5e-10, 0.3), buyer(1, 0.5), buyer(1, 0.4)]);
  deepEqual(mirrored.map(([from, to]) => [from, to]), [[0, 1]]);
});

Deno.test("the least amount that is no dust trades", () => {
  equal(cleared([buyer(1e-9, 0.5), seller(1, 0.3)]).rows.length, 1);
});

Deno.test("who is barred neither buys nor sells", () => {
  const { rows, open } = cleared([
    { ...buyer(1, 0.9), barred: true },
    { ...seller(1, 0.1), barred: true },
    buyer(1, 0.5),
    seller(1, 0.3),
  ]);
  deepEqual(rows, [[3, 2, 1, 0.4, "P2P"]]);
  deepEqual(open, [1, -1, 0, 0]);
});

Deno.test("price-band ignores neighbourhoods, fees and multipliers in the matching", () => {
  const { rows } = cleared([
    { ...buyer(1, 0.20, 0), bonus: 0.5 },
    { ...seller(1, 0.20, 1), bonus: 0.5 },
  ]);
  equal(rows.length, 1);
});

Deno.test("outside-option: a fee that eats the gain keeps two neighbourhoods apart", () => {
  // r_buy = 0.21, r_sell = 0.19. Margins of 0 on the buyer's side: bid 0.21. Ask 0.19 + 0.1 · 0.2
  // = 0.21 too. At home they trade at 0.21; abroad the buyer would pay 0.21 · 1.02 > 0.21.
  const pair = (
    home: number,
  ): Member[] => [{ imbalance: 1 }, { imbalance: -1, margin: 0.09, home }];
  equal(cleared(pair(0), outsideOption()).rows.length, 1);
  equal(cleared(pair(1), outsideOption()).rows.length, 0);
  // Without the fee they are neighbours again.
  equal(cleared(pair(1), outsideOption(0)).rows.length, 1);
});

Deno.test("outside-option: the seller's side of the fee counts as well", () => {
  // Bid 0.21 − 0.018 = 0.192, ask 0.19: p = 0.191, of which 0.18718 < 0.19 would reach the seller.
  const pair = (
    home: number,
  ): Member[] => [{ imbalance: 1, margin: 0.09 }, { imbalance: -1, home }];
  equal(cleared(pair(0), outsideOption()).rows.length, 1);
  equal(cleared(pair(1), outsideOption()).rows.length, 0);
});

Deno.test("outside-option: a buyer passes over a cheaper seller that is too far", () => {
  // Mean of 0.21 and 0.21 − 0.0002 abroad costs more than 0.21; the dearer one at home does not.
  const { rows } = cleared([
    { imbalance: 1, home: 0 },
    { imbalance: -1, margin: 0.098, home: 1 },
    { imbalance: -1, margin: 0.099, home: 0 },
  ], outsideOption());
  deepEqual(rows.map(([from, to]) => [from, to]), [[2, 0]]);
});

Deno.test("outside-option: whom the highest bidder passed over the next may take", () => {
  const { rows } = cleared([
    { imbalance: 1, home: 0, margin: 0.001 },
    { imbalance: 1, home: 1, margin: 0.01 },
    { imbalance: -1, margin: 0.088, home: 1 },
  ], outsideOption());
  deepEqual(rows.map(([from, to]) => [from, to]), [[2, 1]]);
});

Deno.test("a bonus lets a pair trade that would not without it", () => {
  const pair = (bonus: number): Member[] => [
    { imbalance: 1, home: 0, margin: 0.05, bonus },
    { imbalance: -1, home: 1, margin: 0.05, bonus },
  ];
  equal(cleared(pair(1), outsideOption(0.06)).rows.length, 0);
  equal(cleared(pair(1.1), outsideOption(0.06)).rows.length, 1);
});

Deno.test("a market may be cleared again and again", () => {
  const community = communityOf([buyer(1, 0.5), seller(1, 0.3), seller(1, 0.2, 1)]);
  const round = community.round(P, priceBand);
  const clear = mid.for(community.members);
  const trades = new TradeBook(mid.capacity(3));
  clear(round, trades);
  round.orders.openKwh.set([-1, 2, 0]);
  round.orders.quote.set([0.3, 0.5, NaN]);
  round.orders.reservation.set([-Infinity, Infinity, NaN]);
  trades.clear();
  clear(round, trades);
  deepEqual(rowsOf(trades), [[0, 1, 1, 0.4, "P2P"]]);
});

/** The rule read literally: sort, trade the best two, drop whoever is filled. */
function specsLoop(members: readonly Member[]): TradeRow[] {
  const open = members.map(({ imbalance = 0, quote = NaN, barred }, id) => ({
    id,
    kwh: barred ? 0 : Math.abs(imbalance),
    sells: imbalance < 0,
    quote,
  })).filter(({ kwh }) => kwh >= 1e-9);
  const asks = open.filter(({ sells }) => sells).sort((a, b) => a.quote - b.quote || a.id - b.id);
  const bids = open.filter(({ sells }) => !sells).sort((a, b) => b.quote - a.quote || a.id - b.id);
  const rows: TradeRow[] = [];
  while (bids.length > 0 && asks.length > 0 && bids[0].quote >= asks[0].quote) {
    const [bid, ask] = [bids[0], asks[0]];
    const kwh = Math.min(bid.kwh, ask.kwh);
    rows.push([ask.id, bid.id, kwh, (bid.quote + ask.quote) / 2, "P2P"]);
    bid.kwh -= kwh;
    ask.kwh -= kwh;
    if (bid.kwh < 1e-9) bids.shift();
    if (ask.kwh < 1e-9) asks.shift();
  }
  return rows;
}

/** Few amounts and prices, so that ties, exact fills and dust are common; and any others. */
const amount = fc.oneof(
  fc.constantFrom(0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 5e-10, -5e-10, 1e-9, -1e-9, 1 + 5e-10),
  fc.double({ min: -10, max: 10, noNaN: true }),
);
const price = fc.oneof(
  fc.constantFrom(0.1, 0.15, 0.2, 0.25),
  fc.double({ min: 0, max: 0.5, noNaN: true }),
);
const anyone: fc.Arbitrary<Member> = fc.record({
  imbalance: amount,
  quote: price,
  home: fc.integer({ min: 0, max: 2 }),
  barred: fc.integer({ min: 0, max: 9 }).map((digit) => digit === 0),
});
const market = fc.array(anyone, { maxLength: 40, size: "max" });

Deno.test("pairs, amounts and prices are those of the contract's loop", () => {
  fc.assert(
    fc.property(market, (members) => deepEqual(cleared(members).rows, specsLoop(members))),
    { numRuns: 1000 },
  );
});

Deno.test("what members trade is what they no longer have open, and nobody changes sides", () => {
  fc.assert(fc.property(market, (members) => {
    const { rows, open } = cleared(members);
    // Each trade fills at least one of the two, for good.
    ok(rows.length < Math.max(1, members.length));
    const traded = members.map(() => 0);
    for (const [from, to, kwh] of rows) {
      ok(kwh > 0 && from !== to);
      traded[from] -= kwh;
      traded[to] += kwh;
    }
    for (const [i, { imbalance = 0 }] of members.entries()) {
      close(traded[i] + open[i], imbalance, 1e-12);
      ok(open[i] * imbalance >= 0 && Math.abs(open[i]) <= Math.abs(imbalance));
    }
  }));
});

// Never the same fee for both: equal margins would then leave a gain of exactly 0 to rounding.
const networkFee = fc.constantFrom(0, 0.02, 0.05, 0.1);
const aggregatorFee = fc.constantFrom(0.03, 0.06, 0.11);
const multiplier = fc.constantFrom(1, 1, 1.02, 1.05);
const rational: fc.Arbitrary<Member> = fc.record({
  imbalance: fc.oneof(
    fc.constantFrom(1, -1, 2, -2, 5e-10, 1e-9, -1e-9),
    fc.integer({ min: -9999, max: 9999 }).map((wattHours) => wattHours / 1000),
  ),
  home: fc.integer({ min: 0, max: 2 }),
  bonus: multiplier,
  penalty: multiplier,
  margin: fc.integer({ min: 0, max: 1e6 }).map((share) => share / 1e7),
});
const rationalMarket = fc.array(rational, { minLength: 5, maxLength: 30, size: "max" });

/** What a kWh traded at a price gains a pair over the aggregator, €: buyer's, seller's. */
function gains(buys: Member, sells: Member, price: number, { grid }: Config): [number, number] {
  const fee = buys.home === sells.home ? 0 : grid.network_fee;
  const cost = price * (1 + fee) * (1 - (buys.bonus! - 1));
  const proceeds = price * (1 - fee) * (1 + (sells.bonus! - 1));
  return [
    P * (1 + grid.aggregator_fee) * buys.penalty! - cost,
    proceeds - P * (1 - grid.aggregator_fee),
  ];
}

Deno.test("outside-option: no trade leaves either side worse off than the aggregator", () => {
  let trades = 0;
  fc.assert(
    fc.property(rationalMarket, networkFee, aggregatorFee, (members, network, aggregator) => {
      const config = outsideOption(network, aggregator);
      for (const [from, to, , price] of cleared(members, config).rows) {
        ok(gains(members[to], members[from], price, config).every((gain) => gain >= -1e-12));
        trades++;
      }
    }),
  );
  ok(trades > 200, `${trades} trades judged`);
});

/** Buyers by bid descending; each takes the cheapest seller with which a trade is feasible. */
function everyPairTried(members: readonly Member[], quotes: Float64Array, config: Config) {
  const open = members.map(({ imbalance = 0 }) => imbalance);
  const ids = members.map((_, id) => id);
  const buyers = ids.filter((i) => open[i] >= 1e-9)
    .sort((a, b) => quotes[b] - quotes[a] || a - b);
  const sellers = ids.filter((i) => open[i] <= -1e-9)
    .sort((a, b) => quotes[a] - quotes[b] || a - b);
  const rows: TradeRow[] = [];
  for (const to of buyers) {
    for (const from of sellers) {
      if (open[to] < 1e-9) break;
      if (open[from] > -1e-9 || quotes[to] < quotes[from]) continue;
      const price = (quotes[to] + quotes[from]) / 2;
      const worthwhile = members[from].home === members[to].home ||
        gains(members[to], members[from], price, config).every((gain) => gain >= 0);
      if (!worthwhile) continue;
      const kwh = Math.min(open[to], -open[from]);
      rows.push([from, to, kwh, price, "P2P"]);
      open[to] -= kwh;
      open[from] += kwh;
    }
  }
  return rows;
}

Deno.test("outside-option: linear matching finds what trying every pair finds", () => {
  let apart = 0;
  fc.assert(
    fc.property(rationalMarket, networkFee, aggregatorFee, (members, network, aggregator) => {
      const config = outsideOption(network, aggregator);
      const { rows, community } = cleared(members, config);
      deepEqual(rows, everyPairTried(members, community.orders.quote, config));
      const neighbours = members.map((member) => ({ ...member, home: 0 }));
      if (!isDeepStrictEqual(cleared(neighbours, config).rows, rows)) apart++;
    }),
    { numRuns: 2000, seed: 2024 },
  );
  ok(apart > 200, `fees mattered in ${apart} of the markets`);
});
