import * as Plot from "@observablehq/plot";
import { colours } from "../drawing/palette.ts";
import { fixed } from "../edition/edition.ts";
import { say, sayWord } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { besideOrBelow, panelWidth } from "../parts/run_figure.ts";
import type { ShareHeld } from "../../learn/mod.ts";

const GAP = 20;
const HEIGHT = 280;
/** What is called reliable here, percentage points either way. */
const CLOSE = 2;

const STYLES = [
  { colour: colours.p2p, dash: "none", symbol: "circle" },
  { colour: colours.grid, dash: "6 3", symbol: "triangle" },
  { colour: colours.ink, dash: "2 3", symbol: "square" },
  { colour: colours.battery, dash: "8 3 2 3", symbol: "diamond" },
] as const;

/** How a figure of reliability is called. */
export interface ReliabilityWording {
  /** File name of the figure. */
  readonly name: string;
  /** What is forecast and over what, such as `PUN, first half of 2025`. */
  readonly quantity: string;
  /** Where the numbers come from; it must say if they are made up. */
  readonly source: string;
}

/** A quantile of one of the forecasts, %. */
interface Point {
  readonly method: number;
  readonly promised: number;
  readonly held: number;
}

/**
 * Whether forecast quantiles keep their promise: of all outcomes, how many lay at or below each,
 * against how many should have (a reliability diagram of quantiles: Gneiting, Balabdaoui & Raftery
 * 2007, doi:10.1111/j.1467-9868.2007.00587.x); and by how many percentage points that is off, which the
 * first panel is too coarse to show.
 *
 * @param forecasts By name, the quantiles by rising share.
 * @throws {RangeError} If there is none, a forecast has no quantile, or there are more than four.
 */
export function reliabilityFigure(
  forecasts: Readonly<Record<string, readonly ShareHeld[]>>,
  { name, quantity, source }: ReliabilityWording,
): Figure {
  const names = Object.keys(forecasts);
  const empty = names.find((method) => forecasts[method].length === 0);
  if (names.length === 0 || names.length > STYLES.length || empty !== undefined) {
    throw new RangeError(
      `The reliability of 1 to ${STYLES.length} forecasts with quantiles can be drawn: found ` +
        (empty === undefined ? names.length : `"${empty}" without quantiles`),
    );
  }
  const points = names.flatMap((method, m): Point[] =>
    forecasts[method].map(({ share, held }) => {
      return { method: m, promised: 100 * share, held: 100 * held };
    })
  );
  const farthest = points.reduce((most, point) => off(point) > off(most) ? point : most);
  const most = Math.max(CLOSE, ...points.map(off)) * 1.1;
  const panel = (
    label: string,
    y: (point: Point) => number,
    domain: readonly [number, number],
    ideal: readonly Plot.Markish[],
  ) =>
    plotChart({
      width: panelWidth(2, GAP),
      height: HEIGHT,
      marginLeft: 48,
      marginRight: 14,
      marginTop: 24,
      marginBottom: 40,
      x: {
        label: say`Should lie below, %`,
        domain: [0, 100],
        ticks: [0, 25, 50, 75, 100],
        grid: true,
      },
      y: { label, domain, grid: true },
      marks: [
        ...ideal,
        ...names.flatMap((method, m) => {
          const own = points.filter((point) => point.method === m);
          const { colour, dash, symbol } = STYLES[m];
          return [
            Plot.line(own, { x: "promised", y, stroke: colour, strokeDasharray: dash }),
            Plot.dot(own, {
              x: "promised",
              y,
              fill: colour,
              stroke: colours.paper,
              r: 4.5,
              symbol,
              title: ({ promised, held }: Point) =>
                say`${sayWord(method)}: ${fixed(held, 1)} % below the quantile of ${
                  fixed(promised, 1)
                } %`,
            }),
          ];
        }),
      ],
    });
  const size = fixed(off(farthest), 1);
  return new Figure(
    {
      name,
      title: off(farthest) <= CLOSE
        ? say`Quantiles keep their promise within ${size} percentage points`
        : say`The ${fixed(farthest.promised, 1)} % quantile of ${
          sayWord(names[farthest.method])
        } is off by ${size} percentage points`,
      subtitle: say`${quantity}: share of what came at or below each forecast quantile, and by how
        many percentage points it differs from the promised one (grey: within ${CLOSE})`,
      description: names.map((method) => `${sayWord(method)}: ${inWords(forecasts[method])}`)
        .join("; "),
      source,
      legend: names.map((method, m) => ({
        label: sayWord(method),
        mark: "line",
        colour: STYLES[m].colour,
        dash: STYLES[m].dash,
      })),
    },
    besideOrBelow([
      panel(say`Lay below, %`, ({ held }) => held, [0, 100], [
        Plot.line([[0, 0], [100, 100]], { stroke: colours.faint }),
      ]),
      panel(say`Too many below, points`, ({ held, promised }) => held - promised, [-most, most], [
        Plot.rect([{}], { x1: 0, x2: 100, y1: -CLOSE, y2: CLOSE, fill: colours.rule }),
        Plot.ruleY([0], { stroke: colours.faint }),
      ]),
    ], GAP),
  );
}

function off({ promised, held }: Point): number {
  return Math.abs(held - promised);
}

function inWords(quantiles: readonly ShareHeld[]): string {
  return quantiles
    .map(({ share, held }) => say`${fixed(100 * held, 1)} % of ${fixed(100 * share, 1)} %`)
    .join(", ");
}
