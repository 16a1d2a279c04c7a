import * as Plot from "@observablehq/plot";
import {
  comparisonOf,
  type ExperimentResults,
  type Interval,
  type Leader,
  leaderOf,
  pValuesAgainstFirst,
  SIGNIFICANCE,
  valuesBySeed,
} from "../../experiment/mod.ts";
import { kpiDefinitions, type KpiName } from "../../results/kpi_definitions.ts";
import { CHART_WIDTH, Figure } from "../parts/figure.ts";
import { colours } from "../drawing/palette.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { roundTicks } from "../parts/round_steps.ts";
import { sideBySide, stacked } from "../parts/run_figure.ts";
import { type SvgPart, textElement } from "../drawing/svg.ts";
import { textWidth } from "../drawing/text_width.ts";
import { alikeNumbers, counted } from "../parts/wording.ts";

const GAP = 20;
const COLUMNS = 2;
const ROW = 26;

/** The figures that tell what a policy does: trade, autonomy, money, fairness. */
const SHOWN: readonly KpiName[] = [
  "p2p_share",
  "self_sufficiency",
  "community_savings",
  "regulator_fund",
  "members_worse_off",
  "benefit_gini",
];

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
 * @param kpis Figures to show, a panel each.
 */
export function policyComparisonFigure(
  results: ExperimentResults,
  source: string,
  kpis: readonly KpiName[] = SHOWN,
): Figure {
  const { variants, seeds } = results.header;
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
  const labels = others.map((name) => labelOf({ name, count: seeds.length }));
  const labelRoom = 8 + Math.max(...labels.map((label) => textWidth(label, 12)));
  const width = (CHART_WIDTH - GAP) / COLUMNS;
  const panels = kpis.map((kpi) => panel(kpi, rowsOf(kpi), width, labelRoom));
  const rows: SvgPart[] = [];
  for (let i = 0; i < panels.length; i += COLUMNS) {
    rows.push(sideBySide(panels.slice(i, i + COLUMNS), GAP));
  }
  return new Figure({
    name: "policy_comparison",
    title: finding(kpis[0], rowsOf(kpis[0]), reference, largestChange(results, kpis[0])),
    subtitle:
      `Difference to the policy "${reference}": mean over n of ${counted(seeds.length, "seed")} ` +
      "and its 95 % interval, each seed compared with itself",
    source,
    legend: [
      { label: `Differs, p < ${SIGNIFICANCE} (Holm)`, colour: colours.p2p, mark: "dot" },
      { label: "May be chance", colour: colours.faint, mark: "ring" },
    ],
  }, stacked(rows, 14));
}

function panel(kpi: KpiName, rows: readonly Row[], width: number, labelRoom: number): SvgPart {
  const share = isShare(kpi);
  const scaled = rows.map((row) => ({
    ...row,
    mean: row.mean * (share ? 100 : 1),
    low: row.low * (share ? 100 : 1),
    high: row.high * (share ? 100 : 1),
  })).filter(({ mean }) => !Number.isNaN(mean));
  const fill = (row: Row) => row.isCertain ? colours.p2p : colours.paper;
  const stroke = (row: Row) => row.isCertain ? colours.p2p : colours.faint;
  const { step, ticks } = roundTicks(...domainOf(scaled));
  const shown = alikeNumbers(step);
  const chart = plotChart({
    width,
    height: 34 + ROW * rows.length,
    marginLeft: labelRoom,
    marginRight: 14,
    marginTop: 4,
    marginBottom: 30,
    x: {
      domain: [ticks[0], ticks[ticks.length - 1]],
      ticks,
      grid: true,
      label: null,
      tickFormat: (value: number) => value > 0 ? `+${shown(value)}` : shown(value),
    },
    y: {
      domain: rows.map(labelOf),
      label: null,
      tickSize: 0,
      type: "point",
      padding: 0.6,
    },
    marks: [
      Plot.ruleX([0], { stroke: colours.ink }),
      Plot.ruleY(scaled, { y: labelOf, x1: "low", x2: "high", stroke, strokeWidth: 2.5 }),
      Plot.dot(scaled, { x: "mean", y: labelOf, r: 4.5, fill, stroke, strokeWidth: 1.75 }),
    ],
  });
  const title = titleOf(kpi);
  const unit = share ? "percentage points" : kpiDefinitions[kpi].unit;
  const heading = {
    width,
    height: 20,
    markup: textElement(title, 0, 13, { "font-weight": 600 }) +
      textElement(unit, textWidth(title, 12, 600) + 6, 13, { fill: colours.faint }),
  };
  return stacked([heading, chart], 0);
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
    valuesBySeed(results, variant, kpi)
  );
  return leaderOf(others.map((values, i) => {
    const sign = Math.sign(comparisonOf(results, i + 1, kpi).difference.mean);
    return values.map((value, seed) => sign * (value - first[seed]));
  }));
}

/** Shares are shown in percentage points; an index such as Gini's has no unit either. */
function isShare(kpi: KpiName): boolean {
  return kpiDefinitions[kpi].unit === "" &&
    /share|sufficiency|consumption|worse_off|rate/.test(kpi);
}

function domainOf(rows: readonly Row[]): [number, number] {
  const low = Math.min(0, ...rows.map((row) => row.low).filter((end) => !Number.isNaN(end)));
  const high = Math.max(0, ...rows.map((row) => row.high).filter((end) => !Number.isNaN(end)));
  if (low === high) return [-1, 1];
  return [low, high];
}

function finding(
  kpi: KpiName,
  rows: readonly Row[],
  reference: string,
  largest: Leader | undefined,
): string {
  const name = titleOf(kpi);
  const certain = rows.filter((row) => row.isCertain);
  if (certain.length === 0) {
    return `No policy changes the ${name} beyond chance against "${reference}"`;
  }
  const most = certain.reduce((a, b) => Math.abs(b.mean) > Math.abs(a.mean) ? b : a);
  const size = isShare(kpi)
    ? `${alikeNumbers(10 * most.mean)(Math.abs(100 * most.mean))} percentage points`
    : `${alikeNumbers(most.mean / 10)(Math.abs(most.mean))} ${kpiDefinitions[kpi].unit}`.trim();
  const change = `${size} ${most.mean > 0 ? "more" : "less"} than "${reference}"`;
  const leads = largest?.isSignificant === true && rows[largest.leader] === most;
  return `"${most.name}" changes the ${name}${leads ? " most" : ""}: ${change}`;
}

function titleOf(kpi: KpiName): string {
  return kpi.replaceAll("_", " ").replace("p2p", "P2P");
}
