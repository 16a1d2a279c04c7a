import { deepEqual, equal, ok } from "node:assert/strict";
import * as notebook from "lib/notebook/mod.ts";
import { namedPolicies } from "lib/config/mod.ts";
import { experimentByHand } from "../made/experiment_by_hand.ts";

const results = experimentByHand({
  none: {},
  p2p: { p2p_share: 0.2, p2p_score: 0.2, prosumers_balance: -1, regulator_fund: 1 },
  profit: { p2p_share: 0.1 },
});

Deno.test("effects are against the first variant, in pairs", () => {
  const effects = notebook.effectsOf(results, "p2p_share", 100);
  deepEqual(effects.map(({ name }) => name), ["p2p, n = 5", "profit, n = 5"]);
  ok(Math.abs(effects[0].mean - 20) < 1e-9);
  ok(effects[0].low > 19 && effects[0].high < 21);
});

Deno.test("means stand by variant, for all figures", () => {
  const means = notebook.meansOf(results, "p2p_share");
  ok(Math.abs(means[0] - 0.53) < 1e-12 && Math.abs(means[2] - 0.63) < 1e-12);
  const kpis = notebook.meanKpis(results);
  deepEqual(Object.keys(kpis), ["none", "p2p", "profit"]);
  equal(kpis.profit.p2p_share, means[2]);
});

Deno.test("a star is the leader's alone, where its lead is beyond chance", () => {
  const { cells } = notebook.scoreTable(results, ["p2p_score", "chaos_score"]);
  deepEqual(cells.map((row) => row[1].includes("★")), [false, true, false]);
  ok(cells.every((row) => !row[2].includes("★")), "all alike: no star");
  const leaders = notebook.leaderTable(results, ["p2p_score"]).cells;
  deepEqual([leaders[0][1], leaders[0].at(-1)], ["p2p", "★"]);
});

Deno.test("an estimate carries half its interval, and says where it may be nothing", () => {
  const interval = { count: 5, mean: 0.012, low: 0.01, high: 0.014 };
  equal(notebook.plusMinus(interval, 1, 100), "1.2 ± 0.2");
  equal(notebook.plusMinus({ ...interval, low: -0.01 }, 3), "0.012 ± 0.012 (n.s.)");
  equal(notebook.plusMinus(interval, 1, -100), "-1.2 ± 0.2");
});

Deno.test("what one loses others get", () => {
  const moved = notebook.movedBalances(results).filter(({ stack }) => stack === "p2p");
  deepEqual(moved.map(({ part }) => part), [
    "Prosumers",
    "Regulator's fund",
    "Aggregator",
    "Network operator",
  ]);
  ok(Math.abs(moved[0].value + 1) < 0.01 && Math.abs(moved[1].value - 1) < 0.01);
});

Deno.test("policies are told by what they do", () => {
  const { cells } = notebook.policyTable(namedPolicies);
  deepEqual(cells.map(([name]) => name), Object.keys(namedPolicies));
  const none = cells.find(([name]) => name === "none")!;
  deepEqual(none.slice(1), ["none", "none", "nobody", "yes"]);
});
