import { type ExperimentResults, isLeague } from "../../experiment/mod.ts";
import type { KpiName } from "../../results/kpi_definitions.ts";
import { cellsText } from "./comparison_text.ts";
import { leagueText } from "./league_text.ts";

const DEFAULT_FIGURES: readonly KpiName[] = [
  "p2p_share",
  "community_profit",
  "members_worse_off",
  "regulator_fund",
];

/** The league where mechanisms are compared, the figures asked for below it; else a table of figures. */
export function sweepText(results: ExperimentResults, figures: readonly KpiName[]): string {
  if (!isLeague(results)) {
    return cellsText(results, figures.length === 0 ? DEFAULT_FIGURES : figures);
  }
  const more = figures.length === 0 ? [] : [cellsText(results, figures)];
  return [leagueText(results), ...more].join("\n\n");
}
