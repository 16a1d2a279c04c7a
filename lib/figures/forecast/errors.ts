import * as Plot from "@observablehq/plot";
import { say, sayWord } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { colours } from "../drawing/palette.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { alikeNumbers } from "../parts/wording.ts";

/** Errors of several methods over one part of a test, such as an hour of the day or a season. */
export interface ErrorsOfPart {
  /** Such as `winter` or `09`. */
  readonly name: string;
  /** By method, in the figure's unit; every part has the same methods. */
  readonly errors: Readonly<Record<string, number>>;
}

/** How a comparison of errors is called. */
export interface ErrorsWording {
  /** File name of the figure. */
  readonly name: string;
  /** The finding; by default, which method errs least in how many parts. */
  readonly title?: string;
  /** What is forecast and how the error is measured, such as `PV: root mean square error`. */
  readonly measure: string;
  /** Such as `€/MWh`. */
  readonly unit: string;
  /** What the parts are, such as `Hour of the day, UTC`. */
  readonly partLabel: string;
  /** Where the numbers come from; it must say if they are made up. */
  readonly source: string;
}

const STYLES = [
  { colour: colours.p2p, dash: "none", symbol: "circle" },
  { colour: colours.grid, dash: "6 3", symbol: "triangle" },
  { colour: colours.ink, dash: "2 3", symbol: "square" },
  { colour: colours.battery, dash: "8 3 2 3", symbol: "diamond" },
  { colour: colours.purple, dash: "1 3", symbol: "star" },
] as const;

/**
 * Where forecasts err: the errors of each method part by part.
 *
 * @throws {RangeError} If there are no parts, or more than five methods.
 */
export function forecastErrorsFigure(
  parts: readonly ErrorsOfPart[],
  wording: ErrorsWording,
): Figure {
  const methods = Object.keys(parts[0]?.errors ?? {});
  if (methods.length === 0 || methods.length > STYLES.length) {
    throw new RangeError(
      `The errors of 1 to ${STYLES.length} methods can be told apart, found ${methods.length}`,
    );
  }
  const names = parts.map(({ name }) => name);
  const highest = Math.max(...parts.flatMap(({ errors }) => Object.values(errors)));
  const chart = plotChart({
    height: 320,
    marginLeft: 52,
    marginTop: 24,
    marginBottom: 42,
    x: { type: "point", domain: names, label: wording.partLabel, padding: 0.3 },
    y: { label: wording.unit, grid: true, domain: [0, highest * 1.05 || 1] },
    marks: methods.flatMap((method, i) => {
      const { colour, dash, symbol } = STYLES[i];
      const y = ({ errors }: ErrorsOfPart) => errors[method];
      return [
        Plot.lineY(parts, { x: "name", y, stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
        Plot.dot(parts, { x: "name", y, fill: colour, stroke: colours.paper, r: 4, symbol }),
      ];
    }),
  });
  return new Figure({
    name: wording.name,
    title: wording.title ?? finding(parts, methods),
    subtitle: say`${wording.measure}, ${wording.unit}, by ${
      wording.partLabel[0].toLowerCase() + wording.partLabel.slice(1)
    }`,
    description: methods.map((method) => `${sayWord(method)}: ${range(parts, method)}`).join("; "),
    source: wording.source,
    legend: methods.map((method, i) => ({
      label: sayWord(method),
      mark: "line",
      colour: STYLES[i].colour,
      dash: STYLES[i].dash,
    })),
  }, chart);
}

function finding(parts: readonly ErrorsOfPart[], methods: readonly string[]): string {
  const wins = methods.map((method) =>
    parts.filter(({ errors }) => errors[method] === Math.min(...Object.values(errors))).length
  );
  const most = Math.max(...wins);
  return say`In ${most} of ${parts.length} cases the ${
    sayWord(methods[wins.indexOf(most)])
  } forecast errs least`;
}

function range(parts: readonly ErrorsOfPart[], method: string): string {
  const errors = parts.map((part) => part.errors[method]);
  const [low, high] = [Math.min(...errors), Math.max(...errors)];
  const shown = alikeNumbers(high / 10);
  return say`${shown(low)} to ${shown(high)}`;
}
