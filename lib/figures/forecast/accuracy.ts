import * as Plot from "@observablehq/plot";
import { quantileSorted } from "simple-statistics";
import { say } from "../edition/say.ts";
import { classes } from "../parts/classes.ts";
import { Figure } from "../parts/figure.ts";
import { colours } from "../drawing/palette.ts";
import type { SvgPart } from "../drawing/svg.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { spanOf } from "../parts/round_steps.ts";
import { besideOrBelow, emptyChart, panelWidth } from "../parts/run_figure.ts";
import { alikeNumbers } from "../parts/wording.ts";
import type { ForecastSteps, ForecastWording } from "./forecast.ts";

const GAP = 20;
const HEIGHT = 280;
/** More dots would be one area. Prime, so that those shown are not all of the same hours of the day. */
const MOST_DOTS = 997;
/** Of more, no pointer hits one alone: they are small and have no values to show. */
const MOST_HOVERED = 300;

/** A forecast and what came of it. */
interface Pair {
  readonly actual: number;
  readonly forecast: number;
}

/**
 * How right a forecast is at every level of what came: forecast against actual, and its error against
 * actual, coloured by the size of the error.
 *
 * @param wording Its name is the file's.
 */
export function forecastAccuracyFigure(
  { actual, forecast }: Pick<ForecastSteps, "actual" | "forecast">,
  wording: ForecastWording,
): Figure {
  const { name, quantity, unit, method, source } = wording;
  const pairs = Array.from(actual, (value, i): Pair => ({ actual: value, forecast: forecast[i] }))
    .filter(({ actual, forecast }) => !Number.isNaN(actual) && !Number.isNaN(forecast));
  const text = {
    name,
    subtitle:
      say`${quantity}, ${unit} (${method}): forecast against what came, and error against what
      came; colours are the size of the error`,
    source,
  };
  if (pairs.length === 0) {
    const title = say`What came of the ${quantity} forecast is not known`;
    return new Figure({ ...text, title }, emptyChart(say`Nothing is known of what came.`));
  }
  const sizes = pairs.map(sizeOf).sort((a, b) => a - b);
  const { colourOf, items } = classes(sizes, unit);
  const [half, most] = [quantileSorted(sizes, 0.5), quantileSorted(sizes, 0.95)];
  const shown = alikeNumbers((half > 0 ? half : most) / 2);
  const dots = spreadEvenly(pairs);
  const span = spanOf(pairs.map((pair) => pair.actual), pairs.map((pair) => pair.forecast));
  const panel = (
    label: string,
    y: (pair: Pair) => number,
    domain: readonly [number, number],
    line: Plot.Markish,
  ): SvgPart =>
    plotChart({
      width: panelWidth(2, GAP),
      height: HEIGHT,
      marginLeft: 48,
      marginRight: 12,
      marginTop: 24,
      marginBottom: 40,
      x: { label: say`Actual, ${unit}`, grid: true, nice: true, domain: span },
      y: { label, grid: true, nice: true, domain },
      marks: [
        line,
        Plot.dot(dots, {
          x: "actual",
          y,
          r: dots.length > MOST_HOVERED ? 2 : 3.5,
          fill: (pair: Pair) => colourOf(sizeOf(pair)),
          stroke: colours.faint,
          strokeWidth: 0.5,
          ...(dots.length > MOST_HOVERED ? {} : {
            title: (pair: Pair) =>
              say`Actual ${shown(pair.actual)}, forecast ${shown(pair.forecast)} ${unit}`,
          }),
        }),
      ],
    });
  const diagonal = Plot.line([[span[0], span[0]], [span[1], span[1]]], { stroke: colours.ink });
  return new Figure(
    {
      ...text,
      title: half > 0
        ? say`Half of the ${quantity} forecasts are off by less than ${shown(half)} ${unit}, one in
      twenty by more than ${shown(most)}`
        : say`Half or more of the ${quantity} forecasts are exact, one in twenty is off by more than
      ${shown(most)} ${unit}`,
      legend: items,
    },
    besideOrBelow([
      panel(say`Forecast, ${unit}`, ({ forecast }) => forecast, span, diagonal),
      panel(
        say`Error, ${unit}`,
        errorOf,
        spanOf(pairs.map(errorOf), [0]),
        Plot.ruleY([0], { stroke: colours.ink }),
      ),
    ], GAP),
  );
}

/** So many of the pairs, evenly spread, that they can be drawn. */
function spreadEvenly(pairs: readonly Pair[]): readonly Pair[] {
  const stride = pairs.length / MOST_DOTS;
  return stride <= 1
    ? pairs
    : Array.from({ length: MOST_DOTS }, (_, dot) => pairs[Math.floor(dot * stride)]);
}

function errorOf({ actual, forecast }: Pair): number {
  return forecast - actual;
}

function sizeOf(pair: Pair): number {
  return Math.abs(errorOf(pair));
}
