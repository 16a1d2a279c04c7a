import {
  type ExperimentResults,
  type LeagueColumn,
  leagueOf,
  SIGNIFICANCE,
  variantName,
} from "../../experiment/mod.ts";
import { colours } from "../drawing/palette.ts";
import type { SvgPart } from "../drawing/svg.ts";
import { textWidth } from "../drawing/text_width.ts";
import { isNarrow, writeNumber } from "../edition/edition.ts";
import { say } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { panelWidth, sideBySide, stacked } from "../parts/run_figure.ts";
import { alikeNumbers, counted, kpiInSentence } from "../parts/wording.ts";
import { intervalPanel, isShare } from "./interval_panel.ts";
import { experimentSource } from "./source.ts";

const GAP = 20;

/**
 * Which market serves the community best: figures of merit of every mechanism with their 95 % intervals.
 * A full dot leads all others significantly (paired t tests, Holm over the mechanisms, see `leaderOf`);
 * where none is full the best may be so by chance.
 *
 * @param source What was simulated, on which data; it must say if those are made up.
 * By default what the results themselves say of it.
 */
export function marketLeagueFigure(
  results: ExperimentResults,
  source = experimentSource(results),
): Figure {
  const { variants, seeds, dates } = results.header;
  const names = variants.map(variantName);
  if (names.length < 2) {
    throw new RangeError(`There is no league of one mechanism: ${names[0]} is the only one`);
  }
  const columns = leagueOf(results);
  const labelRoom = 8 + Math.max(...names.map((name) => textWidth(name, 12)));
  const perRow = isNarrow() ? 1 : 2;
  const width = panelWidth(perRow, GAP);
  const panels = columns.map((column) => panel(column, names, width, labelRoom));
  const rows: SvgPart[] = [];
  for (let i = 0; i < panels.length; i += perRow) {
    rows.push(sideBySide(panels.slice(i, i + perRow), GAP));
  }
  const draws = dates.length < 2
    ? counted(seeds.length, "seed")
    : say`${counted(dates.length, "day")}, on each the mean of ${counted(seeds.length, "seed")}`;
  return new Figure({
    name: "market_league",
    title: finding(columns[0], names),
    subtitle:
      say`Mean over ${draws}, and its 95 % interval; all mechanisms on the same members, sun,
      loads and draws. ▲ more is better, ▼ less is better`,
    source,
    legend: [
      {
        label: say`Leads all others, p < ${writeNumber(SIGNIFICANCE)} (Holm)`,
        colour: colours.p2p,
        mark: "dot",
      },
      { label: say`Leads nobody, or by chance`, colour: colours.faint, mark: "ring" },
    ],
  }, stacked(rows, 14));
}

function panel(
  { kpi, better, values, leader }: LeagueColumn,
  names: readonly string[],
  width: number,
  labelRoom: number,
): SvgPart {
  const rows = values.map((value, variant) => ({
    ...value,
    label: names[variant],
    isCertain: leader?.isSignificant === true && leader.leader === variant,
  }));
  const arrow = better === "more" ? { note: "▲" } : better === "less" ? { note: "▼" } : {};
  return intervalPanel(kpi, rows, { width, labelRoom, isDifference: false, ...arrow });
}

function finding({ kpi, values, leader }: LeagueColumn, names: readonly string[]): string {
  const title = kpiInSentence(kpi);
  if (leader === undefined) return say`No mechanism has a ${title}`;
  const { mean } = values[leader.leader];
  const size = isShare(kpi) ? `${alikeNumbers(10)(100 * mean)} %` : alikeNumbers(mean / 10)(mean);
  return leader.isSignificant
    ? say`"${names[leader.leader]}" has the best ${title} of all: ${size}`
    : say`No mechanism leads in ${title} beyond chance; the best reaches ${size}`;
}
