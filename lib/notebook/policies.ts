import type { Policy } from "../config/mod.ts";
import {
  comparisonOf,
  type ExperimentResults,
  type Interval,
  leaderIn,
} from "../experiment/mod.ts";
import { kpiDefinitions, type KpiName, kpiNames, type Kpis } from "../results/mod.ts";
import type { Estimate, StackPart } from "./chart.ts";
import { tiersText } from "./player_models.ts";
import { type Table, table } from "./table.ts";

/** Policies as a table: what they give, what they charge, whom they shut out. */
export function policyTable(policies: Readonly<Record<string, Policy>>): Table {
  return table(Object.entries(policies), {
    Policy: ([name]) => name,
    "Bonuses, by hours": ([, { p2p_bonus_policy }]) => tiersText(p2p_bonus_policy),
    "Penalties, by hours": ([, { grid_penalty_policy }]) => tiersText(grid_penalty_policy),
    "Shuts out": ([, { suspension, expulsion }]) =>
      suspension === null && expulsion === null ? "nobody" : "suspends and expels",
    "Fund may go into debt": ([, { fund_floor }]) => (fund_floor === null ? "yes" : "no"),
  });
}

/** The names of an experiment's variants, in their order. */
export function variantNames({ header }: ExperimentResults): string[] {
  return header.variants.map((levels) => Object.values(levels).join(", "));
}

/** The mean of a figure under each variant, in their order. */
export function meansOf(results: ExperimentResults, kpi: KpiName): number[] {
  return results.header.variants.map((_, variant) =>
    comparisonOf(results, variant, kpi).value.mean
  );
}

/** Means of all figures under each variant, by its name, as {@linkcode kpiTable} takes them. */
export function meanKpis(results: ExperimentResults): Record<string, Kpis> {
  const names = variantNames(results);
  const means = kpiNames.map((kpi) => [kpi, meansOf(results, kpi)] as const);
  return Object.fromEntries(
    names.map((name, variant) => [
      name,
      Object.fromEntries(means.map(([kpi, values]) => [kpi, values[variant]])) as Kpis,
    ]),
  );
}

/**
 * What each further variant changes against the first, compared in pairs, with 95 % intervals.
 *
 * @param factor What values are multiplied by, such as 100 for percentage points.
 */
export function effectsOf(results: ExperimentResults, kpi: KpiName, factor = 1): Estimate[] {
  return variantNames(results).slice(1).map((name, i) => {
    const { count, mean, low, high } = comparisonOf(results, i + 1, kpi).difference;
    return {
      name: `${name}, n = ${count}`,
      mean: factor * mean,
      low: factor * low,
      high: factor * high,
    };
  });
}

/** A row per variant, a column per score; a star where the best leads by more than chance. */
export function scoreTable(results: ExperimentResults, scores: readonly KpiName[]): Table {
  const names = variantNames(results);
  const columns = scores.map((score) => {
    const means = meansOf(results, score);
    const lead = leaderIn(results, score);
    const star = (variant: number) =>
      lead?.isSignificant === true && lead.leader === variant ? " ★" : "";
    return [
      kpiDefinitions[score].title,
      (variant: number) => `${means[variant].toFixed(3)}${star(variant)}`,
    ] as const;
  });
  return table(names.keys(), { Policy: (i) => names[i], ...Object.fromEntries(columns) });
}

/** How each score is computed. */
export function formulaTable(names: readonly KpiName[]): Table {
  return table(names, {
    Figure: (name) => kpiDefinitions[name].title,
    "How it is computed": (name) => kpiDefinitions[name].formula,
  });
}

/** Who leads each score, by how much, and whether that is more than chance. */
export function leaderTable(results: ExperimentResults, scores: readonly KpiName[]): Table {
  const names = variantNames(results);
  const leaders = scores.flatMap((score) => {
    const lead = leaderIn(results, score);
    return lead === undefined ? [] : [{ score, ...lead }];
  });
  return table(leaders, {
    Score: ({ score }) => kpiDefinitions[score].title,
    Leads: ({ leader }) => names[leader],
    "Runner-up": ({ runnerUp }) => names[runnerUp],
    "Lead ± 95 %": ({ difference: { mean, high } }) =>
      `${mean.toFixed(4)} ± ${(high - mean).toFixed(4)}`,
    n: ({ difference }) => difference.count,
    "p (Holm)": ({ pValue }) => pValue < 0.001 ? "< 0.001" : pValue.toFixed(3),
    Star: ({ isSignificant }) => isSignificant ? "★" : "–",
  });
}

/** An estimate as `0.12 ± 0.03`, half of its interval behind it; `(n.s.)` where it may be 0. */
export function plusMinus({ mean, low, high }: Interval, digits: number, factor = 1): string {
  const half = Math.abs(factor) * (high - low) / 2;
  const unsure = low > 0 || high < 0 ? "" : " (n.s.)";
  return `${(factor * mean).toFixed(digits)} ± ${half.toFixed(digits)}${unsure}`;
}

/** Whose balance is which figure. */
const PURSES = {
  Prosumers: "prosumers_balance",
  "Regulator's fund": "regulator_fund",
  Aggregator: "aggregator_balance",
  "Network operator": "network_operator_balance",
} as const;

/** How everybody's balance changes against the first variant: a stack per variant, which sums to 0. */
export function movedBalances(results: ExperimentResults): StackPart[] {
  return variantNames(results).slice(1).flatMap((stack, i) =>
    Object.entries(PURSES).map(([part, kpi]) => ({
      stack,
      part,
      value: comparisonOf(results, i + 1, kpi).difference.mean,
    }))
  );
}
