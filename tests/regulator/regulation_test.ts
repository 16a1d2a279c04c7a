import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { parseConfig } from "../../lib/config/parse.ts";
import { comparisonOf } from "../../lib/experiment/comparison.ts";
import { configOfRun, headerOf, runCount } from "../../lib/experiment/experiment.ts";
import type { ExperimentResults } from "../../lib/experiment/results.ts";
import { outcomeOf } from "../../lib/experiment/outcome.ts";
import { TradeType } from "../../lib/market/trades.ts";
import { namedPolicies, policyNames } from "../../lib/config/named_policies.ts";
import { type KpiName, scoreOf } from "../../lib/results/kpi_definitions.ts";
import { close, configOf, outlookOf, run } from "../made/fixtures.ts";
import { smallComparison, sunnyDay } from "../made/experiment_setup.ts";

/** The policies compared on 20 sunny days of 50 members. */
function compared(policies: readonly string[], strategy: string): ExperimentResults {
  const experiment = smallComparison(policies, { seeds: 20, prosumers: 50, strategy });
  const kpis = Array.from({ length: runCount(experiment) }, (_, run) => {
    const config = configOfRun(experiment, run);
    return outcomeOf(config, sunnyDay(config));
  });
  return { header: headerOf(experiment), kpis };
}

const rational = compared(policyNames, "outside-option");

Deno.test("outside-option: the p2p policy raises the P2P share significantly over none", () => {
  const { difference } = comparisonOf(rational, policyNames.indexOf("p2p"), "p2p_share");
  ok(difference.low > 0.01, `${difference.mean}, from ${difference.low}`);
});

for (const objective of ["p2p", "profit", "chaos"] as const) {
  Deno.test(`outside-option: the ${objective} policy beats none on its own score`, () => {
    const variant = policyNames.indexOf(objective);
    const { difference } = comparisonOf(rational, variant, scoreOf[objective]);
    ok(difference.low > 0, `${difference.mean}, from ${difference.low}`);
  });
}

/** What follows from loads, sun and batteries alone. */
const physical = [
  "pv_kwh",
  "load_kwh",
  "battery_in_kwh",
  "battery_out_kwh",
  "battery_left_kwh",
  "feasible_kwh",
  "household_self_consumption",
  "self_consumption",
  "not_fed_in",
  "household_self_sufficiency",
  "self_sufficiency",
  "self_sufficiency_stock",
  "peak_to_average",
  "renewables_score",
] as const satisfies readonly KpiName[];

Deno.test("identical loads, sun and batteries give identical physical figures under every policy", () => {
  const banded = compared(policyNames, "price-band");
  for (let run = 0; run < rational.kpis.length; run++) {
    // The first variant of the same seed, under the first strategy.
    const first = rational.kpis[run - run % policyNames.length];
    for (const kpis of [rational.kpis[run], banded.kpis[run]]) {
      for (const name of physical) close(kpis[name], first[name], 1e-9);
    }
  }
  const shares = rational.kpis.map(({ self_sufficiency }) => self_sufficiency);
  ok(new Set(shares).size >= 20, "another seed has another share");
  // Contracts they do move.
  ok(
    rational.kpis.some(({ contract_self_sufficiency }, run) =>
      contract_self_sufficiency !==
        rational.kpis[run - run % policyNames.length].contract_self_sufficiency
    ),
  );
});

Deno.test("outside-option: no trade leaves either side worse off, under any policy", () => {
  const trades = rational.kpis.reduce((sum, { p2p_trades }) => sum + p2p_trades, 0);
  ok(trades > 3000, `${trades} trades`);
  for (const kpis of rational.kpis) {
    if (kpis.p2p_trades === 0) continue;
    deepEqual([kpis.buyers_worse_off, kpis.sellers_worse_off], [0, 0]);
  }
});

Deno.test("price-band: bonuses and penalties move no energy, and most sellers lose by it", () => {
  const { kpis } = compared(["none", "p2p", "profit", "renewables"], "price-band");
  for (let run = 0; run < kpis.length; run++) {
    const none = kpis[run - run % 4];
    equal(kpis[run].p2p_kwh, none.p2p_kwh);
    equal(kpis[run].feasible_share > 1 - 1e-12, true);
    if (run % 4 === 0) ok(kpis[run].sellers_worse_off > 0.9);
    equal(kpis[run].buyers_worse_off, 0);
  }
});

Deno.test("the fund of the profit policy never goes into debt", () => {
  const variant = policyNames.indexOf("profit");
  for (let run = variant; run < rational.kpis.length; run += policyNames.length) {
    ok(rational.kpis[run].regulator_fund_lowest >= 0);
  }
});

Deno.test("suspension: three grid hours in a row bar from exactly the next two hours' market", () => {
  const config = configOf({
    community: { num_prosumers: 40, battery_capacity_range: [0] },
    regulator: { suspension: { after: 3, hours: 2 } },
  });
  // PV at hours 3, 4 and 5 alone, enough for all. Everyone buys at 0, 1, 2 and is barred at 3 and 4; at
  // 5 neighbours serve everyone; at 6, 7, 8 all buy and are barred at 9 and 10; and so on.
  const outlook = outlookOf(config, 0.1, (step) => step >= 3 && step <= 5 ? 0.4 : 0);
  const barred: number[] = [];
  const peers: number[] = [];
  for (const { trades, participation, balance, step } of run(config, outlook)) {
    barred.push(participation.barredTraders);
    if (balance.p2pKwh > 0) peers.push(step);
    if (step === 5) equal(balance.gridBuyKwh, 0);
    ok(trades.count >= 40);
  }
  deepEqual(barred.slice(0, 16), [0, 0, 0, 40, 40, 0, 0, 0, 0, 40, 40, 0, 0, 0, 40, 40]);
  deepEqual(peers, [5]);
});

Deno.test("expulsion: after three grid hours nobody ever trades with a peer again", () => {
  const config = configOf({
    hours: 30,
    community: { num_prosumers: 40, battery_capacity_range: [0] },
    regulator: { expulsion: { after: 3 } },
  });
  // PV at hours 1 and from 5 on: all have bought by hours 0, 2 and 3, so all are out from hour 4 on.
  const outlook = outlookOf(config, 0.1, (step) => step === 1 || step >= 5 ? 0.2 : 0);
  for (const { step, trades, participation, standing } of run(config, outlook)) {
    const p2p = trades.type.subarray(0, trades.count).filter((type) => type === TradeType.P2P);
    equal(p2p.length > 0, step === 1, `hour ${step}`);
    equal(participation.barredTraders === participation.traders, step >= 4);
    if (step >= 3) ok(standing.penalty.every((penalty) => penalty === 1.1));
  }
});

Deno.test("whoever is barred never appears in a P2P trade", () => {
  const rule = fc.integer({ min: 1, max: 6 });
  const rules = fc.record({
    seed: fc.nat(),
    suspension: fc.option(fc.record({ after: rule, hours: rule })),
    expulsion: fc.option(fc.record({ after: fc.integer({ min: 1, max: 12 }) })),
    strategy: fc.constantFrom("price-band", "outside-option"),
  });
  let barredHours = 0;
  fc.assert(
    fc.property(rules, ({ seed, suspension, expulsion, strategy }) => {
      const config = configOf({
        seed,
        community: { num_prosumers: 20 },
        market: { bidding: { strategy } },
        regulator: { suspension, expulsion },
      });
      let barred = new Uint8Array(20);
      for (const { trades, standing } of run(config, sunnyDay(config))) {
        for (let t = 0; t < trades.count; t++) {
          if (trades.type[t] !== TradeType.P2P) continue;
          equal(barred[trades.sender[t]] + barred[trades.receiver[t]], 0);
        }
        barred = standing.barred.slice();
        barredHours += barred.reduce((sum, value) => sum + value, 0);
      }
    }),
    { numRuns: 60 },
  );
  ok(barredHours > 1000);
});

Deno.test("rules that the file does not state are the objective's, stated ones win", () => {
  for (const objective of ["p2p", "profit", "renewables", "chaos"] as const) {
    const { regulator } = parseConfig(JSON.stringify({ regulator: { objective } }));
    deepEqual(regulator, { objective, ...namedPolicies[objective] });
  }
  const { regulator } = configOf({
    regulator: { objective: "chaos", expulsion: null, p2p_bonus_policy: { 2: 1.1 } },
  });
  deepEqual(regulator, {
    ...namedPolicies.chaos,
    objective: "chaos",
    expulsion: null,
    p2p_bonus_policy: { 2: 1.1 },
  });
});

Deno.test("none regulates nothing, p2p is the contract's default policy", () => {
  deepEqual(namedPolicies.none, {
    p2p_bonus_policy: {},
    grid_penalty_policy: {},
    suspension: null,
    expulsion: null,
    penalise: "all",
    rebate: "none",
    fund_floor: null,
  });
  deepEqual(namedPolicies.p2p, {
    ...namedPolicies.none,
    p2p_bonus_policy: { 1: 1.02, 5: 1.05, 10: 1.1 },
    grid_penalty_policy: { 5: 1.05, 10: 1.1 },
  });
});
