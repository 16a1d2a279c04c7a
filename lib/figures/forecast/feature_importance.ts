import * as Plot from "@observablehq/plot";
import { colours } from "../drawing/palette.ts";
import { textWidth } from "../drawing/text_width.ts";
import { isNarrow, writeNumber } from "../edition/edition.ts";
import { say, sayWord } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { percent } from "../parts/wording.ts";

/** A column, or a piece of knowledge, and how much a model leans on it. */
export interface Importance {
  /** In words. */
  readonly name: string;
  /** Growth of the root mean square error when it is shuffled; 0.5 for half as much again. */
  readonly growth: number;
}

/** How a figure of importance is called. */
export interface ImportanceWording {
  /** File name of the figure. */
  readonly name: string;
  /** What is forecast, such as `PV`. */
  readonly quantity: string;
  /** Where the numbers come from; it must say if they are made up. */
  readonly source: string;
}

const MOST_SHOWN = 12;

/** What a forecaster leans on: how much its error grows without each piece of what it knows. */
export function featureImportanceFigure(
  importance: readonly Importance[],
  { name, quantity, source }: ImportanceWording,
): Figure {
  if (importance.length < 2) {
    throw new RangeError(`What a forecaster leans on takes two pieces, found ${importance.length}`);
  }
  const shown = importance.toSorted((a, b) => b.growth - a.growth).slice(0, MOST_SHOWN)
    .map((piece) => ({ name: sayWord(piece.name), growth: 100 * piece.growth }));
  const names = shown.map((piece) => piece.name);
  const values = shown.map(({ growth }) => percent(growth / 100));
  const room = 12 + Math.max(...names.map((each) => textWidth(each, 12)));
  const narrow = isNarrow();
  const chart = plotChart({
    height: 46 + (narrow ? 38 : 24) * shown.length,
    marginLeft: narrow ? 8 : room,
    marginRight: 12 + Math.max(...values.map((value) => textWidth(value, 12, 600))),
    marginTop: 6,
    marginBottom: 40,
    x: { label: say`Growth of the error, %`, grid: true, zero: true, ticks: narrow ? 4 : 8 },
    y: { domain: names, label: null, tickSize: 0, ...(narrow ? { axis: null } : {}) },
    marks: [
      Plot.barX(shown, {
        x: "growth",
        y: "name",
        fill: colours.p2p,
        insetTop: narrow ? 16 : 3,
        insetBottom: 3,
        title: (piece: Importance) => `${piece.name}: ${writeNumber(piece.growth)} %`,
      }),
      ...(narrow
        ? [Plot.text(shown, {
          x: 0,
          y: "name",
          text: "name",
          textAnchor: "start",
          lineAnchor: "bottom",
          dx: 4,
          dy: -3,
          pointerEvents: "none",
        })]
        : []),
      Plot.text(shown, {
        x: ({ growth }: Importance) => Math.max(0, growth),
        y: "name",
        text: (_: Importance, i: number) => values[i],
        textAnchor: "start",
        fontWeight: 600,
        dx: 6,
        dy: narrow ? 6 : 0,
        pointerEvents: "none",
      }),
      Plot.ruleX([0]),
    ],
  });
  return new Figure({
    name,
    title: say`${quantity}: without ${names[0]} the error grows by ${values[0]}, without ${
      names[1]
    } by ${values[1]}`,
    subtitle:
      say`Growth of the root mean square error, %, when what is known is exchanged for that of
      another hour (permutation importance, Breiman 2001)`,
    description: names.map((each, i) => `${each} ${values[i]}`).join(", "),
    source,
  }, chart);
}
