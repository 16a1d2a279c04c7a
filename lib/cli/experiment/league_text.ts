import {
  type ExperimentResults,
  type Interval,
  type LeagueColumn,
  leagueOf,
  SIGNIFICANCE,
  variantName,
} from "../../experiment/mod.ts";
import { kpiDefinitions, type KpiName } from "../../results/kpi_definitions.ts";
import { textTable } from "../../text_table.ts";

/** What a person reads when mechanisms of the market have been compared. */
export function leagueText(results: ExperimentResults): string {
  const { variants, seeds, dates, data } = results.header;
  const names = variants.map(variantName);
  const columns = leagueOf(results);
  const draws = dates.length < 2
    ? `${seeds.length} seeds`
    : `${dates.length} days with ${seeds.length} seeds each`;
  return [
    `${draws}, ${data[0]}; mean ± 95 %`,
    "",
    textTable(
      ["Mechanism", ...columns.map(headingOf)],
      names.map((name, variant) => [name, ...columns.map((column) => cellOf(column, variant))]),
    ),
    "",
    "▲ more is better, ▼ less is better; ★ leads all others significantly: paired t tests, Holm " +
    `over the mechanisms, p < ${SIGNIFICANCE}`,
    ...columns.flatMap((column) => leaderLine(column, names)),
  ].join("\n");
}

function headingOf({ kpi, better }: LeagueColumn): string {
  const { unit } = kpiDefinitions[kpi];
  const arrow = better === undefined ? "" : better === "more" ? " ▲" : " ▼";
  return `${titleOf(kpi)}${unit === "" ? "" : `, ${unit}`}${arrow}`;
}

function cellOf({ values, leader }: LeagueColumn, variant: number): string {
  const isStarred = leader?.isSignificant === true && leader.leader === variant;
  return `${plusMinus(values[variant])}${isStarred ? " ★" : "  "}`;
}

/** Who leads in a figure, by how much, and whether that can be chance. */
function leaderLine({ kpi, better, leader }: LeagueColumn, names: readonly string[]): string[] {
  if (leader === undefined) return [];
  const { leader: first, runnerUp, difference, pValue, isSignificant } = leader;
  const lead = `${names[first]} before ${names[runnerUp]} by ${plusMinus(difference)}` +
    `${better === "less" ? " less" : ""} (${difference.count} pairs)`;
  const chance = Number.isNaN(pValue)
    ? "too few to test"
    : pValue < 0.001
    ? "p < 0.001"
    : `p = ${pValue.toFixed(3)}`;
  return [`${isSignificant ? "★" : " "} ${titleOf(kpi)}: ${lead}, ${chance}`];
}

function plusMinus({ mean, high }: Interval): string {
  if (Number.isNaN(mean)) return "–";
  return Number.isNaN(high) ? number(mean) : `${number(mean)} ± ${number(high - mean)}`;
}

function titleOf(kpi: KpiName): string {
  return kpiDefinitions[kpi].title;
}

function number(value: number): string {
  return value.toFixed(4).replace(/^-(0\.0*)$/, "$1");
}
