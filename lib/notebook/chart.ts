import * as Plot from "@observablehq/plot";
import { colours, Figure, type FigureText, type LegendItem, textWidth } from "../figures/mod.ts";
import { type ChartOptions, plotChart } from "../figures/parts/plot_chart.ts";

/** What stands around a chart; the title says the finding, the subtitle what is shown. */
export interface ChartText extends Omit<FigureText, "name" | "legend"> {
  /** What runs to the right, with its unit. */
  readonly x: string;
  /** What runs upwards, with its unit. */
  readonly y: string;
}

/** A point: what runs to the right, what runs upwards. */
export type Point = readonly [x: number | Date, y: number];

/** Room for labels and ticks, px. */
const MARGINS = { marginTop: 24, marginRight: 24, marginBottom: 44, marginLeft: 56 };

/** Of labels, px. */
const FONT_SIZE = 12;

/** Strokes that differ in grey too: by series, in their order. */
const STROKES = [
  { colour: colours.p2p, mark: "line", dash: "" },
  { colour: colours.loss, mark: "dashed", dash: "6 3" },
  { colour: colours.faint, mark: "dotted", dash: "2 3" },
] as const;

/**
 * A chart of one's own in the dress of the project's figures: title, units, legend and source stand
 * inside it.
 *
 * @param options As of Observable Plot; the axes are labelled from the text.
 */
export function chart(
  { x, y, ...text }: ChartText,
  options: ChartOptions,
  legend: readonly LegendItem[] = [],
): Figure {
  const name = text.title.toLowerCase().replaceAll(/[^a-z]+/g, "_").slice(0, 40);
  const axes = {
    x: { grid: false, ...options.x, label: axisLabel(x, options.x?.type) },
    y: { grid: true, ...options.y, label: axisLabel(y, options.y?.type) },
  };
  return new Figure({ ...text, name, legend }, plotChart({ ...MARGINS, ...options, ...axes }));
}

/** A label says so where equal steps mean equal factors. */
function axisLabel(label: string, type: string | null | undefined): string | null {
  if (label === "") return null;
  return type === "log" ? `${label}, logarithmic scale` : label;
}

/**
 * Lines, three at most, of values over a common axis.
 *
 * @param series Points by label, the most important first.
 * @param options Ticks of the x axis; whether the y axis begins at 0, as it does unless told.
 */
export function linesChart(
  text: ChartText,
  series: Readonly<Record<string, readonly Point[]>>,
  { ticks, zero = true }: { readonly ticks?: readonly number[]; readonly zero?: boolean } = {},
): Figure {
  const labels = Object.keys(series);
  const lines = labels.map((label, i) =>
    Plot.line(series[label], {
      stroke: STROKES[i].colour,
      strokeWidth: series[label].length > 500 ? 1 : 2,
      strokeDasharray: STROKES[i].dash,
    })
  );
  const legend = labels.map((label, i): LegendItem => ({ label, ...STROKES[i] }));
  const hover = labels.flatMap((label) =>
    series[label].length > MOST_HOVERED ? [] : [pointsToHover(series[label], label, text)]
  );
  return chart(text, {
    height: 270,
    x: ticks === undefined ? {} : { ticks: [...ticks] },
    y: { nice: true, zero },
    marks: [...lines, ...zero ? [Plot.ruleY([0])] : [], ...hover],
  }, labels.length === 1 ? [] : legend);
}

/** Points that lie closer cannot be told apart by a pointer. */
const MOST_HOVERED = 100;

/** Unseen places around the points of a line that say their values to the pointer. */
function pointsToHover(points: readonly Point[], label: string, { x, y }: ChartText): Plot.Markish {
  const shown = (value: number | Date) =>
    value instanceof Date
      ? value.toISOString().slice(0, 10)
      : value.toLocaleString("en-US", { maximumSignificantDigits: 4 });
  return Plot.dot(points, {
    r: 7,
    fill: "none",
    stroke: "none",
    pointerEvents: "all",
    title: ([at, value]: Point) =>
      `${label}: ${shown(value)} ${y}\n${x === "" ? "" : `${x}: `}${shown(at)}`,
  });
}

/** A bar: its name, how long it is. */
export type Bar = readonly [name: string, value: number];

/** Bars from the left with their values written at their ends, in the order given. */
export function barsChart(text: ChartText, bars: readonly Bar[], digits: number): Figure {
  return chart(text, {
    height: 70 + 26 * bars.length,
    marginLeft: 20 + Math.max(...bars.map(([name]) => textWidth(name, FONT_SIZE))),
    marginRight: 56,
    x: { grid: true },
    y: { domain: bars.map(([name]) => name), grid: false },
    marks: [
      Plot.barX(bars, { x: "1", y: "0", fill: colours.battery, insetTop: 3, insetBottom: 3 }),
      Plot.text(bars, {
        x: "1",
        y: "0",
        text: ([, value]: Bar) => value.toFixed(digits),
        dx: 6,
        textAnchor: "start",
      }),
    ],
  });
}

/** An estimate with its interval. */
export interface Estimate {
  /** Whose estimate. */
  readonly name: string;
  /** The estimate. */
  readonly mean: number;
  /** Lower end of its interval. */
  readonly low: number;
  /** Upper end of its interval. */
  readonly high: number;
}

/** Estimates with their intervals, one below the other, beside a line at 0. */
export function estimatesChart(
  text: ChartText,
  estimates: readonly Estimate[],
  digits: number,
): Figure {
  return chart(text, {
    height: 70 + 36 * estimates.length,
    marginLeft: 20 + Math.max(...estimates.map(({ name }) => textWidth(name, FONT_SIZE))),
    marginRight: 60,
    x: { grid: true, nice: true },
    y: { domain: estimates.map(({ name }) => name), grid: false },
    marks: [
      Plot.ruleX([0]),
      Plot.ruleY(estimates, { y: "name", x1: "low", x2: "high", strokeWidth: 2 }),
      Plot.dot(estimates, { y: "name", x: "mean", fill: colours.p2p, r: 6 }),
      Plot.text(estimates, {
        y: "name",
        x: "high",
        text: ({ mean }: Estimate) => mean.toFixed(digits).replace("-", "−"),
        dx: 8,
        textAnchor: "start",
      }),
    ],
  });
}

/** Where most of some values lie. */
export interface RangeOf {
  /** What they are values of. */
  readonly name: string | number;
  /** Lower end. */
  readonly low: number;
  /** Half of them are below. */
  readonly median: number;
  /** Upper end. */
  readonly high: number;
}

/** Ranges side by side, each with its median, above 0. */
export function rangesChart(text: ChartText, ranges: readonly RangeOf[]): Figure {
  return chart(text, {
    height: 250,
    x: { type: "band" },
    y: { domain: [0, 1.1 * Math.max(...ranges.map(({ high }) => high))] },
    marks: [
      Plot.ruleX(ranges, {
        x: "name",
        y1: "low",
        y2: "high",
        stroke: colours.quiet,
        strokeWidth: 14,
      }),
      Plot.tickY(ranges, {
        x: "name",
        y: "median",
        strokeWidth: 2.5,
        insetLeft: 8,
        insetRight: 8,
      }),
    ],
  });
}

/** A part of a stack: its value may be below 0. */
export interface StackPart {
  /** The bar. */
  readonly stack: string;
  /** The part of the bar, named in the legend. */
  readonly part: string;
  /** Length of the part. */
  readonly value: number;
}

/** Stacks by name, each of its parts by name. */
export function stackParts(
  stacks: Readonly<Record<string, Readonly<Record<string, number>>>>,
): StackPart[] {
  return Object.entries(stacks).flatMap(([stack, parts]) =>
    Object.entries(parts).map(([part, value]) => ({ stack, part, value }))
  );
}

/** Colours of parts that differ in grey too, in their order. */
const PARTS = [colours.p2p, colours.grid, colours.quiet, colours.ink];

/** Stacks of up to four parts, those above 0 upwards, those below downwards. */
export function stacksChart(text: ChartText, parts: readonly StackPart[]): Figure {
  const names = [...new Set(parts.map(({ part }) => part))];
  const colourOf = ({ part }: StackPart) => PARTS[names.indexOf(part)];
  return chart(text, {
    height: 300,
    x: { domain: new Set(parts.map(({ stack }) => stack)) },
    y: { nice: true },
    marks: [
      Plot.barY(parts, {
        x: "stack",
        y: "value",
        fill: colourOf,
        order: PARTS,
        insetLeft: 40,
        insetRight: 40,
      }),
      Plot.ruleY([0]),
    ],
  }, names.map((label, i) => ({ label, colour: PARTS[i] })));
}
