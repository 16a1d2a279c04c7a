import { ok, strictEqual as equal } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { clearingMechanisms } from "../../lib/market/clearing/mod.ts";
import { welfareOf, WelfareOptimum } from "../../lib/market/welfare.ts";
import { clearedBy, testCase, testCaseConfig } from "../made/clearing.ts";
import { close, communityOf, configOf, type Member } from "../made/fixtures.ts";
import { greatestGain } from "../made/transport_problem.ts";

/** The optimum at members' quotes. */
function optimumOf(members: readonly Member[], fee: number): number {
  const { members: who, orders } = communityOf(members);
  const valuation = { value: orders.quote, cost: orders.quote };
  return new WelfareOptimum(who).of(orders.openKwh, valuation, fee);
}

/** The same, every pair a variable of a linear program. */
function byLinearProgram(members: readonly Member[], fee: number): number {
  const sellers = members.filter(({ imbalance = 0 }) => imbalance <= -1e-9);
  const buyers = members.filter(({ imbalance = 0 }) => imbalance >= 1e-9);
  return greatestGain({
    supply: sellers.map(({ imbalance }) => -imbalance!),
    demand: buyers.map(({ imbalance }) => imbalance!),
    gain: sellers.map((seller) =>
      buyers.map((buyer) => {
        const f = (seller.home ?? 0) === (buyer.home ?? 0) ? 0 : fee;
        return buyer.quote! * (1 - f) - seller.quote! * (1 + f);
      })
    ),
  });
}

Deno.test("the test case: .42 at the quotes, 1.05 at the aggregator's prices", () => {
  close(optimumOf(testCase, 0), 0.42, 1e-12);
  const { members, orders, round } = communityOf(testCase);
  const { prices } = round(0.175, testCaseConfig);
  const optimum = new WelfareOptimum(members);
  // λb − λs = .15 on each of the 7 kWh that are wanted and offered.
  close(optimum.of(orders.openKwh, { value: prices.ask, cost: prices.pay }, 0), 1.05, 1e-12);
});

Deno.test("the fee, by hand: at home first, then across if it is worth it", () => {
  const members: Member[] = [
    { imbalance: 2, quote: 0.3, home: 0 },
    { imbalance: -1, quote: 0.1, home: 0 },
    { imbalance: -5, quote: 0.1, home: 1 },
  ];
  // At home 1 kWh gains .2; across 1 kWh gains .3 · .9 − .1 · 1.1 = .16.
  close(optimumOf(members, 0.1), 0.36);
  // With f = .5 it gains .15 − .15 = 0.
  close(optimumOf(members, 0.5), 0.2);
  close(optimumOf(members, 0.6), 0.2);
});

Deno.test("a dear fee at home leaves a better bid from elsewhere alone", () => {
  // Seller 0 could serve 1 at home for .10 or 2 across for .24 · .8 − .1 · 1.2 = .072.
  const members: Member[] = [
    { imbalance: -1, quote: 0.1, home: 0 },
    { imbalance: 1, quote: 0.2, home: 0 },
    { imbalance: 1, quote: 0.24, home: 1 },
  ];
  close(optimumOf(members, 0.2), 0.1, 1e-12);
  close(optimumOf(members, 0), 0.14, 1e-12);
});

const amounts = fc.integer({ min: -9999, max: 9999 }).map((wattHours) => wattHours / 1000);
const tradersAt = (prices: fc.Arbitrary<number>) =>
  fc.array(
    fc.record({ imbalance: amounts, quote: prices, home: fc.integer({ min: 0, max: 2 }) }),
    { maxLength: 14, size: "max" },
  );
const anyPrice = fc.integer({ min: 0, max: 500 }).map((price) => price / 1000);
const fee = fc.constantFrom(0, 0.01, 0.05, 0.2, 0.6);

Deno.test("the optimum is that of the linear program, to 1e-9, with and without fee", () => {
  let positive = 0;
  fc.assert(
    fc.property(tradersAt(anyPrice), fee, (members, fee) => {
      const expected = byLinearProgram(members, fee);
      close(optimumOf(members, fee), expected, 1e-9 * Math.max(1, expected));
      if (expected > 0) positive++;
    }),
    { numRuns: 400 },
  );
  ok(positive > 150, `${positive} markets had something to gain`);
});

Deno.test("where all pay and get the same the optimum is that of the linear program, at negative prices too", () => {
  fc.assert(
    fc.property(
      tradersAt(fc.constant(0)),
      fee,
      fc.constantFrom(0.1, 0.02, 0, -0.1),
      (members, fee, P) => {
        const [ask, pay] = [P + 0.05 * Math.abs(P), P - 0.05 * Math.abs(P)];
        const priced = members.map((member) => ({
          ...member,
          quote: member.imbalance > 0 ? ask : pay,
        }));
        const expected = byLinearProgram(priced, fee);
        close(optimumOf(priced, fee), expected, 1e-9);
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("at any negative prices the dual is never below the optimum", () => {
  const negative = fc.integer({ min: -300, max: 300 }).map((price) => price / 1000);
  fc.assert(
    fc.property(tradersAt(negative), fee, (members, fee) => {
      ok(optimumOf(members, fee) >= byLinearProgram(members, fee) - 1e-9);
    }),
    { numRuns: 200 },
  );
});

Deno.test("by no mechanism is welfare more than the optimum, fee and all", () => {
  const mechanisms = fc.constantFrom(...Object.keys(clearingMechanisms));
  fc.assert(
    fc.property(tradersAt(anyPrice), fee, mechanisms, (members, fee, name) => {
      const config = configOf({ grid: { network_fee: fee, aggregator_fee: 0.3 } });
      const { trades, community } = clearedBy(name, members, { config, marketPrice: 0.2 });
      const { tariff, prices } = community.round(0.2, config);
      const fresh = communityOf(members);
      const optimum = new WelfareOptimum(fresh.members);
      for (
        const valuation of [
          { value: prices.ask, cost: prices.pay },
          { value: fresh.orders.quote, cost: fresh.orders.quote },
        ]
      ) {
        const best = optimum.of(fresh.orders.openKwh, valuation, fee);
        ok(welfareOf(trades, valuation, tariff) <= best + 1e-9, name);
      }
    }),
    { numRuns: 600 },
  );
});

Deno.test("nobody to trade with: 0", () => {
  equal(optimumOf([], 0.1), 0);
  equal(optimumOf([{ imbalance: 1, quote: 0.3 }, { imbalance: 9e-10 }], 0.1), 0);
});
