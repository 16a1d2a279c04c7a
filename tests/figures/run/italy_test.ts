import { deepStrictEqual as deepEqual, match, ok } from "node:assert/strict";
import { cashFlowFigure, cashFlows, memberWorldsFigure } from "lib/figures/mod.ts";
import { type Kpis, kpisFromJson, readResults } from "lib/results/mod.ts";
import { sum } from "lib/mean.ts";
import { close } from "../../made/fixtures.ts";
import { writeMadeResults } from "../../made/results.ts";

/**
 * A year by hand: the supplier got 100 €, the distributor 30, the state 40, of which 6 are of the premium
 * and for social purposes; GSE paid 20 for energy, 5 for its guaranteed price, 26 of premium, 2 of refund.
 */
const byHand = kpisFromJson({
  supplier_balance: 100,
  distributor_balance: 30,
  state_balance: 46,
  gse_balance: -53,
  aggregator_balance: 3,
  network_operator_balance: 1,
  regulator_fund: 2,
  market_operator_balance: 0,
  incentive_balance: 22,
  cer_premium: 26,
  cer_refund: 2,
  social_purposes: 6,
  guaranteed_price: 5,
  members_money: -129,
});

const flowsOf = (kpis: Kpis) =>
  Object.fromEntries(cashFlows(kpis).map(({ party, eur }) => [party, eur]));

Deno.test("the cash flow by source, by hand, with premium left over for social purposes", () => {
  deepEqual(flowsOf(byHand), {
    "Supplier: energy, dispatching, sale": -100,
    "Distributor: network": -30,
    "State: system charges, excise, VAT": -40,
    "Aggregator": -3,
    "Network operator: fees of trades": -1,
    "Regulator and market operator": -2,
    "GSE: energy fed in": 20,
    "GSE: guaranteed price": 5,
    "GSE: premium on energy shared": 26,
    "GSE: refund of transmission": 2,
    "Social purposes, of the premium": -6,
  });
  close(sum(cashFlows(byHand).map(({ eur }) => eur)), byHand.members_money);
});

Deno.test("without an incentive GSE pays for energy alone", () => {
  const flows = flowsOf({
    ...byHand,
    gse_balance: -25,
    state_balance: 40,
    cer_premium: NaN,
    cer_refund: NaN,
    social_purposes: NaN,
  });
  deepEqual(flows["GSE: energy fed in"], 20);
  ok(Object.values(flows).every(Number.isFinite));
});

Deno.test("of a run, flows sum to the members' money, and both figures say it", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await writeMadeResults(folder, {
      date: "2023-06-01",
      hours: 24,
      "blockchain.difficulty": 0,
      "community.num_prosumers": 12,
      "grid.tariff": "retail",
      "cer.area": "north",
    }, 0.3);
    const results = await readResults(folder);
    const { kpis, worlds } = results;
    close(sum(cashFlows(kpis).map(({ eur }) => eur)), kpis.members_money, 1e-9);
    const cash = cashFlowFigure(results);
    match(cash.svg, /Together the members (paid|got) [0-9.,]+ €/);
    match(cash.svg, /GSE: premium on energy shared/);
    const benefits = memberWorldsFigure(results);
    const median = Array.from(worlds.benefitCer).sort((a, b) => a - b).slice(5, 7);
    match(benefits.svg, new RegExp(`the incentive ${((median[0] + median[1]) / 2).toFixed(2)} €`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
