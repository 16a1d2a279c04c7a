import {
  comparisonOf,
  type ExperimentResults,
  type Interval,
  type Leader,
  leaderOf,
  pValuesAgainstFirst,
  SIGNIFICANCE,
  valuesByDraw,
} from "../../experiment/mod.ts";
import { kpiDefinitions, type KpiName } from "../../results/kpi_definitions.ts";
import { isNarrow, writeNumber } from "../edition/edition.ts";
import { say, sayWord } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { colours } from "../drawing/palette.ts";
import { panelWidth, sideBySide, stacked } from "../parts/run_figure.ts";
import type { SvgPart } from "../drawing/svg.ts";
import { textWidth } from "../drawing/text_width.ts";
import { alikeNumbers, counted, kpiInSentence } from "../parts/wording.ts";
import { intervalPanel, isShare } from "./interval_panel.ts";
import { experimentSource } from "./source.ts";

const GAP = 20;

/** The figures that tell what a policy does: trade, autonomy, money, fairness. */
const SHOWN: readonly KpiName[] = [
  "p2p_share",
  "self_sufficiency",
  "community_savings",
  "regulator_fund",
  "members_worse_off",
  "benefit_gini",
];

/** What a comparison is called, and what its variants are. */
export interface ComparisonWording {
  /** The figure's name. */
  readonly name: string;
  /** What each variant is, such as `policy`. */
  readonly noun: string;
}

/** What of a world is shown: money of members, of the public, energy. */
const SHOWN_OF_WORLDS: readonly KpiName[] = [
  "members_money",
  "incentive_balance",
  "distributor_balance",
  "state_balance",
  "supplier_balance",
  "gse_balance",
];

/** Likewise what each world of `compare --against` changes against the first. */
export function worldComparisonFigure(
  results: ExperimentResults,
  source = experimentSource(results),
): Figure {
  return policyComparisonFigure(results, source, SHOWN_OF_WORLDS, {
    name: "world_comparison",
    noun: "world",
  });
}

/** A variant's difference to the first. */
interface Row extends Interval {
  readonly name: string;
  /** Whether it can be told from chance, all policies considered. */
  readonly isCertain: boolean;
}

/**
 * What each policy changes against the first, in the mean over seeds with its 95 % interval and the
 * number of pairs. Differences are told from chance by paired t tests, adjusted by Holm over the
 * policies of a panel; the title calls a policy the one that changes most only where it leads
 * significantly, see `leaderOf`.
 *
 * @param source What was simulated, on which data; it must say if those are made up.
 * By default what the results themselves say of it.
 * @param kpis Figures to show, a panel each.
 */
export function policyComparisonFigure(
  results: ExperimentResults,
  source = experimentSource(results),
  kpis: readonly KpiName[] = SHOWN,
  { name, noun }: ComparisonWording = { name: "policy_comparison", noun: "policy" },
): Figure {
  const { variants } = results.header;
  const draws = valuesByDraw(results, 0, kpis[0]).length;
  const names = variants.map((levels) => Object.values(levels).join(", "));
  const [reference, ...others] = names;
  if (others.length === 0) {
    throw new RangeError(`There is nothing to compare ${reference} with: it is the only variant`);
  }
  const rowsOf = (kpi: KpiName): Row[] => {
    const pValues = pValuesAgainstFirst(results, kpi);
    return others.map((name, i) => {
      const { difference } = comparisonOf(results, i + 1, kpi);
      return { name, isCertain: pValues[i] < SIGNIFICANCE, ...difference };
    });
  };
  const labels = others.map((name) => labelOf({ name, count: draws }));
  const labelRoom = 8 + Math.max(...labels.map((label) => textWidth(label, 12)));
  const perRow = isNarrow() ? 1 : 2;
  const width = panelWidth(perRow, GAP);
  const panels = kpis.map((kpi) => panel(kpi, rowsOf(kpi), width, labelRoom));
  const rows: SvgPart[] = [];
  for (let i = 0; i < panels.length; i += perRow) {
    rows.push(sideBySide(panels.slice(i, i + perRow), GAP));
  }
  return new Figure({
    name,
    title: finding(kpis[0], rowsOf(kpis[0]), reference, largestChange(results, kpis[0]), noun),
    subtitle: say`Difference to the ${sayWord(noun)} "${reference}": mean over n of ${
      drawsText(results)
    } and its 95 % interval, each compared
      with itself`,
    source,
    legend: [
      {
        label: say`Differs, p < ${writeNumber(SIGNIFICANCE)} (Holm)`,
        colour: colours.p2p,
        mark: "dot",
      },
      { label: say`May be chance`, colour: colours.faint, mark: "ring" },
    ],
  }, stacked(rows, 14));
}

function panel(
  kpi: KpiName,
  rows: readonly Row[],
  width: number,
  labelRoom: number,
): SvgPart {
  const labelled = rows.map((row) => ({ ...row, label: labelOf(row) }));
  return intervalPanel(kpi, labelled, { width, labelRoom, isDifference: true });
}

/** What a mean is over: `12 days`, or the seeds of one day, `50 seeds`. */
export function drawsText({ header: { seeds, dates } }: ExperimentResults): string {
  return dates.length < 2 ? counted(seeds.length, "seed") : counted(dates.length, "day");
}

function labelOf({ name, count }: Pick<Row, "name" | "count">): string {
  return `${name}, n = ${count}`;
}

/**
 * Which of the policies changes a figure most, up or down: the differences of those that lower it
 * are turned about.
 */
function largestChange(results: ExperimentResults, kpi: KpiName): Leader | undefined {
  const [first, ...others] = results.header.variants.map((_, variant) =>
    valuesByDraw(results, variant, kpi)
  );
  return leaderOf(others.map((values, i) => {
    const sign = Math.sign(comparisonOf(results, i + 1, kpi).difference.mean);
    return values.map((value, seed) => sign * (value - first[seed]));
  }));
}

function finding(
  kpi: KpiName,
  rows: readonly Row[],
  reference: string,
  largest: Leader | undefined,
  noun: string,
): string {
  const name = kpiInSentence(kpi);
  const certain = rows.filter((row) => row.isCertain);
  if (certain.length === 0) {
    return say`No ${sayWord(noun)} changes the ${name} beyond chance against "${reference}"`;
  }
  const most = certain.reduce((a, b) => Math.abs(b.mean) > Math.abs(a.mean) ? b : a);
  const size = isShare(kpi)
    ? say`${alikeNumbers(10 * most.mean)(Math.abs(100 * most.mean))} percentage points`
    : `${alikeNumbers(most.mean / 10)(Math.abs(most.mean))} ${kpiDefinitions[kpi].unit}`.trim();
  const change = most.mean > 0
    ? say`${size} more than "${reference}"`
    : say`${size} less than "${reference}"`;
  const leads = largest?.isSignificant === true && rows[largest.leader] === most;
  return leads
    ? say`"${most.name}" changes the ${name} most: ${change}`
    : say`"${most.name}" changes the ${name}: ${change}`;
}
