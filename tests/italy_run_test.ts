import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import type { Config } from "../lib/config/settings.ts";
import { worldNames, worldVariants } from "../lib/experiment/mod.ts";
import { perfect } from "../lib/forecast/outlook.ts";
import { sum } from "../lib/mean.ts";
import { type Kpis, KpiTotals } from "../lib/results/mod.ts";
import { MemberTotals } from "../lib/results/member_records.ts";
import { setUp } from "../lib/run/setup.ts";
import { simulate } from "../lib/simulation.ts";
import { close, configOf } from "./made/fixtures.ts";
import { madeOutlook } from "./made/results.ts";

const CLOUDS = 0.3;

function retail(changed: object = {}): Config {
  return configOf({
    date: "2023-06-29",
    hours: 72,
    community: { num_prosumers: 12 },
    grid: { tariff: "retail" },
    market: { bidding: { strategy: "outside-option" } },
    cer: {},
    ...changed,
  });
}

function played(config: Config, outlook = madeOutlook(config, CLOUDS)) {
  const { members, loads, rules } = setUp(config);
  const totals = new KpiTotals(config.battery);
  const rows = new MemberTotals(members);
  for (const step of simulate(members, loads, outlook, rules)) {
    totals.add(step);
    rows.add(step);
  }
  return { kpis: totals.kpis(), rows: [...rows.rows()].map((row) => row.map(String)) };
}

function outside(kpis: Kpis): number {
  return kpis.supplier_balance + kpis.distributor_balance + kpis.state_balance +
    kpis.gse_balance + kpis.aggregator_balance + kpis.network_operator_balance +
    kpis.regulator_fund + kpis.market_operator_balance;
}

Deno.test("over a run with a month's end, what members have and all others have is nothing", () => {
  for (
    const [changed, clouds] of [[{}, CLOUDS], [{ step_minutes: 15 }, CLOUDS], [{}, 0]] as const
  ) {
    const config = retail(changed);
    const { kpis } = played(config, madeOutlook(config, clouds));
    close(kpis.members_money + outside(kpis), 0, 1e-8);
    ok(kpis.money_closing_error < 1e-9);
    ok(kpis.supplier_balance > 0 && kpis.distributor_balance > 0 && kpis.state_balance > 0);
    ok(kpis.shared_kwh > 0 && kpis.incentive_balance > 0);
    close(kpis.incentive_balance, kpis.cer_premium + kpis.cer_refund, 1e-9);
  }
});

Deno.test("the aggregator keeps the spread of imbalances alone: it passes all else on", () => {
  const foreseen = retail({ regulator: { grid_penalty_policy: {} } });
  const { kpis } = played(foreseen, perfect(madeOutlook(foreseen, CLOUDS)));
  close(kpis.aggregator_balance, 0, 1e-9);
  ok(played(retail()).kpis.aggregator_balance > 0.1);
});

Deno.test("the incentive asks meters alone: with greedy batteries market, bids and regulator leave it", () => {
  const [first, ...others] = [
    {},
    { market: { clearing: "none" } },
    { market: { clearing: "mmr" } },
    { regulator: { objective: "chaos" } },
    { grid: { tariff: "wholesale" } },
  ].map((changed) => played(retail({ battery: { strategy: "greedy" }, ...changed })).kpis);
  for (const kpis of others) close(kpis.incentive_balance, first.incentive_balance, 1e-9);
});

Deno.test("batteries that plan do so with penalties and bonuses: there the regulator does change it", () => {
  const under = (objective: string) =>
    played(retail({ battery: { strategy: "schedule" }, regulator: { objective } })).kpis;
  const [none, chaos] = ["p2p", "chaos"].map(under);
  ok(Math.abs(chaos.incentive_balance - none.incentive_balance) > 1e-3);
});

Deno.test("alone is what members have without market and regulator", () => {
  const config = retail();
  const { kpis } = played(config);
  const worlds = Object.fromEntries(
    worldVariants(config, worldNames).map(({ levels, config }) => [
      levels.world,
      played(config).kpis,
    ]),
  );
  deepEqual(Object.keys(worlds), ["alone", "market", "unregulated", "cer", "both"]);
  close(worlds.alone.members_money, kpis.alone_money, 1e-9);
  close(worlds.alone.community_savings, 0, 1e-9);
  close(worlds.cer.members_money, kpis.alone_money + kpis.incentive_balance, 1e-9);
  close(worlds.market.members_money, kpis.alone_money + kpis.community_savings, 1e-9);
  close(worlds.both.members_money, kpis.members_money, 1e-9);
  ok(worlds.unregulated.community_savings > 0);
});

Deno.test("at retail nobody who bids by its outside option loses by a trade, at member-specific prices", () => {
  const config = retail({
    regulator: { p2p_bonus_policy: {}, grid_penalty_policy: {} },
    grid: { tariff: "retail", network_fee: 0 },
  });
  const { kpis } = played(config);
  ok(kpis.p2p_trades > 20);
  equal(kpis.trades_worse_off, 0);
  ok(kpis.welfare > 0 && kpis.welfare_share > 0.3 && kpis.welfare_share <= 1 + 1e-9);
  // By the trades alone; what a month's excise sets right could take some of it from a member.
  ok(kpis.community_savings > 0);
});

Deno.test("members.csv adds up to the figures of the run", () => {
  const { kpis, rows } = played(retail());
  const column = (at: number) => sum(rows.map((row) => Number(row[at])));
  // id 0, money_balance 14, contract_kw 15, kind 16, primary_substation 17, imported 18 …
  const [imported, exported, taken, given, paid, received, bill, alone, , market, cer] = Array
    .from({ length: 11 }, (_, i) => column(18 + i));
  close(exported, kpis.injected_kwh, 1e-9);
  ok(imported > taken);
  close(taken, kpis.shared_kwh, 1e-9);
  close(given, kpis.shared_kwh, 1e-9);
  close(received - paid, kpis.members_money, 1e-9);
  close(bill, kpis.bills_balance, 1e-9);
  close(alone, kpis.alone_money, 1e-9);
  close(market, kpis.community_savings, 1e-9);
  close(cer, kpis.incentive_balance, 1e-9);
  deepEqual(new Set(rows.map((row) => row[16])), new Set(["household"]));
});

Deno.test("metered, panels and battery gain nothing to who has none, and do gain to who has them", () => {
  for (const tariff of ["wholesale", "retail"]) {
    const of = (community: object) => {
      const config = retail({ community: { num_prosumers: 5, ...community }, grid: { tariff } });
      const { kpis, rows } = played(config);
      ok(kpis.imbalance_short_kwh > 1 && kpis.imbalance_long_kwh > 1);
      return rows.map((row) => Number(row[26]));
    };
    const without = of({ pv_number_range: [0, 0], battery_capacity_range: [0] });
    for (const eur of without) close(eur, 0, 1e-9);
    for (const eur of of({ pv_number_range: [8, 8] })) ok(eur > 1);
  }
});

Deno.test("by hand: without its panels a member contracts the load that it expects, and is off by the rest", () => {
  const config = retail({ community: { num_prosumers: 3 }, grid: { tariff: "wholesale" } });
  const { members, loads, rules } = setUp(config);
  const rows = new MemberTotals(members);
  const without = [0, 0, 0];
  for (const step of simulate(members, loads, madeOutlook(config, CLOUDS), rules)) {
    rows.add(step);
    for (let i = 0; i < 3; i++) {
      const [expected, came] = [step.planned.loadKwh[i], step.metered.loadKwh[i]];
      const [λb, λs] = [step.actualPrice * 1.05, step.actualPrice * 0.95];
      without[i] -= expected * step.marketPrice * 1.05 +
        (came > expected ? (came - expected) * λb * 1.1 : (came - expected) * λs * 0.9);
    }
  }
  [...rows.rows()].forEach((row, i) => close(Number(row[25]) - Number(row[26]), without[i], 1e-9));
});
