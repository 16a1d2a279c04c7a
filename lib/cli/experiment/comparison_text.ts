import type { Config } from "../../config/settings.ts";
import { parseConfig } from "../../config/mod.ts";
import {
  comparisonOf,
  CONFIGURED,
  type ExperimentResults,
  type Interval,
  leaderIn,
  scoreVariants,
  SIGNIFICANCE,
  valuesByRun,
} from "../../experiment/mod.ts";
import { kpiDefinitions, type KpiName } from "../../results/kpi_definitions.ts";
import { counted } from "../counted.ts";
import { textTable } from "../../text_table.ts";
import { sum } from "../../mean.ts";
import { type Objective } from "../../config/settings.ts";
import { scoreOf } from "../../results/kpi_definitions.ts";

const POLICY_FIGURES: readonly KpiName[] = [
  "p2p_share",
  "feasible_share",
  "self_sufficiency",
  "welfare_share",
  "p2p_price_mean",
  "buyers_worse_off",
  "sellers_worse_off",
  "members_worse_off",
  "community_savings",
  "regulator_fund",
  "community_profit",
  "benefit_gini",
  "exclusion_rate",
];

const FORECASTER_FIGURES: readonly KpiName[] = [
  "prosumers_balance",
  "imbalance_cost",
  "imbalance_short_kwh",
  "imbalance_long_kwh",
  "p2p_share",
  "self_sufficiency",
  "aggregator_balance",
];

const WORLD_FIGURES: readonly KpiName[] = [
  "members_money",
  "community_savings",
  "incentive_balance",
  "p2p_kwh",
  "shared_kwh",
  "supplier_balance",
  "distributor_balance",
  "state_balance",
  "gse_balance",
  "aggregator_balance",
  "members_worse_off",
];

const PRICE_BAND_NOTE =
  "With these price bands every bid reaches every ask: no bonus or penalty can " +
  "change what peers trade. With --bidding outside-option members respond to them";

/** What a person reads when policies have been compared. */
export function comparisonText(config: Config, results: ExperimentResults): string {
  const { factors, variants, data } = results.header;
  const isOfPolicies = factors[0] === "policy";
  const figures = isOfPolicies
    ? POLICY_FIGURES
    : factors[0] === "world"
    ? WORLD_FIGURES
    : FORECASTER_FIGURES;
  const names = variants.map((levels) => levels[factors[0]]);
  const others = names.slice(1);
  return [
    `${drawsText(config, results)} of ` +
    `${counted(config.community.num_prosumers, "prosumer")}, ` +
    `${counted(config.hours, "hour")}, ${config.market.bidding.strategy} bids, ${data[0]}`,
    ...(isOfPolicies ? whoseRules(config, names) : []),
    "",
    textTable(
      ["Mean", ...names],
      figures.map((kpi) => [
        titleOf(kpi),
        ...names.map((_, variant) => number(comparisonOf(results, variant, kpi).value.mean)),
      ]),
    ),
    ...(others.length === 0 ? [] : [
      "",
      textTable(
        [`Difference to ${names[0]}, ± 95 % (pairs)`, ...others],
        figures.map((kpi) => [
          titleOf(kpi),
          ...others.map((_, i) => plusMinus(comparisonOf(results, i + 1, kpi).difference)),
        ]),
      ),
    ]),
    ...(isOfPolicies ? ofPolicies(config, results, names) : []),
  ].join("\n");
}

/** How well policies serve the objectives, and what they do to members. */
function ofPolicies(config: Config, results: ExperimentResults, names: readonly string[]) {
  return [
    "",
    scoreTable(results, names),
    ...leaders(results, names),
    "",
    ...rationality(results, names),
    ...(names.length === 1 ? [] : [effectOnTrade(results, names)]),
    ...(everyBidReachesEveryAsk(config) ? [PRICE_BAND_NOTE] : []),
  ];
}

/** Which policies are the program's and which the user's. */
function whoseRules({ regulator }: Config, names: readonly string[]): string[] {
  const notes = names.flatMap((name) =>
    name === "p2p"
      ? ["p2p is the default rules"]
      : name === CONFIGURED
      ? [`${CONFIGURED} is yours`]
      : []
  );
  const yours = JSON.stringify({ ...regulator, objective: "p2p" });
  const byDefault = JSON.stringify(parseConfig("{}").regulator);
  if (!names.includes(CONFIGURED) && yours !== byDefault) {
    notes.push(`yours are not among them: --policies ${[...names, CONFIGURED].join(",")}`);
  }
  return notes.length === 0 ? [] : [`Rules: ${notes.join("; ")}`];
}

/** What intervals are over: communities of a day, or days with some communities each. */
function drawsText({ date }: Config, { header: { seeds, dates } }: ExperimentResults): string {
  const communities = counted(seeds.length, "community", "communities");
  if (dates.length < 2) return `${date}: ${communities}`;
  return `${dates.length} days from ${dates[0]} to ${dates.at(-1)}, on each ${communities}`;
}

/** Some figures of every variant, mean ± 95 %. */
export function cellsText(results: ExperimentResults, figures: readonly KpiName[]): string {
  const { factors, variants, seeds, dates, data } = results.header;
  const table = textTable(
    [...factors, ...figures.map(titleOf)],
    variants.map((levels, variant) => [
      ...factors.map((factor) => levels[factor]),
      ...figures.map((kpi) => {
        const { value } = comparisonOf(results, variant, kpi);
        return `${number(value.mean)} ± ${number(value.high - value.mean)}`;
      }),
    ]),
  );
  const draws = dates.length < 2
    ? counted(seeds.length, "seed")
    : `${counted(dates.length, "day")} with ${counted(seeds.length, "seed")} each`;
  return [`${draws}, ${data[0]}; mean ± 95 %`, "", table].join("\n");
}

function scoreTable(results: ExperimentResults, names: readonly string[]): string {
  const scores = scoreVariants(results);
  const ofFirst = scores.filter(({ variant }) => variant === 0);
  return textTable(
    ["Score 0 … 1, by objective", ...ofFirst.map(({ objective }) => objective)],
    names.map((name, variant) => [
      name,
      ...scores.filter((row) => row.variant === variant).map(({ objective, score }) => {
        const first = leaderIn(results, scoreOf[objective]);
        const isStarred = first?.isSignificant === true && first.leader === variant;
        return `${number(score.mean)}${isStarred ? " ★" : "  "}`;
      }),
    ]),
  );
}

/** By how much the best of each objective leads, and whether it may be called so. */
function leaders(results: ExperimentResults, names: readonly string[]): string[] {
  const lines = (Object.keys(scoreOf) as Objective[]).flatMap((objective) => {
    const first = leaderIn(results, scoreOf[objective]);
    if (first === undefined) return [];
    const { leader, runnerUp, difference, pValue, isSignificant } = first;
    return [
      `${isSignificant ? "★" : " "} ${objective}: ${names[leader]} before ${names[runnerUp]} by ` +
      `${number(difference.mean)} ± ${number(difference.high - difference.mean)} ` +
      `(${counted(difference.count, "pair")}), ${chance(pValue)}`,
    ];
  });
  if (lines.length === 0) return [];
  return [
    "",
    `★ leads all others significantly: paired t tests, Holm over the policies, p < ${SIGNIFICANCE}`,
    ...lines,
  ];
}

/** How many trades were against someone's interest. */
function rationality(results: ExperimentResults, names: readonly string[]): string[] {
  return names.map((name, variant) => {
    const trades = valuesByRun(results, variant, "p2p_trades");
    const losses = (kpi: KpiName) =>
      valuesByRun(results, variant, kpi)
        .reduce((sum, share, run) => sum + Math.round((share || 0) * trades[run]), 0);
    const all = sum(trades);
    return `${name}: of ${counted(all, "P2P trade")}, ${
      count(losses("buyers_worse_off"))
    } left the ` +
      `buyer and ${count(losses("sellers_worse_off"))} the seller worse off than the aggregator`;
  });
}

function effectOnTrade(results: ExperimentResults, names: readonly string[]): string {
  const effects = names.slice(1).map((name, i) => {
    const { difference } = comparisonOf(results, i + 1, "p2p_share");
    return `${name} ${percentagePoints(difference)}`;
  });
  return `P2P share of purchases against ${names[0]}, percentage points: ${effects.join(", ")}`;
}

function everyBidReachesEveryAsk({ market: { bidding } }: Config): boolean {
  return bidding.strategy === "price-band" && bidding.buyer_band[0] >= bidding.seller_band[1];
}

function titleOf(kpi: KpiName): string {
  const { title, unit } = kpiDefinitions[kpi];
  return unit === "" ? title : `${title}, ${unit}`;
}

function plusMinus({ count, mean, high }: Interval): string {
  return `${signed(mean, 4)} ± ${number(high - mean)} (${count})`;
}

function percentagePoints({ count, mean, high }: Interval): string {
  const half = Number.isNaN(high) ? "–" : (100 * (high - mean)).toFixed(2);
  return `${signed(100 * mean, 2)} ± ${half} (${counted(count, "pair")})`;
}

function chance(pValue: number): string {
  if (Number.isNaN(pValue)) return "too few to test";
  return pValue < 0.001 ? "p < 0.001" : `p = ${pValue.toFixed(3)}`;
}

function signed(value: number, digits: number): string {
  if (Number.isNaN(value)) return "–";
  const text = value.toFixed(digits);
  return Number(text) > 0 ? `+${text}` : text.replace(/^-(0\.0*)$/, "$1");
}

function number(value: number): string {
  return Number.isNaN(value) ? "–" : value.toFixed(4);
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
