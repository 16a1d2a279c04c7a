import * as Plot from "@observablehq/plot";
import type { Interval } from "../../experiment/mod.ts";
import { kpiDefinitions, type KpiName } from "../../results/kpi_definitions.ts";
import { colours } from "../drawing/palette.ts";
import { type SvgPart, textElement } from "../drawing/svg.ts";
import { textWidth } from "../drawing/text_width.ts";
import { say } from "../edition/say.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { roundTicks } from "../parts/round_steps.ts";
import { stacked } from "../parts/run_figure.ts";
import { alikeNumbers, kpiTitle } from "../parts/wording.ts";

const ROW = 26;
const MARGIN_RIGHT = 14;
/** Between the labels of two ticks, px. */
const TICK_GAP = 2;

/** A mean with its interval, and what it is called. */
export interface IntervalRow extends Interval {
  /** Beside the row; each once. */
  readonly label: string;
  /** Drawn full: it can be told from chance. */
  readonly isCertain: boolean;
}

/** How a panel is drawn. */
export interface PanelLayout {
  /** px. */
  readonly width: number;
  /** px for the labels. */
  readonly labelRoom: number;
  /** Whether the values are differences: signs are written out. */
  readonly isDifference: boolean;
  /** Stands behind the title, such as `▲`. */
  readonly note?: string;
}

/** A figure of merit of several variants: a dot and an interval each, shares in per cent. */
export function intervalPanel(
  kpi: KpiName,
  rows: readonly IntervalRow[],
  { width, labelRoom, isDifference, note }: PanelLayout,
): SvgPart {
  const scale = isShare(kpi) ? 100 : 1;
  const scaled = rows.map((row) => ({
    ...row,
    mean: row.mean * scale,
    low: row.low * scale,
    high: row.high * scale,
  })).filter(({ mean }) => !Number.isNaN(mean));
  const fill = (row: IntervalRow) => row.isCertain ? colours.p2p : colours.paper;
  const stroke = (row: IntervalRow) => row.isCertain ? colours.p2p : colours.faint;
  const { step, ticks } = roundTicks(...domainOf(scaled));
  const shown = alikeNumbers(step);
  const tickFormat = (value: number) =>
    isDifference && value > 0 ? `+${shown(value)}` : shown(value);
  const chart = plotChart({
    width,
    height: 34 + ROW * rows.length,
    marginLeft: labelRoom,
    marginRight: MARGIN_RIGHT,
    marginTop: 4,
    marginBottom: 30,
    x: {
      domain: [ticks[0], ticks[ticks.length - 1]],
      ticks: uncrowded(ticks, tickFormat, width - labelRoom - MARGIN_RIGHT),
      grid: true,
      label: null,
      tickFormat,
    },
    y: {
      domain: rows.map(({ label }) => label),
      label: null,
      tickSize: 0,
      type: "point",
      padding: 0.6,
    },
    marks: [
      Plot.ruleX([0], { stroke: colours.ink }),
      Plot.ruleY(scaled, { y: "label", x1: "low", x2: "high", stroke, strokeWidth: 2.5 }),
      Plot.dot(scaled, { x: "mean", y: "label", r: 4.5, fill, stroke, strokeWidth: 1.75 }),
    ],
  });
  const name = kpiTitle(kpi);
  const title = note === undefined ? name : `${name} ${note}`;
  const unit = !isShare(kpi)
    ? kpiDefinitions[kpi].unit
    : isDifference
    ? say`percentage points`
    : "%";
  const heading = {
    width,
    height: 20,
    markup: textElement(title, 0, 13, { "font-weight": 600 }) +
      textElement(unit, textWidth(title, 12, 600) + 6, 13, { fill: colours.faint }),
  };
  return stacked([heading, chart], 0);
}

/** All ticks, or every second from 0 on where their labels would touch. */
function uncrowded(
  ticks: readonly number[],
  format: (value: number) => string,
  room: number,
): readonly number[] {
  const widest = Math.max(...ticks.map((tick) => textWidth(format(tick), 12)));
  if ((ticks.length - 1) * (widest + TICK_GAP) <= room) return ticks;
  const zero = Math.max(0, ticks.findIndex((tick) => Math.abs(tick) < 1e-12));
  return ticks.filter((_, i) => (i - zero) % 2 === 0);
}

/** Shares are shown in percentage points; an index such as Gini's has no unit either. */
export function isShare(kpi: KpiName): boolean {
  return kpiDefinitions[kpi].unit === "" &&
    /share|sufficiency|consumption|worse_off|rate/.test(kpi);
}

function domainOf(rows: readonly Interval[]): [number, number] {
  const ends = rows.flatMap(({ mean, low, high }) => [mean, low, high])
    .filter((end) => !Number.isNaN(end));
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  if (low === high) return [-1, 1];
  return [low, high];
}
