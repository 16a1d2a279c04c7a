import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { keepFundAboveFloor, worstCasePayout } from "../../lib/regulator/fund_floor.ts";
import {
  close,
  communityOf,
  configOf,
  type MadeCommunity,
  type Member,
  outlookOf,
  quotingOf,
  run,
} from "../made/fixtures.ts";

const withFloor = (fund_floor: number | null, strategy = "outside-option") =>
  configOf({ regulator: { fund_floor }, market: { bidding: { strategy } } });

/** The most that the fund pays in a step at a market price of 0.2 €/kWh. */
const worstOf = (community: MadeCommunity, config = withFloor(0)) =>
  worstCasePayout(community.round(0.2), quotingOf(config));

/** The share that is paid at a market price of 0.2 €/kWh. */
const shareOf = (community: MadeCommunity, fundEur: number, fundFloor: number | null) =>
  keepFundAboveFloor(
    community.standing,
    community.round(0.2),
    fundFloor,
    fundEur,
    quotingOf(withFloor(fundFloor)),
  );

const pair: Member[] = [
  { imbalance: 2, bonus: 1.1, penalty: 1.05 },
  { imbalance: -1, bonus: 1.2 },
];

Deno.test("the worst case, by hand", () => {
  const community = communityOf(pair);
  // Highest bid 0.2 · 1.05 · 1.05 / 0.9 = 0.245. Only 1 kWh can be traded: the buyer's bonus costs
  // at most 0.245 · 1.02 · 0.1, the seller's 0.245 · 0.2.
  close(worstOf(community), 0.02499 + 0.049);
  // price-band: nobody bids above 0.2 · 1.1.
  close(worstOf(community, withFloor(0, "price-band")), 0.22 * (0.102 + 0.2));
});

Deno.test("penalties below 1 are paid by the fund too", () => {
  const community = communityOf([{ imbalance: 2, penalty: 0.9 }]);
  close(worstOf(community), 2 * 0.21 * 0.1);
});

Deno.test("who is barred costs no bonus", () => {
  const community = communityOf(pair.map((member) => ({ ...member, barred: true })));
  equal(worstOf(community), 0);
});

Deno.test("with a barred buyer, or a barred seller, there is nothing to pay a bonus on", () => {
  const [buyer, seller] = pair;
  for (
    const members of [[{ ...buyer, barred: true }, seller], [buyer, { ...seller, barred: true }]]
  ) {
    equal(worstOf(communityOf(members)), 0);
  }
});

Deno.test("a penalty below 1 that shrinks away lets its buyer bid higher", () => {
  const community = communityOf([{ imbalance: 1, penalty: 0.8 }, { imbalance: -1, bonus: 1.1 }]);
  // The bid may rise from 0.21 · 0.8 to 0.21; the rebate costs 0.21 · 0.2 at most.
  close(worstOf(community), 0.21 * 0.1 + 0.21 * 0.2);
});

Deno.test("sellers may meet the highest bid, whoever makes it", () => {
  // Bids up to 0.21 · 1.2 = 0.252 and 0.21; no buyer has a bonus, the seller's is 10 % of 1 kWh.
  const buyers = [{ imbalance: 1, penalty: 1.2 }, { imbalance: 1 }];
  for (const order of [buyers, buyers.toReversed()]) {
    const community = communityOf([...order, { imbalance: -1, bonus: 1.1 }]);
    close(worstOf(community), 0.252 * 0.1);
  }
});

Deno.test("without a floor, or with enough in the fund, all bonuses are paid", () => {
  for (const [floor, fund] of [[null, -100], [0, 1], [-5, -4]] as const) {
    const community = communityOf(pair);
    equal(shareOf(community, fund, floor), 1);
    deepEqual([...community.standing.bonus], [1.1, 1.2]);
  }
});

Deno.test("half of the worst case in the fund pays half of every bonus", () => {
  const community = communityOf([...pair, { bonus: 0.8, penalty: 0.9 }]);
  const share = shareOf(community, -5 + (0.02499 + 0.049) / 2, -5);
  close(share, 0.5, 1e-6);
  close(community.standing.bonus[0], 1.05, 1e-6);
  close(community.standing.bonus[1], 1.1, 1e-6);
  close(community.standing.penalty[2], 0.95, 1e-6);
  // What members pay to the fund is not shrunk.
  deepEqual([community.standing.penalty[0], community.standing.bonus[2]], [1.05, 0.8]);
});

Deno.test("an empty fund pays nothing", () => {
  const community = communityOf(pair);
  equal(shareOf(community, 0, 0), 0);
  deepEqual([...community.standing.bonus], [1, 1]);
});

const tiers = (low: number, high: number) =>
  fc.dictionary(
    fc.integer({ min: 1, max: 12 }).map(String),
    fc.double({ min: low, max: high, noNaN: true }),
    { maxKeys: 4, noNullPrototype: true },
  );
const runs = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  strategy: fc.constantFrom("price-band", "outside-option"),
  fund_floor: fc.oneof(fc.constant(0), fc.double({ min: -3, max: 0, noNaN: true })),
  bonus: tiers(0.5, 1.9),
  penalty: tiers(0.5, 2),
  pv: fc.double({ min: 0, max: 1, noNaN: true }),
  network_fee: fc.constantFrom(0, 0.02, 0.3),
  suspended: fc.boolean(),
  prices: fc.array(fc.integer({ min: -50_000, max: 87_000 }).map((price) => price / 1e5), {
    minLength: 1,
    maxLength: 5,
  }),
});

Deno.test("the fund never goes below its floor, whatever the policy, the bids, the prices and the weather", () => {
  let shrunk = 0;
  fc.assert(
    fc.property(runs, (drawn) => {
      const { seed, strategy, fund_floor, bonus, penalty, pv, network_fee, suspended, prices } =
        drawn;
      const price = (step: number) => prices[step % prices.length];
      const config = configOf({
        seed,
        community: { num_prosumers: 20 },
        grid: { network_fee },
        market: { bidding: { strategy } },
        regulator: {
          p2p_bonus_policy: bonus,
          grid_penalty_policy: penalty,
          suspension: suspended ? { after: 4, hours: 2 } : null,
          fund_floor,
        },
      });
      for (const hour of run(config, outlookOf(config, price, pv))) {
        ok(hour.accounts.regulatorFund >= fund_floor, `${hour.accounts.regulatorFund}`);
        if (hour.bonusShare < 1) shrunk++;
      }
    }),
    { numRuns: 150 },
  );
  ok(shrunk > 100, `${shrunk} hours were short of money`);
});

Deno.test("not even rounding takes the fund below its floor", () => {
  for (let seed = 0; seed < 40; seed++) {
    const fund_floor = [0, -0.1, -0.37, -1][seed % 4];
    const config = configOf({
      seed,
      hours: 48,
      community: { num_prosumers: 20 },
      market: { bidding: { strategy: seed % 2 === 0 ? "outside-option" : "price-band" } },
      regulator: {
        p2p_bonus_policy: { 1: 1.5, 3: 1.9 },
        grid_penalty_policy: { 1: 1.01, 5: 0.7 },
        fund_floor,
      },
    });
    for (const { accounts } of run(config, outlookOf(config, 0.1, 0.4))) {
      ok(accounts.regulatorFund >= fund_floor, `${accounts.regulatorFund} < ${fund_floor}`);
    }
  }
});

Deno.test("with the same policy and no floor the fund does go into debt", () => {
  const debt = (fund_floor: number | null) => {
    const config = configOf({
      market: { bidding: { strategy: "outside-option" } },
      regulator: { p2p_bonus_policy: { "1": 1.1 }, grid_penalty_policy: {}, fund_floor },
    });
    const funds = [...run(config, outlookOf(config, 0.1, 0.3))]
      .map(({ accounts }) => accounts.regulatorFund);
    return funds.at(-1)!;
  };
  ok(debt(null) < -0.3);
  ok(debt(-0.1) >= -0.1 && debt(-0.1) < -0.05);
});

Deno.test("shrunken bonuses keep every trade worth its while: quotes count what is paid", () => {
  let shrunk = 0;
  let trades = 0;
  for (let seed = 0; seed < 10; seed++) {
    const config = configOf({
      seed,
      market: { bidding: { strategy: "outside-option" } },
      regulator: { p2p_bonus_policy: { "1": 1.3 }, grid_penalty_policy: {}, fund_floor: -0.5 },
    });
    for (const hour of run(config, outlookOf(config, 0.1, 0.3))) {
      if (hour.bonusShare === 1) continue;
      shrunk++;
      for (let t = 0; t < hour.trades.count; t++) {
        if (hour.trades.type[t] !== 0) continue;
        trades++;
        ok(hour.gains.buyerEur[t] >= -1e-12 && hour.gains.sellerEur[t] >= -1e-12);
      }
    }
  }
  ok(shrunk > 5 && trades > 50, `${shrunk} hours, ${trades} trades`);
});
