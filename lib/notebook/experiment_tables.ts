import type { Config } from "../config/mod.ts";
import {
  comparisonOf,
  type ExperimentResults,
  leagueOf,
  type Levels,
  pValuesAgainstFirst,
  SIGNIFICANCE,
  variantWith,
} from "../experiment/mod.ts";
import { kpiDefinitions, type KpiName } from "../results/mod.ts";
import { kpiFactor, kpiUnit } from "./kpi_table.ts";
import { meansOf, plusMinus, variantNames } from "./policies.ts";
import { type Cell, type Table, table, type TableOptions } from "./table.ts";

/** What was simulated, as figures name their source. */
export function experimentSource({ header }: ExperimentResults, config: Config): string {
  const { seeds, dates, data } = header;
  const who = config.community.members === null
    ? `${config.community.num_prosumers} prosumers`
    : "the roster's members";
  const when = dates.length > 1
    ? `on each of ${dates.length} days`
    : `over ${config.hours.toLocaleString("en-US")} hours from ${config.date}`;
  return `Own simulation: ${seeds.length} communities of ${who} ${when}. Data: ${data[0]}.`;
}

/** A row per variant with its levels; a column per figure with its mean, shares in per cent. */
export function meansTable(
  results: ExperimentResults,
  kpis: readonly KpiName[],
  options: TableOptions = {},
): Table {
  const { factors, variants } = results.header;
  const levels = factors.map((factor) =>
    [capitalised(factor), (i: number): Cell => variants[i][factor]] as const
  );
  const figures = kpis.map((kpi) => {
    const means = meansOf(results, kpi);
    return [titleOf(kpi), (i: number): Cell => kpiFactor(kpi) * means[i]] as const;
  });
  return table(variants.keys(), Object.fromEntries([...levels, ...figures]), options);
}

/**
 * What each further variant changes against the first, compared in pairs: mean ± half of its 95 %
 * interval; `(n.s.)` where it may be chance: paired t tests, p ≥ .05 by Holm over the variants.
 *
 * @param digits After the point.
 */
export function changesTable(
  results: ExperimentResults,
  kpis: readonly KpiName[],
  digits = 2,
): Table {
  const [first, ...others] = variantNames(results);
  const columns = kpis.map((kpi) => {
    const changes = changesOf(results, kpi, digits);
    return [titleOf(kpi), (i: number): Cell => changes[i]] as const;
  });
  return table(others.keys(), {
    [`Against ${first}`]: (i) => others[i],
    ...Object.fromEntries(columns),
  });
}

function changesOf(results: ExperimentResults, kpi: KpiName, digits: number): string[] {
  const pValues = pValuesAgainstFirst(results, kpi);
  return pValues.map((p, i) => {
    const { mean, high, low } = comparisonOf(results, i + 1, kpi).difference;
    const factor = kpiFactor(kpi);
    if (low === 0 && high === 0) return "0";
    const half = factor * (high - low) / 2;
    const unsure = p < SIGNIFICANCE ? "" : " (n.s.)";
    return `${(factor * mean).toFixed(digits)} ± ${half.toFixed(digits)}${unsure}`;
  });
}

/** The mean of a figure under the variant with these levels. */
export function meanWhere(
  results: ExperimentResults,
  levels: Levels,
  kpi: KpiName,
): number {
  return comparisonOf(results, variantWith(results, levels), kpi).value.mean;
}

/** Of every figure that has a better side: who is best, by how much, and whether beyond chance. */
export function leagueTable(results: ExperimentResults): Table {
  const names = variantNames(results);
  const leaders = leagueOf(results).flatMap(({ kpi, leader }) =>
    leader === undefined ? [] : [{ kpi, ...leader }]
  );
  return table(leaders, {
    Figure: ({ kpi }) => kpiDefinitions[kpi].title,
    Best: ({ leader }) => names[leader],
    Next: ({ runnerUp }) => names[runnerUp],
    "Lead ± 95 %": ({ difference }) => plusMinus(difference, 4).replace(" (n.s.)", ""),
    "p (Holm)": ({ pValue }) => pValue < 0.001 ? "< .001" : pValue.toFixed(3),
    "Beyond chance": ({ isSignificant }) => isSignificant ? "★" : "",
  });
}

function titleOf(kpi: KpiName): string {
  const unit = kpiUnit(kpi);
  return unit === "" ? kpiDefinitions[kpi].title : `${kpiDefinitions[kpi].title}, ${unit}`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
