import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "../../made/fast_check.ts";
import { named } from "../../../lib/config/registry.ts";
import { clearingMechanisms } from "../../../lib/market/clearing/mod.ts";
import type { Orders } from "../../../lib/market/orders.ts";
import { TradeBook } from "../../../lib/market/trade_book.ts";
import { WelfareOptimum } from "../../../lib/market/welfare.ts";
import { randomStream } from "../../../lib/random.ts";
import {
  type Cleared,
  clearedBy,
  pairsOf,
  TEST_CASE_PRICE,
  testCase,
  testCaseConfig,
  welfareOnQuotes,
} from "../../made/clearing.ts";
import { close, communityOf, configOf, type Member, quotingOf } from "../../made/fixtures.ts";

const names = Object.keys(clearingMechanisms);
const byQuotes = names.filter((name) =>
  named(clearingMechanisms, name).pricedWithin === "quotes" && name !== "none"
);
const efficient = ["mid", "uniform", "pay-as-bid", "discriminatory"];

const buyer = (kwh: number, quote: number): Member => ({ imbalance: kwh, quote });
const seller = (kwh: number, quote: number): Member => ({ imbalance: -kwh, quote });

/** Few amounts and prices, so that ties and exact fills are common; dust; zero and negative prices. */
const amount = fc.oneof(
  fc.constantFrom(0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 5e-10, -5e-10, 1e-9, -1e-9, 1 + 5e-10),
  fc.double({ min: -10, max: 10, noNaN: true }),
);
const price = fc.oneof(
  fc.constantFrom(-0.1, 0, 0.1, 0.15, 0.2, 0.25),
  fc.double({ min: -0.3, max: 0.5, noNaN: true }),
);
const anyone: fc.Arbitrary<Member> = fc.record({
  imbalance: amount,
  quote: price,
  home: fc.integer({ min: 0, max: 2 }),
  barred: fc.integer({ min: 0, max: 9 }).map((digit) => digit === 0),
});
const market = fc.array(anyone, { maxLength: 40, size: "max" });
const marketPrice = fc.constantFrom(0.175, 0.1, 0, -0.05);

/** The greatest Σ q(bid − ask) of those who are admitted, no fee counted. */
function optimumOf(members: readonly Member[]): number {
  const { members: who, orders } = communityOf(
    members.map((member) => member.barred ? { ...member, imbalance: 0 } : member),
  );
  const valuation = { value: orders.quote, cost: orders.quote };
  return new WelfareOptimum(who).of(orders.openKwh, valuation, 0);
}

/** What nobody has gained or lost, by member, and that no one changes sides or trades with itself. */
function assertBooks(name: string, { rows, open }: Cleared, members: readonly Member[]): void {
  const traded = members.map(() => 0);
  for (const [from, to, kwh, paid, got] of rows) {
    ok(kwh > 0 && from !== to && Number.isFinite(paid), name);
    ok(got <= paid, `${name}: the operator would pay`);
    ok(!members[from].barred && !members[to].barred, name);
    traded[from] -= kwh;
    traded[to] += kwh;
  }
  for (const [i, { imbalance = 0 }] of members.entries()) {
    close(traded[i] + open[i], imbalance, 1e-12);
    ok(open[i] * imbalance >= -1e-15 && Math.abs(open[i]) <= Math.abs(imbalance) + 1e-15, name);
  }
  ok(rows.length < Math.max(1, members.length), name);
}

Deno.test("by every mechanism what members trade is what they no longer have open", () => {
  fc.assert(
    fc.property(market, marketPrice, fc.constantFrom(...names), (members, marketPrice, name) => {
      assertBooks(name, clearedBy(name, members, { marketPrice }), members);
    }),
    { numRuns: 1500 },
  );
});

Deno.test("no mechanism reaches more than the greatest welfare, and four reach it", () => {
  fc.assert(
    fc.property(market, fc.constantFrom(...byQuotes), (members, name) => {
      const optimum = optimumOf(members);
      const welfare = welfareOnQuotes(clearedBy(name, members), members);
      ok(welfare <= optimum + 1e-9, `${name}: ${welfare} > ${optimum}`);
      // Dust that a trade leaves over is not traded on: a billionth of a kWh each.
      if (efficient.includes(name)) close(welfare, optimum, 1e-7);
    }),
    { numRuns: 1500 },
  );
});

Deno.test("who quotes pays no more than its bid and gets no less than its ask", () => {
  fc.assert(
    fc.property(market, fc.constantFrom(...byQuotes), (members, name) => {
      const asks = members.filter(({ imbalance = 0 }) => imbalance < 0).map(({ quote }) => quote!);
      const bids = members.filter(({ imbalance = 0 }) => imbalance > 0).map(({ quote }) => quote!);
      for (const [from, to, , paid, got] of clearedBy(name, members).rows) {
        ok(paid <= members[to].quote! && got >= members[from].quote!, name);
        ok(paid >= Math.min(...asks) && got <= Math.max(...bids), name);
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("the price of a mechanism without quotes is between λs and λb, or 0", () => {
  fc.assert(
    fc.property(market, marketPrice, (members, marketPrice) => {
      for (const name of ["mmr", "sdr", "bill-sharing"]) {
        const { rows, community } = clearedBy(name, members, { marketPrice });
        const { prices } = community.round(marketPrice, testCaseConfig);
        for (const [, , , paid, got] of rows) {
          equal(paid, got);
          ok(name === "bill-sharing" ? paid === 0 : paid >= prices.pay[0] && paid <= prices.ask[0]);
        }
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("without quotes the shorter side trades in full, the longer side in equal proportion", () => {
  const { rows, open } = clearedBy("mmr", [buyer(4, 0), seller(1, 9), buyer(2, 0), seller(2, 9)]);
  // 3 of 6 kWh wanted: half of each. The north-west corner in the order of ids.
  deepEqual(rows.map(([from, to, kwh]) => [from, to, kwh]), [[1, 0, 1], [3, 0, 1], [3, 2, 1]]);
  deepEqual(open, [2, 0, 1, 0]);
});

Deno.test("a million members' shares add up to what the shorter side has", () => {
  const members = Array.from(
    { length: 20_001 },
    (_, i) => i === 0 ? seller(1234.567, 0) : buyer(0.1 + (i % 97) / 31, 0),
  );
  const { open } = clearedBy("mmr", members);
  ok(Math.abs(open[0]) < 1e-9, String(open[0]));
});

Deno.test("one side empty, nobody at all, or only dust: no trade by any mechanism", () => {
  const dust = 9.9e-10;
  const markets = [
    [],
    [{}, {}],
    [buyer(1, 0.3), buyer(2, 0.4)],
    [seller(1, 0.3), seller(2, 0.4)],
    [buyer(dust, 0.9), seller(1, 0.1), seller(dust, 0.1)],
    [{ ...buyer(1, 0.9), barred: true }, seller(1, 0.1)],
  ];
  for (const name of names) {
    for (const members of markets) {
      const { rows, open } = clearedBy(name, members);
      deepEqual(rows, [], name);
      deepEqual(open, members.map(({ imbalance = 0 }: Member) => imbalance), name);
    }
  }
});

Deno.test("the least amount that is no dust trades, at any mechanism that one pair suffices for", () => {
  for (const name of [...efficient, "cda", "mmr", "sdr", "bill-sharing"]) {
    const { rows } = clearedBy(name, [buyer(1e-9, 0.24), seller(1e-9, 0.11)]);
    deepEqual(rows.map(([from, to, kwh]) => [from, to, kwh]), [[1, 0, 1e-9]], name);
  }
});

Deno.test("all quotes equal: lower ids first, at that price", () => {
  const all = [buyer(1, 0.2), seller(1, 0.2), buyer(1, 0.2), seller(1, 0.2), buyer(1, 0.2)];
  for (const name of efficient) {
    const { rows } = clearedBy(name, all);
    deepEqual(rows, [[1, 0, 1, 0.2, 0.2], [3, 2, 1, 0.2, 0.2]], name);
  }
  // The marginal buyer and seller, the later ids, leave.
  deepEqual(clearedBy("trade-reduction", all).rows, [[1, 0, 1, 0.2, 0.2]]);
  // Of equal prices the one that came first: 4 before 2 before 0, 1 before 3.
  const draws = [0.5, 0.6, 0.4, 0.7, 0.3];
  deepEqual(clearedBy("cda", all, { draws }).rows, [[1, 4, 1, 0.2, 0.2], [3, 2, 1, 0.2, 0.2]]);
  // Of equal arrivals the lower id.
  deepEqual(clearedBy("cda", all, { draws: [0, 0, 0, 0, 0] }).rows, [
    [1, 0, 1, 0.2, 0.2],
    [3, 2, 1, 0.2, 0.2],
  ]);
});

Deno.test("zero and negative prices clear like any others", () => {
  const members = testCase.map((member) => ({ ...member, quote: member.quote! - 0.2 }));
  for (const name of [...byQuotes, "none"]) {
    const [shifted, original] = [clearedBy(name, members), clearedBy(name, testCase)];
    deepEqual(
      shifted.rows.map((row) => row.slice(0, 3)),
      original.rows.map((row) => row.slice(0, 3)),
    );
    for (const [i, row] of shifted.rows.entries()) {
      close(row[3], original.rows[i][3] - 0.2);
      close(row[4], original.rows[i][4] - 0.2);
    }
  }
  const pair = [buyer(2, 0), seller(1, 0)];
  const priceAt = (name: string, marketPrice: number) =>
    clearedBy(name, pair, { marketPrice }).rows[0][3];
  equal(priceAt("mmr", 0), 0);
  equal(priceAt("sdr", 0), 0);
  // P = −.1: λb = −.1 + .042857 = −.057143, λs = −.142857; r = ½: the harmonic mean, −.081633.
  close(priceAt("mmr", -0.1), -0.1);
  close(priceAt("sdr", -0.1), -2 * 0.4 / (7 + 2.8), 1e-6);
});

Deno.test("uniform: an order filled in part sets the price itself", () => {
  const cut = clearedBy("uniform", [buyer(3, 0.2), seller(1, 0.1), seller(1, 0.12)]);
  deepEqual(cut.rows.map(([, , , paid]) => paid), [0.2, 0.2]);
  const cutSeller = clearedBy("uniform", [buyer(1, 0.2), buyer(1, 0.15), seller(3, 0.1)]);
  deepEqual(cutSeller.rows.map(([, , , paid]) => paid), [0.1, 0.1]);
});

Deno.test("trade-reduction: on the longer side each gives up the same, or all it has", () => {
  // Wanted 3 + 1 + 5 = 9, offered 6: t = 1 leaves 2, 0 and 4.
  const members = [
    buyer(3, 0.3),
    buyer(1, 0.3),
    buyer(5, 0.3),
    buyer(2, 0.25),
    seller(6, 0.1),
    seller(9, 0.2),
  ];
  const { rows, open } = clearedBy("trade-reduction", members);
  deepEqual(rows, [[4, 0, 2, 0.25, 0.2], [4, 2, 4, 0.25, 0.2]]);
  deepEqual(open, [1, 1, 1, 2, 0, -9]);
});

Deno.test("trade-reduction: no trader of one unit gains by a quote that is not true", () => {
  const values = fc.array(fc.integer({ min: 0, max: 12 }).map((step) => step / 40), {
    minLength: 2,
    maxLength: 5,
  });
  let traded = 0;
  fc.assert(
    fc.property(values, values, (bids, asks) => {
      const truth = [...bids.map((bid) => buyer(1, bid)), ...asks.map((ask) => seller(1, ask))];
      const gainOf = (liar: number, quote: number) => {
        const told = truth.map((member, i) => i === liar ? { ...member, quote } : member);
        const own = truth[liar].quote!;
        return clearedBy("trade-reduction", told).rows.reduce((sum, [from, to, kwh, paid, got]) => {
          traded++;
          return sum + (to === liar ? kwh * (own - paid) : from === liar ? kwh * (got - own) : 0);
        }, 0);
      };
      for (const liar of truth.keys()) {
        const honest = gainOf(liar, truth[liar].quote!);
        for (let step = -1; step <= 27; step++) ok(gainOf(liar, step / 80) <= honest + 1e-12);
      }
    }),
    { numRuns: 60 },
  );
  ok(traded > 1000);
});

Deno.test("by mid and pay-as-bid a lie does pay: the test above could have failed", () => {
  // Worth .20 to it, seller 1 asks .10: at the truth p = .15 or .20, with a bid of .10 it is .10.
  for (const name of ["mid", "pay-as-bid"]) {
    const paidAt = (bid: number) => clearedBy(name, [buyer(1, bid), seller(1, 0.1)]).rows[0][3];
    ok(paidAt(0.1) < paidAt(0.2));
  }
});

Deno.test("individual rationality drops the pairs that leave a side worse off, and no others", () => {
  // λb = .25, λs = .10. Bids and asks beyond them, as price bands allow.
  const members = [buyer(1, 0.4), buyer(1, 0.24), seller(1, 0.2), seller(1, 0.01)];
  const all = clearedBy("pay-as-bid", members);
  deepEqual(all.rows.map(([from, to]) => [from, to]), [[3, 0], [2, 1]]);
  const kept = clearedBy("pay-as-bid", members, { individualRationality: true });
  deepEqual(kept.rows, [[2, 1, 1, 0.24, 0.24]]);
  deepEqual(kept.open, [1, 0, 0, -1]);
  const sellersSide = clearedBy("discriminatory", [buyer(1, 0.2), seller(1, 0.01)], {
    individualRationality: true,
  });
  deepEqual(sellersSide.rows, []);
});

Deno.test("individual rationality: whatever the mechanism, nobody that still trades is worse off", () => {
  const fees = configOf({ grid: { network_fee: 0.05, aggregator_fee: 0.2 } });
  let dropped = 0;
  fc.assert(
    fc.property(market, fc.constantFrom(...names), (members, name) => {
      const terms = { config: fees, marketPrice: 0.15 };
      const market = clearedBy(name, members, { ...terms, individualRationality: true });
      assertBooks(name, market, members);
      for (const [from, to, , paid, got] of market.rows) {
        const fee = (members[from].home ?? 0) === (members[to].home ?? 0) ? 0 : 0.05;
        ok(paid * (1 + fee) <= 0.18 + 1e-9 && got * (1 - fee) >= 0.12 - 1e-9, name);
      }
      dropped += clearedBy(name, members, terms).rows.length - market.rows.length;
    }),
    { numRuns: 600 },
  );
  ok(dropped > 300);
});

// Not the aggregator's: a pair's gain must not be exactly 0.
const networkFee = fc.constantFrom(0, 0.02, 0.05, 0.1);
const rational: fc.Arbitrary<Member> = fc.record({
  imbalance: fc.integer({ min: -9999, max: 9999 }).map((wattHours) => wattHours / 1000),
  home: fc.integer({ min: 0, max: 2 }),
  bonus: fc.constantFrom(1, 1, 1.02, 1.05),
  penalty: fc.constantFrom(1, 1, 1.05),
  margin: fc.integer({ min: 0, max: 1e6 }).map((share) => share / 1e6),
});

/** Clears a market of outside-option quotes at P = .20, λb = .226 and λs = .174. */
function clearedOnOutsideOptions(
  name: string,
  members: readonly Member[],
  network_fee: number,
  draws?: readonly number[],
) {
  const config = configOf({
    grid: { network_fee, aggregator_fee: 0.13 },
    market: { bidding: { strategy: "outside-option" } },
  });
  const community = communityOf(members);
  const round = community.round(0.2, config);
  const { strategy, settings } = quotingOf(config);
  strategy.quote(round, settings, randomStream(1, "bids", 0));
  const mechanism = named(clearingMechanisms, name);
  const trades = new TradeBook(mechanism.capacity(members.length));
  const drawn = draws?.values();
  const chance = drawn === undefined
    ? round.chance
    : () => ({ next: () => drawn.next().value as number });
  mechanism.for(community.members)({ ...round, chance }, trades);
  return { rows: pairsOf(trades), orders: community.orders };
}

Deno.test("outside-option quotes: no pair across neighbourhoods is worse off than apart, by any mechanism", () => {
  let across = 0;
  fc.assert(
    fc.property(
      fc.array(rational, { minLength: 5, maxLength: 30, size: "max" }),
      networkFee,
      fc.constantFrom(...names),
      (members, network_fee, name) => {
        const { rows } = clearedOnOutsideOptions(name, members, network_fee);
        for (const [from, to, , paid, got] of rows) {
          if (members[from].home === members[to].home) continue;
          const [{ bonus: buyersBonus = 1, penalty = 1 }, { bonus = 1 }] = [
            members[to],
            members[from],
          ];
          ok(paid * (1 + network_fee) * (2 - buyersBonus) <= 0.226 * penalty + 1e-12, name);
          ok(got * (1 - network_fee) * bonus >= 0.174 - 1e-12, name);
          across++;
        }
      },
    ),
    { numRuns: 1500 },
  );
  ok(across > 500, `${across} pairs judged`);
});

/** By the rule read literally: the best order of the other side with which a trade is feasible. */
function continuousByHand(
  members: readonly Member[],
  { quote, reservation }: Pick<Orders, "quote" | "reservation">,
  draws: readonly number[],
  fee: number,
) {
  const open = members.map(({ imbalance = 0 }) => imbalance);
  const resting: number[] = [];
  const rows: number[][] = [];
  const arrivals = [...members.keys()].filter((i) => Math.abs(open[i]) >= 1e-9)
    .sort((a, b) => draws[a] - draws[b] || a - b);
  const sign = (i: number) => Math.sign(members[i].imbalance ?? 0);
  for (const i of arrivals) {
    const others = resting.filter((j) => sign(j) !== sign(i))
      .sort((a, b) => sign(i) * (quote[a] - quote[b]) || draws[a] - draws[b] || a - b);
    for (const j of others) {
      if (Math.abs(open[i]) < 1e-9 || Math.abs(open[j]) < 1e-9) continue;
      const [from, to] = sign(i) < 0 ? [i, j] : [j, i];
      if (quote[to] < quote[from]) continue;
      const apart = (members[from].home ?? 0) !== (members[to].home ?? 0);
      const worthwhile = quote[j] <= reservation[to] / (1 + fee) &&
        quote[j] >= reservation[from] / (1 - fee);
      if (apart && !worthwhile) continue;
      const kwh = Math.min(open[to], -open[from]);
      rows.push([from, to, kwh, quote[j], quote[j]]);
      open[to] -= kwh;
      open[from] += kwh;
    }
    resting.push(i);
  }
  return rows;
}

const draws40 = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  minLength: 40,
  maxLength: 40,
});

Deno.test("cda: heaps find what trying every resting order finds", () => {
  fc.assert(
    fc.property(market, draws40, (all, draws) => {
      const members = all.map(({ barred: _, ...member }) => member);
      const { rows } = clearedBy("cda", members, { draws });
      deepEqual(rows, continuousByHand(members, communityOf(members).orders, draws, 0));
    }),
    { numRuns: 700 },
  );
});

Deno.test("cda: so they do where the fee keeps some apart", () => {
  let apart = 0;
  fc.assert(
    fc.property(
      fc.array(rational, { minLength: 5, maxLength: 30, size: "max" }),
      draws40,
      networkFee,
      (members, draws, fee) => {
        const { rows, orders } = clearedOnOutsideOptions("cda", members, fee, draws);
        deepEqual(rows, continuousByHand(members, orders, draws, fee));
        const neighbours = members.map((member) => ({ ...member, home: 0 }));
        const { rows: atHome } = clearedOnOutsideOptions("cda", neighbours, fee, draws);
        if (!isDeepStrictEqual(rows, atHome)) apart++;
      },
    ),
    { numRuns: 700 },
  );
  ok(apart > 100, `fees mattered in ${apart} of the markets`);
});

/** A market large enough for quotes to be ranked by their bits, a third of its quotes alike. */
function largeMarket(size: number): Member[] {
  const stream = randomStream(7, "large market");
  return Array.from({ length: size }, () => {
    const imbalance = (stream.next() - 0.5) * 8;
    const quote = stream.next() < 1 / 3 ? 0.18 : 0.08 + 0.2 * stream.next();
    return { imbalance, quote, home: Math.floor(3 * stream.next()) };
  });
}

Deno.test("in a large market, ties and all, the mechanisms do what they do in a small one", () => {
  const members = largeMarket(1500);
  const stream = randomStream(8, "arrival");
  const draws = Array.from({ length: 1500 }, () => stream.next());
  const { orders } = communityOf(members);
  deepEqual(
    clearedBy("cda", members, { draws }).rows,
    continuousByHand(members, orders, draws, 0),
  );
  const optimum = optimumOf(members);
  for (const name of efficient) {
    const market = clearedBy(name, members);
    assertBooks(name, market, members);
    close(welfareOnQuotes(market, members), optimum, 1e-6);
  }
  for (const name of ["trade-reduction", "muda", "mmr", "sdr", "bill-sharing"]) {
    assertBooks(name, clearedBy(name, members), members);
  }
});

Deno.test("chance is drawn by member, so that the first members' does not depend on who else there is", () => {
  const more = [...testCase, {}, {}];
  for (const name of ["muda", "cda"]) {
    deepEqual(clearedBy(name, more).rows, clearedBy(name, testCase).rows, name);
  }
});

Deno.test("every mechanism may clear again and again", () => {
  for (const name of names) {
    const community = communityOf(testCase);
    const round = community.round(TEST_CASE_PRICE, testCaseConfig);
    const mechanism = named(clearingMechanisms, name);
    const clear = mechanism.for(community.members);
    const trades = new TradeBook(mechanism.capacity(testCase.length));
    const first = [];
    for (let step = 0; step < 3; step++) {
      round.orders.openKwh.set(testCase.map(({ imbalance }) => imbalance!));
      trades.clear();
      clear(round, trades);
      first.push(pairsOf(trades));
    }
    deepEqual(first[1], first[0], name);
    deepEqual(first[2], first[0], name);
  }
});
