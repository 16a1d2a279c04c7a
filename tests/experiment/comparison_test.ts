import {
  deepStrictEqual as deepEqual,
  doesNotMatch,
  match,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { parseArguments } from "../../lib/cli/arguments.ts";
import { cellsText, comparisonText } from "../../lib/cli/experiment/comparison_text.ts";
import { sweepCommand } from "../../lib/cli/commands/sweep/sweep.ts";
import { comparisonOf, scoreVariants, valuesByDraw } from "../../lib/experiment/comparison.ts";
import { headerOf } from "../../lib/experiment/experiment.ts";
import type { ExperimentResults } from "../../lib/experiment/results.ts";
import { unpackKpis } from "../../lib/experiment/outcome.ts";
import { comparisonTable, csvOf, runsTable } from "../../lib/experiment/tables.ts";
import { InputError } from "../../lib/input_error.ts";
import { kpiNames } from "../../lib/results/kpi_definitions.ts";
import { silent } from "../../lib/progress.ts";
import { close, configOf } from "../made/fixtures.ts";
import { smallComparison } from "../made/experiment_setup.ts";

const experiment = smallComparison(["none", "p2p"]);

/** Two policies on three seeds with figures made up: all are 1, 2, 4 under none, 2, 4, 9 under p2p. */
function madeUp(): ExperimentResults {
  const values = [1, 2, 2, 4, 4, 9];
  const kpis = values.map((value) => unpackKpis(kpiNames.map(() => value)));
  return { header: headerOf(experiment), kpis };
}

Deno.test("a variant's values are its own, seed by seed", () => {
  deepEqual(valuesByDraw(madeUp(), 0, "p2p_share"), [1, 2, 4]);
  deepEqual(valuesByDraw(madeUp(), 1, "p2p_share"), [2, 4, 9]);
});

Deno.test("differences are taken within a seed, by hand", () => {
  const { value, difference } = comparisonOf(madeUp(), 1, "p2p_share");
  equal(value.mean, 5);
  // Differences 1, 2, 5: mean 8/3, s = √(13/3), t(2) = 4.302653.
  close(difference.mean, 8 / 3);
  close(difference.high - difference.mean, 4.302652729749462 * Math.sqrt(13 / 9), 1e-10);
  const { difference: own } = comparisonOf(madeUp(), 0, "p2p_share");
  deepEqual([own.mean, own.low, own.high], [0, 0, 0]);
});

Deno.test("scores have a row per policy and objective", () => {
  const rows = scoreVariants(madeUp());
  deepEqual(rows.map(({ variant, objective }) => `${variant} ${objective}`), [
    "0 p2p",
    "0 profit",
    "0 renewables",
    "0 chaos",
    "1 p2p",
    "1 profit",
    "1 renewables",
    "1 chaos",
  ]);
  deepEqual([rows[0].score.mean, rows[4].score.mean], [7 / 3, 5]);
});

Deno.test("tables have a row per policy and figure, and per run", () => {
  const table = comparisonTable(madeUp());
  equal(table.rows.length, 2 * kpiNames.length);
  deepEqual(table.rows[0].slice(0, 5), ["none", "pv_kwh", "kWh", 3, 7 / 3]);
  const runs = runsTable(madeUp());
  deepEqual(runs.rows.map((row) => row.slice(0, 3)), [
    ["none", 7, 1],
    ["p2p", 7, 2],
    ["none", 8, 2],
    ["p2p", 8, 4],
    ["none", 9, 4],
    ["p2p", 9, 9],
  ]);
  for (const { columns, rows } of [table, runs]) {
    ok(rows.every((row) => row.length === columns.length));
  }
});

Deno.test("in CSV what is no number is an empty cell, and commas are quoted", () => {
  equal(
    csvOf({ columns: ["a", "b"], rows: [['{"x":1,"y":2}', NaN], ["p", 0.1]] }),
    'a,b\n"{""x"":1,""y"":2}",\np,0.1\n',
  );
});

Deno.test("the text tells policies, scores, losses and the effect on P2P trade", () => {
  const text = comparisonText(experiment.variants[0].config, madeUp());
  match(text, /^2025-08-15: 3 communities of 12 prosumers, 24 hours, outside-option bids, made up/);
  match(text, /P2P share +2\.3333 +5\.0000/);
  match(text, /P2P share +\+2\.6667 ± 5\.1711 \(3\)/);
  match(text, /Score 0 … 1, by objective +p2p +profit +renewables +chaos/);
  match(text, /none: of 7 P2P trades, 21 left the buyer/); // 1·1 + 2·2 + 4·4
  match(text, /percentage points: p2p \+266\.67 ± 517\.11 \(3 pairs\)/);
});

Deno.test("the text says when no bonus can change what peers trade", () => {
  const note = /no bonus or penalty can change/;
  const text = (bidding: object) => comparisonText(configOf({ market: { bidding } }), madeUp());
  match(text({}), note);
  match(text({ buyer_band: [0.9, 1], seller_band: [0.8, 0.9] }), note);
  doesNotMatch(text({ buyer_band: [0.8, 1.1] }), note);
  doesNotMatch(text({ strategy: "outside-option" }), note);
});

Deno.test("a single policy is compared to nothing", () => {
  const single = smallComparison(["p2p"]);
  const noTrade = kpiNames.map((name) => name === "p2p_trades" ? 0 : NaN);
  const kpis = single.seeds.map(() => unpackKpis(noTrade));
  const text = comparisonText(single.variants[0].config, { header: headerOf(single), kpis });
  ok(!text.includes("Difference") && !text.includes("percentage points"));
  ok(!text.includes("NaN"));
});

/** Two policies on four seeds: p2p scores more by about 0.1, all else is equal; one seed is unknown. */
function clearCut(gain: readonly number[]): ExperimentResults {
  const four = smallComparison(["none", "p2p"], { seeds: 4 });
  const kpis = gain.flatMap((more) =>
    [0, more].map((step) =>
      unpackKpis(kpiNames.map((name) => name === "p2p_score" ? 0.5 + step : 0.25))
    )
  );
  return { header: headerOf(four), kpis };
}

Deno.test("only a score that leads by more than chance has a star, and says by how much", () => {
  const config = experiment.variants[0].config;
  const clear = comparisonText(config, clearCut([0.1, 0.11, 0.1, 0.09]));
  match(clear, /\nnone +0\.5000 +0\.2500 +0\.2500 +0\.2500\n/);
  match(clear, /\np2p +0\.6000 ★ +0\.2500 +0\.2500 +0\.2500\n/);
  // Differences .1 .11 .1 .09: s = √(2/3)/100, t(3) = 3.18245, ± 3.18245·s/2.
  match(clear, /\n★ p2p: p2p before none by 0\.1000 ± 0\.0130 \(4 pairs\), p < 0\.001\n/);
  match(clear, /\n {2}chaos: none before p2p by 0\.0000 ± 0\.0000 \(4 pairs\), p = 1\.000\n/);
  const chance = comparisonText(config, clearCut([0.9, -0.5, 0.1, -0.09]));
  doesNotMatch(chance, /\d ★/);
  match(chance, /\n {2}p2p: p2p before none by /);
  const gap = comparisonText(config, clearCut([0.1, 0.11, NaN, 0.09]));
  match(gap, /\n★ p2p: p2p before none by .* \(3 pairs\), p = 0\.00\d\n/);
});

Deno.test("a difference names the seeds in which both variants have the figure", () => {
  const { columns, rows } = comparisonTable(clearCut([0.1, 0.11, NaN, 0.09]));
  const [seeds, pairs] = ["n", "difference_n"].map((name) => columns.indexOf(name));
  const ofPolicy = rows.filter((row) => row[0] === "p2p");
  const counts = (kpi: string) => ofPolicy.filter((row) => row[1] === kpi).map((row) => row[pairs]);
  deepEqual(counts("p2p_score"), [3]);
  deepEqual(counts("chaos_score"), [4]);
  ok(rows.every((row) => Number(row[pairs]) <= Number(row[seeds])));
});

Deno.test("cells show the figures asked for", () => {
  const text = cellsText(madeUp(), ["feasible_kwh"]);
  match(text, /policy +Tradable at most, kWh/);
  match(text, /p2p +5\.0000 ± 8\.95/);
});

/** What sweep prints. */
async function sweep(...words: string[]): Promise<string> {
  const lines: string[] = [];
  const terminal = { print: (text: string) => lines.push(text), progress: silent };
  await sweepCommand.run(parseArguments(sweepCommand, words), terminal);
  return lines.join("\n");
}

Deno.test("sweep says what it needs", async () => {
  await rejects(sweep(), /at least one --grid/);
  await rejects(sweep("join", "a"), /no "sweep join"/);
  await rejects(sweep("--grid", "hours=24", "--kpi", "luck"), /no figure "luck"/);
  await rejects(sweep("--grid", "hours=24", "--seeds", "0"), InputError);
  await rejects(
    sweep("--grid", "hours=24", "--seeds", "1000001"),
    /at most 1000000, found 1000001/,
  );
  for (const chunks of ["0", "-1", "101"]) {
    const words = ["--grid", "hours=24,25", "--seeds", "50", `--chunks=${chunks}`];
    await rejects(sweep(...words), /--chunks must be from 1 to the number of runs, 100, found/);
  }
});
