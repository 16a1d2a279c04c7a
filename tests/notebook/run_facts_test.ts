import { equal, match } from "node:assert/strict";
import { parseConfig } from "lib/mod.ts";
import { prose, runFacts } from "lib/notebook/mod.ts";
import { handResults } from "../made/hand_results.ts";

Deno.test("a run's facts say who took part and how it ended", () => {
  const results = handResults();
  results.community.pvCapacityKw.set([3, 0]);
  results.community.batteryCapacityKwh.set([0, 10]);
  const facts = runFacts(results);
  equal(facts.prosumers, 2);
  equal(facts.hours, 24);
  equal(facts.with_panels, 1);
  equal(facts.panels_kw, 3);
  equal(facts.with_battery, 1);
  equal(facts.batteries_kwh, 10);
  equal(facts.in_plus, 1);
  equal(facts.best_balance, "0.57\u00A0€");
  equal(facts.worst_balance, "−2.61\u00A0€");
  equal(facts.aggregator_fee, "10\u00A0%");
  equal(facts.transactions, 27);
  equal(facts.bonus_tiers, "×1.02 from the 1st, ×1.05 from the 5th, ×1.10 from the 10th");
  // 0.10 €/kWh among neighbours while the aggregator asked 0.11.
  equal(facts.p2p_price_against_grid, "9\u00A0% below what the aggregator asked");
});

Deno.test("the busiest miner is the one with the most blocks, the lower number on ties", () => {
  const race = (winner: number | null) => ({ powers: [1, 1, 1], winner, pending: 1 });
  const races = [race(3), race(2), race(2), race(3), race(null)];
  const facts = runFacts({ ...handResults(), races });
  equal(facts.blocks, 4);
  equal(facts.chain_blocks, 5);
  equal(facts.most_blocks, "nodes 2 and 3 made the most blocks, 2 each");
  equal(facts.busiest_miner, 2);
  equal(facts.busiest_miner_blocks, 2);
  const alone = runFacts({ ...handResults(), races: races.slice(1) });
  equal(alone.most_blocks, "node 2 made the most blocks, 2");
  const none = runFacts({ ...handResults(), races: [race(null)] });
  equal(prose("{blocks} by {busiest_miner}", none).markdown, "0 by –");
  equal(none.most_blocks, "no node made a block");
});

Deno.test("shares of the trades are said as one says them at the ends", () => {
  const said = (share: number) => {
    const results = handResults();
    const kpis = { ...results.kpis, buyers_worse_off: share };
    return runFacts({ ...results, kpis }).trades_buyer_worse;
  };
  equal(said(0), "none of the trades");
  equal(said(NaN), "none of the trades");
  equal(said(0.004), "less than 1\u00A0% of the trades");
  equal(said(0.25), "25\u00A0% of the trades");
  equal(said(0.996), "more than 99\u00A0% of the trades");
  equal(said(1), "all trades");
});

Deno.test("prices of the grid and what is untried follow the settings", () => {
  const factsOf = (settings: Record<string, unknown>) =>
    runFacts({ ...handResults(), config: parseConfig("{}", settings) });
  equal(
    factsOf({ "grid.aggregator_fee": 0.07 }).grid_prices,
    "price of the market ±\u00A07\u00A0%",
  );
  const retail = factsOf({
    date: "2024-06-01",
    "grid.tariff": "retail",
    "grid.tariff_year": 2023,
  });
  match(String(retail.grid_prices), /what a home paid in 2023, taxes included/);
  match(String(retail.untried), /`outside-option`.*`schedule`.* and real members and meters$/);
  equal(retail.origin, "drawn with seed 42");
  const real = factsOf({
    "community.members": "members/roster.csv",
    "battery.strategy": "schedule",
    "market.bidding.strategy": "outside-option",
  });
  equal(real.untried, "quotes by habit (`price-band`) and other days of these members");
  equal(real.origin, "from a roster");
});

Deno.test("of many neighbourhoods the first are named", () => {
  const named = (neighbourhoodNames: string[]) => {
    const results = handResults();
    return runFacts({ ...results, community: { ...results.community, neighbourhoodNames } })
      .neighbourhood_names;
  };
  equal(named(["Cit_Turin"]), "Cit Turin");
  equal(named(["A", "B", "C", "D", "E", "F"]), "A, B, C, D, E and F");
  equal(named(["A", "B", "C", "D", "E", "F", "G"]), "A, B, C, D, E and 2 more");
});
