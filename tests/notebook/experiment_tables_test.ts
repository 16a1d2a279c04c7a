import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { comparisonOf } from "lib/experiment/mod.ts";
import { parseConfig } from "lib/config/mod.ts";
import * as notebook from "lib/notebook/mod.ts";
import { experimentByHand } from "../made/experiment_by_hand.ts";

const results = experimentByHand({
  none: {},
  p2p: { p2p_share: 0.2, prosumers_balance: -1 },
  profit: { p2p_share: 0.0001 },
});

Deno.test("means stand by level, shares in per cent, each with its unit", () => {
  const { titles, cells } = notebook.meansTable(results, ["p2p_share", "load_kwh"]);
  deepEqual(titles, ["Policy", "P2P share, %", "Load, kWh"]);
  deepEqual(cells.map(([name]) => name), ["none", "p2p", "profit"]);
  deepEqual(cells[0], ["none", "53.00", "0.53"]);
});

Deno.test("changes are against the first, and say where they may be chance", () => {
  const { titles, cells } = notebook.changesTable(results, ["p2p_share", "prosumers_balance"], 1);
  deepEqual(titles, ["Against none", "P2P share, %", "Prosumers' balance, €"]);
  deepEqual(cells.map(([name]) => name), ["p2p", "profit"]);
  const { low, high } = comparisonOf(results, 1, "p2p_share").difference;
  equal(cells[0][1], `20.0 ± ${(100 * (high - low) / 2).toFixed(1)}`);
  match(cells[0][2], /^-1\.0 ± 0\.\d$/);
  match(cells[1][1], /\(n\.s\.\)$/);
  const same = { ...results, kpis: results.kpis.map(() => results.kpis[0]) };
  deepEqual(notebook.changesTable(same, ["p2p_share"]).cells[0], ["p2p", "0"]);
});

Deno.test("a mean is found by the levels of its variant", () => {
  ok(Math.abs(notebook.meanWhere(results, { policy: "p2p" }, "p2p_share") - 0.73) < 1e-12);
});

Deno.test("the source tells how many communities, of whom, on how many days", () => {
  const config = parseConfig("{}");
  const header = { ...results.header, data: ["the sample"] };
  const oneDay = notebook.experimentSource({ ...results, header }, config);
  equal(
    oneDay,
    "Own simulation: 5 communities of 100 prosumers over 24 hours from 2025-08-15. " +
      "Data: the sample.",
  );
  const dates = ["2025-01-01", "2025-02-01"];
  const days = notebook.experimentSource({ ...results, header: { ...header, dates } }, config);
  match(days, /5 communities of 100 prosumers on each of 2 days/);
  const real = parseConfig("{}", { "community.members": "members/roster.csv" });
  match(notebook.experimentSource({ ...results, header }, real), /of the roster's members over/);
});

Deno.test("a league's table stars a lead beyond chance, and only that", () => {
  const league = experimentByHand({ mid: {}, cda: { welfare_share: 0.3 }, mmr: {} });
  const { cells } = notebook.leagueTable(league);
  const welfare = cells.find(([figure]) => figure === "Welfare share")!;
  deepEqual([welfare[1], welfare.at(-1)], ["cda", "★"]);
  const savings = cells.find(([figure]) => figure === "Community's savings")!;
  equal(savings.at(-1), "");
});

Deno.test("a grid holds every combination on the project's configuration", () => {
  const { name, factors, variants } = notebook.projectGrid(
    { "grid.network_fee": [0, 0.02], "market.clearing": ["mid", "cda"] },
    { "community.num_prosumers": 7 },
  );
  equal(name, "sweep");
  deepEqual(factors, ["grid.network_fee", "market.clearing"]);
  deepEqual(variants.map(({ config }) => [config.grid.network_fee, config.market.clearing]), [
    [0, "mid"],
    [0, "cda"],
    [0.02, "mid"],
    [0.02, "cda"],
  ]);
  ok(variants.every(({ config }) => config.community.num_prosumers === 7));
});

Deno.test("a figure that there is not is refused wherever it is asked for, what is alike named", () => {
  const unknown = "p2p_shares" as "p2p_share";
  const asking = [
    () => notebook.meansTable(results, [unknown]),
    () => notebook.changesTable(results, [unknown]),
    () => notebook.meansOf(results, unknown),
    () => notebook.effectsOf(results, unknown),
    () => comparisonOf(results, 1, unknown),
    () => notebook.kpiTable(notebook.meanKpis(results), [unknown]),
  ];
  for (const ask of asking) throws(ask, /no key figure "p2p_shares"; like it are p2p_kwh, p2p_sh/);
});
