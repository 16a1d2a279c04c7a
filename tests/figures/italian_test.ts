import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import type { ExperimentResults } from "lib/experiment/results.ts";
import { doubleSpendFigure } from "lib/figures/chain/double_spend.ts";
import { forksFigure } from "lib/figures/chain/forks.ts";
import { sharesWonFigure } from "lib/figures/chain/shares_won.ts";
import { triesByDifficultyFigure } from "lib/figures/chain/tries.ts";
import { inEdition } from "lib/figures/edition/edition.ts";
import {
  batteryDayFigure,
  strategyExchangeFigure,
} from "lib/figures/experiment/battery_strategies.ts";
import { forecastValueFigure } from "lib/figures/experiment/forecast_value.ts";
import { marketLeagueFigure } from "lib/figures/experiment/market_league.ts";
import {
  policyComparisonFigure,
  worldComparisonFigure,
} from "lib/figures/experiment/policy_comparison.ts";
import { scalingFigure } from "lib/figures/experiment/scaling.ts";
import { experimentSource } from "lib/figures/experiment/source.ts";
import type { Figure } from "lib/figures/parts/figure.ts";
import { reportHtml } from "lib/figures/report/report.ts";
import { runFigures } from "lib/figures/run/run_figures.ts";
import { checkFigure } from "../made/checked_figure.ts";
import { experimentByHand } from "../made/experiment_by_hand.ts";
import { madeResults } from "../made/run_kinds.ts";
import { textBoxes } from "../made/figure_text.ts";
import { sameWords } from "../made/words.ts";

const NAMES =
  "hour-ahead perfect persistence trained greedy schedule alpha beta gamma delta Rosenfeld " +
  "Holm formula hash made for a test Nakamoto Gini Luthander al doi org apenergy log x synthetic sample not real";

/** An experiment of variants with names in no language. */
function experimentOf(
  factor: string,
  steps: Parameters<typeof experimentByHand>[0],
  dates: string[] = [],
): ExperimentResults {
  const { header, kpis } = experimentByHand(steps);
  const variants = Object.keys(steps).map((name) => ({ [factor]: name }));
  const name = factor === "market.clearing" ? "sweep" as const : "compare" as const;
  const data = ["synthetic sample"];
  return { header: { ...header, name, factors: [factor], variants, data, dates }, kpis };
}

/** Every figure of experiments and of the chain's laboratory, in several turns of phrase. */
async function figuresDrawn(): Promise<() => Figure[]> {
  const money = (eur: number) => ({ prosumers_balance: eur, aggregator_balance: -eur });
  const policies = experimentOf("policy", {
    alpha: {},
    beta: { p2p_share: 0.06, community_savings: 12.5 },
    gamma: { p2p_share: -0.2 },
  });
  const same = experimentOf("policy", { alpha: {}, beta: { imbalance_short_kwh: 0.3 } });
  const worlds = experimentOf("world", { alpha: {}, beta: { members_money: 30 } });
  const close = experimentOf("policy", {
    alpha: {},
    beta: { p2p_share: 0.06 },
    gamma: { p2p_share: 0.0601 },
  });
  const forecasters = experimentOf("forecaster", {
    alpha: {},
    beta: money(-1.5),
    gamma: money(2),
  });
  const league = (lead: number) =>
    experimentOf("market.clearing", { alpha: {}, beta: { welfare_share: lead } });
  const runs = await Promise.all(["greedy", "schedule"].map(async (name) => ({
    name,
    results: await madeResults({ "community.num_prosumers": 10, "battery.strategy": name }, 0.3),
  })));
  const attack = { share: 0.3, confirmations: 2, attacks: 1000, successes: 400 };
  const fork = { ratio: 0.5, report: { chainLength: 1000, forkedHeights: 380 } };
  const size = { format: "csv", mebibytes: 100 };
  const classes = [[90, 100], [110, 100]].map(([won, expected]) => ({
    count: 1,
    share: 0.5,
    won,
    expected,
  }));
  const unfair = [{ ...classes[0], won: 20 }, { ...classes[1], won: 180 }];
  const source = (results: ExperimentResults) => experimentSource(results);
  return () => [
    policyComparisonFigure(policies, source(policies)),
    policyComparisonFigure(same, source(same)),
    policyComparisonFigure(close, source(close)),
    worldComparisonFigure(worlds, source(worlds)),
    forecastValueFigure(forecasters, source(forecasters)),
    forecastValueFigure(same, source(same)),
    marketLeagueFigure(league(0.3), source(league(0.3))),
    marketLeagueFigure(league(0), source(league(0))),
    batteryDayFigure(runs),
    strategyExchangeFigure(runs),
    scalingFigure([
      { ...size, members: 1000, seconds: 0.8 },
      { ...size, members: 10000, seconds: 9 },
    ], source(same)),
    doubleSpendFigure([attack, { ...attack, confirmations: 6, successes: 100 }], source(same)),
    forksFigure([fork], [1, 1, 1], source(same)),
    ...(["proof-of-work", "proof-of-stake"] as const).flatMap((consensus) => [
      sharesWonFigure(classes, consensus, source(same)),
      sharesWonFigure(unfair, consensus, source(same)),
    ]),
    triesByDifficultyFigure([1, 15, 250, 5000], source(same)),
  ];
}

Deno.test("experiments and attacks say nothing in English when they are drawn in Italian", async () => {
  const draw = await figuresDrawn();
  const english = draw();
  const italian = inEdition({ language: "it" }, draw);
  for (const [i, { name, drawing }] of italian.entries()) {
    deepEqual(sameWords(english[i].drawing, drawing, NAMES), [], name);
    const numbers = textBoxes(drawing).map(({ text }) => text)
      .filter((text) => /^[+−]?\d+\.\d{1,2}$/.test(text));
    deepEqual(numbers, [], `${name} writes numbers as in English`);
  }
});

Deno.test("experiments are whole in both languages, wide and one column wide", async () => {
  const draw = await figuresDrawn();
  const problems: string[] = [];
  for (const width of ["full", "column"] as const) {
    for (const language of ["en", "it"] as const) {
      inEdition({ width, language }, () => {
        for (const figure of draw()) {
          try {
            checkFigure(figure, `${width}, ${language}`);
          } catch (error) {
            problems.push(String(error).slice(0, 300));
          }
        }
      });
    }
  }
  deepEqual(problems, []);
});

Deno.test("the report speaks the edition's language: headings, key figures, formulas, numbers", async () => {
  const results = await madeResults({ "community.num_prosumers": 12 }, 0.3);
  const report = () => reportHtml(results, runFigures(results));
  const english = report();
  const italian = inEdition({ language: "it" }, report);
  match(english, /<html lang="en">/);
  match(italian, /<html lang="it">/);
  match(italian, /<h2>Indicatori<\/h2>/);
  match(italian, /<th scope="row">Autosufficienza<\/th><td data-order="0\.\d+">0,\d+<\/td>/);
  match(italian, /<nav aria-label="Indice">/);
  const own = [
    NAMES,
    ...Object.keys(results.config.community.neighbourhoods_pool),
    results.run.dataLabel,
    "json byte community num_prosumers battery wear_eur_per_kwh prosumers_net blockchain difficulty cer FC TRAS",
    "Mohsenian Rad et TSG Raffinetti Jain Chiu Hawe DEC TR ARERA eel TIAD art run net",
    ,
  ].join(" ");
  const pages = [english, italian].map((page) =>
    page.replaceAll(/<(style|script|pre)[^>]*>.*?<\/\1>/gs, "")
  );
  deepEqual(sameWords(pages[0], pages[1], own), []);
});

Deno.test("an experiment's source says how many communities, on which days, of which data", () => {
  const one = experimentOf("policy", { alpha: {} });
  equal(
    experimentSource(one),
    "Own simulation: 5 communities. Data: synthetic sample: not real prices or weather.",
  );
  const days = experimentOf("policy", { alpha: {} }, ["2025-01-01", "2025-02-01"]);
  match(experimentSource(days), /^Own simulation: 5 communities on each of 2 days\./);
  ok(
    inEdition({ language: "it" }, () => experimentSource(days)).startsWith(
      "Simulazione propria: 5 comunità in ognuno di 2 giorni.",
    ),
  );
});
