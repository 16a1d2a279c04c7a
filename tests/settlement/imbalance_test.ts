import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { Institution } from "../../lib/market/parties.ts";
import { gridPrices } from "../../lib/market/tariff.ts";
import { wholesaleTariff } from "../../lib/market/wholesale_tariff.ts";
import { TradeBook } from "../../lib/market/trade_book.ts";
import { Accounts } from "../../lib/settlement/accounts.ts";
import { imbalancePricings, settleImbalances } from "../../lib/settlement/imbalance.ts";
import { close, communityOf, rowsOf } from "../made/fixtures.ts";

type Pricing = keyof typeof imbalancePricings;

interface Terms {
  readonly price?: number;
  readonly spread?: number;
  readonly fee?: number;
  readonly pricing?: Pricing;
}

/** Settles what was metered against what was contracted, kWh by member. */
function settled(contracted: readonly number[], metered: readonly number[], terms: Terms = {}) {
  const { price = 0.1, spread = 0.1, fee = 0.05, pricing = "dual" } = terms;
  const size = contracted.length;
  const { members } = communityOf(contracted.map(() => ({})));
  const prices = gridPrices(size);
  wholesaleTariff(members, { aggregator_fee: fee, network_fee: 0.02 }).quote(price, prices);
  const trades = new TradeBook(size);
  const accounts = new Accounts(size);
  const dustKwh = settleImbalances(
    Float64Array.from(metered),
    Float64Array.from(contracted),
    { pricing: imbalancePricings[pricing], spread, actualPrice: price, prices },
    trades,
    accounts,
  );
  accounts.closeStep();
  return { rows: rowsOf(trades), money: [...accounts.prosumers], accounts, dustKwh };
}

/** Demands rows alike but for rounding of energy and price. */
function assertRows(
  rows: ReturnType<typeof rowsOf>,
  expected: ReturnType<typeof rowsOf>,
): void {
  const parties = (list: typeof rows) => list.map(([from, to, , , type]) => [from, to, type]);
  deepEqual(parties(rows), parties(expected));
  for (const [i, [, , kwh, price]] of rows.entries()) {
    close(kwh, expected[i][2]);
    close(price, expected[i][3]);
  }
}

Deno.test("a kWh short of a contract of 2 pays 0.1155 €: 0.10 · 1.05 · 1.10", () => {
  const { rows, money, accounts } = settled([2], [3]);
  assertRows(rows, [[-1, 0, 1, 0.1155, "IMB_short"]]);
  close(money[0], -0.1155);
  close(accounts.aggregator, 0.1155);
});

Deno.test("half a kWh fed in beyond a contract of 1 receives 0.04275 €: 0.10 · 0.95 · 0.90 · 0.5", () => {
  const { rows, money, accounts } = settled([-1], [-1.5]);
  assertRows(rows, [[0, -1, 0.5, 0.0855, "IMB_long"]]);
  close(money[0], 0.04275);
  close(accounts.aggregator, -0.04275);
});

Deno.test("a seller who delivers too little is short, a buyer who takes too little is long", () => {
  const { rows } = settled([-2, 2], [-0.5, 0.5]);
  assertRows(rows, [[-1, 0, 1.5, 0.1155, "IMB_short"], [1, -1, 1.5, 0.0855, "IMB_long"]]);
});

Deno.test("neither regulator nor network operator has a part in an imbalance", () => {
  const { accounts } = settled([2, -1], [3, -1.5]);
  equal(accounts.regulatorFund, 0);
  equal(accounts.networkOperator, 0);
});

Deno.test("a single price: above the market's where the community is short, for both sides", () => {
  // ΣΔ = 1 − 0.5 > 0: all at 0.10 · 1.10.
  const { rows, money } = settled([2, -1], [3, -1.5], { pricing: "single" });
  assertRows(rows, [[-1, 0, 1, 0.11, "IMB_short"], [1, -1, 0.5, 0.11, "IMB_long"]]);
  close(money[0], -0.11);
  close(money[1], 0.055);
});

Deno.test("a single price: below the market's where the community is long, the market's in balance", () => {
  const long = settled([2, -1], [3, -3], { pricing: "single" }); // ΣΔ = 1 − 2
  assertRows(long.rows, [[-1, 0, 1, 0.09, "IMB_short"], [1, -1, 2, 0.09, "IMB_long"]]);
  const even = settled([2, -1], [3, -2], { pricing: "single" });
  assertRows(even.rows, [[-1, 0, 1, 0.1, "IMB_short"], [1, -1, 1, 0.1, "IMB_long"]]);
});

Deno.test("below zero too who is off is worse off by fee and spread", () => {
  // P* = −0.10: λb* = −0.095, so a kWh short brings 0.0855; λs* = −0.105: one long costs 0.1155.
  const { rows } = settled([0, 0], [1, -1], { price: -0.1 });
  assertRows(rows, [[-1, 0, 1, -0.0855, "IMB_short"], [1, -1, 1, -0.1155, "IMB_long"]]);
  const { rows: single } = settled([0], [1], { price: -0.1, pricing: "single" });
  assertRows(single, [[-1, 0, 1, -0.09, "IMB_short"]]);
});

Deno.test("who keeps the contract, or is off by dust, settles nothing", () => {
  const kept = settled([2, -1, 0], [2, -1, 0]);
  deepEqual([kept.rows, kept.money, kept.dustKwh], [[], [0, 0, 0], 0]);
  const { rows, money, dustKwh } = settled([0, 0, 0], [9e-10, -4e-10, 1e-9]);
  deepEqual(rows.map(([from, to, , , type]) => [from, to, type]), [[-1, 2, "IMB_short"]]);
  deepEqual(money.slice(0, 2), [0, 0]);
  close(dustKwh, 5e-10, 1e-24);
});

Deno.test("trades of the step stay as they are, imbalances come after them", () => {
  const trades = new TradeBook(3);
  trades.addP2P(1, 0, 1, 0.1);
  const prices = { ask: Float64Array.of(0.2, 0.2), pay: Float64Array.of(0.1, 0.1) };
  const terms = { pricing: imbalancePricings.dual, spread: 0, actualPrice: 0.15, prices };
  const postings: [number, number, number, string][] = [];
  settleImbalances(Float64Array.of(2, -2), Float64Array.of(1, -1), terms, trades, {
    post: (...posting) => void postings.push(posting),
  });
  deepEqual(rowsOf(trades), [
    [1, 0, 1, 0.1, "P2P"],
    [-1, 0, 1, 0.2, "IMB_short"],
    [1, -1, 1, 0.1, "IMB_long"],
  ]);
  deepEqual(postings, [
    [0, Institution.Aggregator, 0.2, "imbalance"],
    [Institution.Aggregator, 1, 0.1, "imbalance"],
  ]);
});

Deno.test("whatever comes, energy is what was off, and under dual prices nobody gains by it", () => {
  const kwh = fc.integer({ min: -5e6, max: 5e6 }).map((value) => value / 1e6);
  const member = fc.tuple(kwh, kwh);
  const price = fc.integer({ min: -5e5, max: 1e6 }).map((value) => value / 1e6);
  const share = fc.integer({ min: 0, max: 100 }).map((value) => value / 100);
  const pricing = fc.constantFrom<Pricing>("dual", "single");
  const list = fc.array(member, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(list, price, share, share, pricing, (members, price, spread, fee, pricing) => {
      const contracted = members.map(([c]) => c);
      const metered = members.map(([, m]) => m);
      const { rows, money, dustKwh } = settled(contracted, metered, {
        price,
        spread,
        fee: Math.min(0.99, fee),
        pricing,
      });
      let net = dustKwh;
      for (const [, , kwh, , type] of rows) net += type === "IMB_short" ? kwh : -kwh;
      close(net, members.reduce((sum, [c, m]) => sum + m - c, 0), 1e-9);
      if (pricing === "single") return;
      // Against the market price that came: Δ·P*.
      for (const [i, eur] of money.entries()) {
        ok(eur <= -(metered[i] - contracted[i]) * price + 1e-9);
      }
    }),
  );
});
