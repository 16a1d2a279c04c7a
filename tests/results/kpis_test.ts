import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { Accounts } from "../../lib/settlement/accounts.ts";
import { gini, jain } from "../../lib/results/fairness.ts";
import {
  kpiDefinitions,
  kpiNames,
  kpisFromJson,
  kpisJson,
} from "../../lib/results/kpi_definitions.ts";
import { KpiTotals } from "../../lib/results/kpis.ts";
import { chaosScore, p2pScore, profitScore, renewablesScore } from "../../lib/results/scores.ts";
import { close, configOf, outlookOf, run, valuesOf } from "../made/fixtures.ts";
import { sampleMembers, sampleTrades, stepOf } from "../made/steps.ts";

const { battery } = configOf();

/** The figures of an hour of trade and one in which member 0 buys all of 3 kWh from the grid. */
function twoHours() {
  const totals = new KpiTotals(battery);
  const accounts = new Accounts(3);
  totals.add(stepOf(sampleMembers, sampleTrades, 0.2, { accounts }));
  totals.add(
    stepOf(
      [{ imbalance: 3, barred: true }, {}, {}],
      [[-1, 0, 3, 0.105, "GRID_buy"]],
      0.1,
      { accounts, step: 1, bonusShare: 0.5 },
    ),
  );
  return totals.kpis();
}

Deno.test("wear: cycles, their cost, and the members' money with it, by hand", () => {
  // A battery of 10 kWh, full: 1 kWh an hour of night is delivered, 1/.95 of it drawn.
  const config = configOf({
    community: { num_prosumers: 1, pv_number_range: [0, 0], battery_capacity_range: [10] },
    load: { model: "profile", annual_kwh_range: [2000, 2000] },
    battery: { initial_soc: 1, wear_eur_per_kwh: .2 },
  });
  const totals = new KpiTotals(config.battery);
  for (const step of run(config, outlookOf(config, .1))) totals.add(step);
  const kpis = totals.kpis();
  const out = kpis.battery_out_kwh;
  ok(out > 4);
  close(kpis.battery_cycles, out / .95 / 10);
  close(kpis.battery_wear, .2 * out);
  close(kpis.prosumers_net, kpis.prosumers_balance - .2 * out - .95 * .095 * out / .95, 1e-9);
});

Deno.test("without batteries there are no cycles", () => {
  equal(twoHours().battery_cycles, NaN);
  equal(twoHours().battery_wear, 0);
});

Deno.test("energy and its shares, by hand", () => {
  const kpis = twoHours();
  equal(kpis.pv_kwh, 2.5);
  equal(kpis.load_kwh, 6);
  equal(kpis.feasible_kwh, 2.5);
  equal(kpis.p2p_kwh, 2);
  equal(kpis.grid_buy_kwh, 4);
  equal(kpis.grid_sell_kwh, 0.5);
  equal(kpis.household_self_consumption, 0); // all 2.5 of 2.5 kWh are surplus
  // The community takes 1 − 0.5 kWh from the network in hour 0 and 3 in hour 1, and feeds in none.
  close(kpis.self_consumption, (6 - 3.5) / 2.5);
  equal(kpis.not_fed_in, 1);
  equal(kpis.contract_self_consumption, 0.8); // 0.5 of 2.5 were sold to the grid
  equal(kpis.household_self_sufficiency, 0);
  close(kpis.self_sufficiency, 1 - 3.5 / 6);
  close(kpis.contract_self_sufficiency, 1 - 4 / 6);
  equal(kpis.battery_left_kwh, 0);
  close(kpis.p2p_share, 2 / 6);
  equal(kpis.feasible_share, 0.8);
  close(kpis.peak_to_average, 3 / ((0.5 + 3) / 2)); // net import 1 − 0.5 and 3
});

Deno.test("prices, by hand", () => {
  const kpis = twoHours();
  equal(kpis.market_price_min, 0.1);
  close(kpis.market_price_mean, 0.15);
  equal(kpis.market_price_max, 0.2);
  equal(kpis.p2p_price_min, 0.19);
  close(kpis.p2p_price_mean, 0.19);
  equal(kpis.p2p_price_max, 0.19);
  close(kpis.p2p_price_dispersion, 0);
});

Deno.test("welfare, its optimum and its split, by hand", () => {
  const kpis = twoHours();
  // Hour 0: λb = .21, λs = .19, f = .02. 2 kWh across gain .21 · .98 − .19 · 1.02 = .012 each; at best
  // the .5 kWh at home would gain .02 each besides. In hour 1 nobody has anything to sell.
  close(kpis.welfare, 0.024);
  close(kpis.welfare_optimum, 0.034);
  close(kpis.welfare_share, 24 / 34);
  // The buyer gains 2(.21 − .19 · 1.02), the seller 2(.19 · .98 − .19): it loses, bonus left aside.
  close(kpis.buyers_share, 0.0324 / (0.0324 - 0.0076));
  equal(kpis.trades_worse_off, 1);
  equal(kpis.market_operator_balance, 0);
});

Deno.test("the dispersion of prices is that of p/P weighted by energy", () => {
  const totals = new KpiTotals(battery);
  const members = [{ imbalance: 3 }, { imbalance: -3 }];
  // p/P is 0.9 for 1 kWh and 1.1 for 3 kWh: mean 1.05, variance 0.25 · 0.15² + 0.75 · 0.05².
  totals.add(stepOf(members, [[1, 0, 1, 0.18, "P2P"]], 0.2));
  totals.add(stepOf(members, [[1, 0, 3, 0.11, "P2P"]], 0.1));
  close(totals.kpis().p2p_price_dispersion, Math.sqrt(0.0075) / 1.05);
});

Deno.test("money against no community, by hand", () => {
  const kpis = twoHours();
  // Hour 0: member 0 pays 0.36822 + 0.231 in place of 0.63, member 1 gets 0.379848 in place of 0.38.
  close(kpis.community_savings, 0.63 - 0.36822 - 0.231 + 0.379848 - 0.38);
  // The fund pays 0.38 · 1.02 · 0.05 + 0.38 · 0.98 · 0.02 and receives 0.021.
  close(kpis.fund_paid_out, 0.01938 + 0.007448);
  close(kpis.fund_taken_in, 0.021);
  close(kpis.regulator_fund, 0.021 - 0.026828);
  close(kpis.regulator_fund_lowest, 0.021 - 0.026828);
  // Together they gain λb − λs = 2·a·P a kWh and pay the network 2·f·p: 2 · 0.02 − 2 · 0.02 · 0.38.
  close(kpis.community_profit, 0.04 - 0.0152);
  close(kpis.members_worse_off, 1 / 3);
  close(kpis.buyers_gain, 0.462 - 0.36822);
  close(kpis.sellers_gain, -0.000152);
  equal(kpis.buyers_worse_off, 0);
  equal(kpis.sellers_worse_off, 1);
  equal(kpis.p2p_trades, 1);
});

Deno.test("members together, aggregator, network and fund sum to 0", () => {
  const kpis = twoHours();
  const { prosumers_balance, aggregator_balance, network_operator_balance, regulator_fund } = kpis;
  close(prosumers_balance + aggregator_balance + network_operator_balance + regulator_fund, 0);
  close(network_operator_balance, 2 * 0.02 * 0.38);
});

Deno.test("exclusion, budget and scores, by hand", () => {
  const kpis = twoHours();
  equal(kpis.exclusion_rate, 1 / 4);
  equal(kpis.bonus_share, 0.75);
  equal(kpis.p2p_score, 0.8);
  close(kpis.profit_score, 0.0248 / 0.05);
  close(kpis.renewables_score, 2.5 / 6);
  close(kpis.chaos_score, 1 / 8);
});

Deno.test("the worst hour's gap in the books is kept", () => {
  const totals = new KpiTotals(battery);
  const hour = stepOf(sampleMembers, sampleTrades, 0.2);
  totals.add(hour);
  // Sources 2.5 + 1.5 against uses 3 + 0.5; accounts that claim a gap of one millionth.
  const { prosumers, regulatorFund, community } = hour.accounts;
  const gap = { prosumers, regulatorFund, community, closingError: 1e-6 } as unknown as Accounts;
  totals.add({ ...hour, balance: { ...hour.balance, gridBuyKwh: 1.5 }, accounts: gap });
  totals.add(hour);
  close(totals.kpis().energy_closing_error, 0.5 / 4);
  equal(totals.kpis().money_closing_error, 1e-6);
});

/** A member alone with 10 kWh of battery, for a day. */
function alone(settings: { pv: number; initial_soc: number; load?: number }) {
  const config = configOf({
    community: {
      num_prosumers: 1,
      pv_number_range: [20, 20],
      battery_capacity_range: [10],
    },
    battery: { initial_soc: settings.initial_soc },
    load: { annual_kwh_range: [settings.load ?? 2700, settings.load ?? 2700] },
  });
  const totals = new KpiTotals(config.battery);
  const noon = (step: number) => step === 12 ? settings.pv : 0;
  for (const hour of run(config, outlookOf(config, 0.1, noon))) totals.add(hour);
  return totals.kpis();
}

Deno.test("what a full battery held at the start is not the community's own energy", () => {
  const kpis = alone({ pv: 0, initial_soc: 1 });
  ok(kpis.battery_out_kwh > 5 && kpis.grid_buy_kwh < kpis.load_kwh - 5);
  close(kpis.self_sufficiency, 0);
  close(kpis.household_self_sufficiency, 0);
  close(kpis.renewables_score, 0);
  close(kpis.battery_left_kwh, -kpis.battery_out_kwh / 0.95, 1e-9);
  // Nor is the community better off for it where its stock is counted.
  close(kpis.self_sufficiency_stock, 0);
  // By contract it did buy less.
  close(kpis.contract_self_sufficiency, kpis.battery_out_kwh / kpis.load_kwh);
});

Deno.test("a battery that ends as full as it began took nothing from its stock", () => {
  // 5 kW of panels make 2 kWh at noon; nobody uses any. 5 kWh of battery power take all of it.
  const kpis = alone({ pv: 0.4, initial_soc: 0, load: 0 });
  close(kpis.pv_kwh, 2);
  close(kpis.battery_left_kwh, 2 * 0.95);
  equal(kpis.not_fed_in, 1);
  equal(kpis.self_consumption, 0); // stored, not yet used
  equal(kpis.self_sufficiency, NaN);
});

Deno.test("what is left in batteries counts as load that it will serve, less what delivering it loses", () => {
  const kpis = alone({ pv: 2, initial_soc: 0 });
  ok(kpis.battery_left_kwh > .1 && kpis.self_sufficiency > 0);
  close(
    kpis.self_sufficiency_stock - kpis.self_sufficiency,
    .95 * kpis.battery_left_kwh / kpis.load_kwh,
  );
});

Deno.test("what neighbours sell to the grid while others buy from it never leaves the community", () => {
  const totals = new KpiTotals(battery);
  // 2 kWh of surplus and 3 of deficit pass by one another: 1 kWh comes in, none goes out.
  totals.add(
    stepOf([{ imbalance: 3 }, { imbalance: -2 }], [
      [-1, 0, 3, 0.21, "GRID_buy"],
      [1, -1, 2, 0.19, "GRID_sell"],
    ], 0.2),
  );
  // And the other way round: 1 kWh of 4 goes out.
  totals.add(
    stepOf([{ imbalance: 3 }, { imbalance: -4 }], [
      [1, 0, 3, 0.2, "P2P"],
      [1, -1, 1, 0.19, "GRID_sell"],
    ], 0.2),
  );
  const kpis = totals.kpis();
  close(kpis.self_sufficiency, 1 - 1 / 6);
  close(kpis.self_consumption, 5 / 6);
  close(kpis.not_fed_in, 1 - 1 / 6);
  close(kpis.contract_self_sufficiency, 1 - 3 / 6);
  close(kpis.contract_self_consumption, 1 - 3 / 6);
});

Deno.test("imbalances: how much was short and long, and what it cost against the price that came", () => {
  const totals = new KpiTotals(battery);
  // P* = 0.2, a = 5 %, s = 10 %: short pays 0.231, long receives 0.171.
  totals.add(
    stepOf([{ imbalance: 3 }, { imbalance: -2 }], [
      [1, 0, 2, 0.2, "P2P"],
      [-1, 0, 1, 0.21, "GRID_buy"],
      [-1, 0, 0.5, 0.231, "IMB_short"],
      [1, -1, 0.3, 0.171, "IMB_long"],
    ], 0.2),
  );
  const kpis = totals.kpis();
  equal(kpis.imbalance_short_kwh, 0.5);
  equal(kpis.imbalance_long_kwh, 0.3);
  close(kpis.imbalance_cost, 0.5 * 0.031 + 0.3 * 0.029);
  // Alone they would have been off just as much: what they save is the P2P trade's.
  close(kpis.community_savings, 2 * (0.21 - 0.19));
  close(kpis.prosumers_balance, -0.21 - 0.1155 + 0.0513);
  equal(kpis.grid_buy_kwh, 1);
  equal(kpis.grid_sell_kwh, 0);
  equal(kpis.forecast_value, NaN); // takes another run
});

Deno.test("a metered run's shares are of what came", () => {
  // Forecast: no sun. It shone: a community that plans to buy all feeds in.
  const config = configOf({ community: { num_prosumers: 20, battery_capacity_range: [0] } });
  const totals = new KpiTotals(config.battery);
  let [imported, fedIn, pv, load] = [0, 0, 0, 0];
  const outlook = { forecast: valuesOf(config, 0.1, 0), actual: valuesOf(config, 0.1, 0.4) };
  for (const step of run(config, outlook)) {
    totals.add(step);
    const net = step.metered.imbalanceKwh.reduce((sum, kwh) => sum + kwh, 0);
    imported += Math.max(0, net);
    fedIn += Math.max(0, -net);
    pv += step.metered.pvKwh.reduce((sum, kwh) => sum + kwh, 0);
    load += step.metered.loadKwh.reduce((sum, kwh) => sum + kwh, 0);
  }
  const kpis = totals.kpis();
  close(kpis.pv_kwh, pv, 1e-9);
  close(kpis.load_kwh, load, 1e-9);
  close(kpis.self_sufficiency, 1 - imported / load, 1e-9);
  close(kpis.not_fed_in, 1 - fedIn / pv, 1e-9);
  ok(kpis.self_sufficiency > 0.9 && kpis.not_fed_in < 0.9);
});

Deno.test("figures survive run.json, and one that has no meaning is null there", () => {
  const kpis = { ...twoHours(), p2p_price_min: NaN };
  const json = JSON.parse(JSON.stringify(kpisJson(kpis)));
  equal(json.p2p_price_min, null);
  deepEqual(kpisFromJson(json), kpis);
  deepEqual(Object.keys(json), [...kpiNames]);
  ok(Object.values(kpisFromJson(undefined)).every(Number.isNaN));
});

Deno.test("a run of no hours has no figures", () => {
  throws(() => new KpiTotals(battery).kpis(), RangeError);
});

Deno.test("without PV there is no share of it, no P2P price and nothing to score", () => {
  const totals = new KpiTotals(battery);
  const config = configOf({ community: { num_prosumers: 5 } });
  for (const hour of run(config, outlookOf(config))) totals.add(hour);
  const kpis = totals.kpis();
  const undefinedOnes = kpiNames.filter((name) => Number.isNaN(kpis[name]));
  deepEqual(undefinedOnes, [
    "household_self_consumption",
    "self_consumption",
    "not_fed_in",
    "contract_self_consumption",
    "feasible_share",
    "p2p_price_min",
    "p2p_price_mean",
    "p2p_price_max",
    "p2p_price_dispersion",
    "buyers_worse_off",
    "sellers_worse_off",
    "trades_worse_off",
    "welfare_share",
    "buyers_share",
    "forecast_value", // takes another run
    "shared_kwh", // no community by law
    "injected_kwh",
    "shared_share",
    "cer_premium",
    "cer_refund",
    "social_purposes",
    "p2p_score",
    "profit_score",
  ]);
  equal(kpis.chaos_score, 0);
  equal(kpis.renewables_score, 0);
});

Deno.test("every figure has a definition, and a column name of small letters", () => {
  for (const [name, { formula }] of Object.entries(kpiDefinitions)) {
    ok(/^[a-z0-9_]+$/.test(name) && formula.length > 5, name);
  }
});

Deno.test("Gini: equal gains 0, one who has all (n − 1)/n, a textbook case", () => {
  close(gini([3, 3, 3, 3]), 0);
  close(gini([0, 0, 0, 0, 7]), 0.8);
  close(gini([4, 1, 3, 2]), 0.25); // Σ Σ |xᵢ − xⱼ| = 20, over 2 · 4 · 10
  close(gini([1, -1]), 0.5); // a gain and a loss: 4 over 2 · 2 · 2
  equal(gini([0, 0]), NaN);
  equal(gini([]), NaN);
});

Deno.test("Gini is that of all pairs, within 0 … 1, and knows no unit", () => {
  const gains = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 20 })
    .filter((values) => values.some((value) => value !== 0));
  fc.assert(fc.property(gains, (values) => {
    let pairs = 0;
    for (const a of values) for (const b of values) pairs += Math.abs(a - b);
    const absolute = values.reduce((sum, value) => sum + Math.abs(value), 0);
    close(gini(values), pairs / (2 * values.length * absolute));
    close(gini(values.map((value) => 3 * value)), gini(values));
    ok(gini(values) >= 0 && gini(values) <= 1);
  }));
});

Deno.test("Jain: k equal gains of n make k/n", () => {
  close(jain([2, 2, 2]), 1);
  close(jain([9, 0, 0, 0]), 0.25);
  close(jain([1, 1, 0, 0, 0]), 0.4);
  equal(jain([0, 0]), NaN);
});

Deno.test("Jain is undefined where some gain and some lose, and a 0 is neither", () => {
  equal(jain([3, -1]), NaN);
  equal(jain([1, 1, 1, -1e-6]), NaN);
  close(jain([-2, -2]), 1);
  close(jain([-5, 0]), 0.5);
  close(jain([5, 0]), 0.5);
});

Deno.test("scores keep within 0 … 1", () => {
  equal(profitScore(-3, 2), 0);
  equal(profitScore(3, 2), 1);
  equal(profitScore(-1e-17, 0), NaN);
  equal(p2pScore(1, 4), 0.25);
  equal(p2pScore(0, 0), NaN);
  equal(renewablesScore(0.75), 0.75);
  equal(renewablesScore(-0.1), 0);
  equal(renewablesScore(NaN), NaN);
  equal(chaosScore(NaN, 0.5), 0.25);
  equal(chaosScore(1, 0), 0.25); // ½ · 1/2
  equal(chaosScore(1, 1), 0.75);
});
