import * as Plot from "@observablehq/plot";
import { meanAbsoluteError } from "../../learn/mod.ts";
import { say } from "../edition/say.ts";
import type { LocalSteps } from "../../time.ts";
import { Figure } from "../parts/figure.ts";
import type { LegendItem } from "../parts/legend.ts";
import { hoverByBin } from "../parts/hover.ts";
import { colours } from "../drawing/palette.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { spanOf } from "../parts/round_steps.ts";
import { meanByBin, timeAxis, timeline, timeScale } from "../parts/timeline.ts";
import { alikeNumbers, percent } from "../parts/wording.ts";

/** Up to two weeks of hours are shown one by one. */
const MOST_BINS = 340;

/** What was forecast and what came, step by step; NaN where one is not known. */
export interface ForecastSteps {
  /** The steps. */
  readonly calendar: LocalSteps;
  /** What came. */
  readonly actual: ArrayLike<number>;
  /** What was said before. */
  readonly forecast: ArrayLike<number>;
  /** What the forecast is measured against, such as the price of the day before. */
  readonly reference?: { readonly label: string; readonly values: ArrayLike<number> };
  /** Prediction interval. */
  readonly interval?: {
    /** Such as 0.8. */
    readonly level: number;
    readonly low: ArrayLike<number>;
    readonly high: ArrayLike<number>;
  };
}

/** How a forecast is called. */
export interface ForecastWording {
  /** File name of the figure. */
  readonly name: string;
  /** What is forecast, such as `PUN`. */
  readonly quantity: string;
  /** Such as `€/MWh`. */
  readonly unit: string;
  /** How and how far ahead, such as `hour-ahead, ensemble`. */
  readonly method: string;
  /** Where the numbers come from; it must say if they are made up. */
  readonly source: string;
}

/** A forecast against what came. */
export function forecastFigure(steps: ForecastSteps, wording: ForecastWording): Figure {
  const { calendar, interval } = steps;
  const reference = knownReference(steps);
  const time = timeline(calendar, MOST_BINS);
  const binned = (values: ArrayLike<number>) => meanByBin(time, values);
  const line = (values: ArrayLike<number>, colour: string, width: number, dash = "") =>
    Plot.lineY(binned(values), {
      x: (_: number, bin: number) => bin + 0.5,
      stroke: colour,
      strokeWidth: width,
      strokeDasharray: dash,
    });
  const marks: Plot.Markish[] = [timeAxis(time)];
  const legend: LegendItem[] = [
    { label: say`Actual`, colour: colours.ink, mark: "line" },
    { label: say`Forecast`, colour: colours.p2p, mark: "dashed" },
  ];
  if (interval !== undefined) {
    const high = binned(interval.high);
    marks.push(Plot.areaY(binned(interval.low), {
      x: (_: number, bin: number) => bin + 0.5,
      y1: (low: number) => low,
      y2: (_: number, bin: number) => high[bin],
      fill: colours.sky,
      fillOpacity: 0.3,
    }));
    const label = say`${percent(interval.level)} interval`;
    legend.push({ label, colour: colours.sky, opacity: 0.35 });
  }
  if (reference !== undefined) {
    marks.push(line(reference.values, colours.grid, 1.5, "2 3"));
    legend.push({ label: reference.label, colour: colours.grid, mark: "dotted" });
  }
  marks.push(line(steps.actual, colours.ink, 2), line(steps.forecast, colours.p2p, 2, "6 3"));
  const { unit } = wording;
  marks.push(hoverByBin(time, calendar, [
    { label: say`Actual`, values: binned(steps.actual), unit },
    { label: say`Forecast`, values: binned(steps.forecast), unit },
    ...(reference === undefined
      ? []
      : [{ label: reference.label, values: binned(reference.values), unit }]),
  ]));
  const shown = [steps.actual, steps.forecast, reference?.values, interval?.low, interval?.high]
    .filter((values) => values !== undefined);
  const chart = plotChart({
    height: 320,
    marginLeft: 52,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: unit, grid: true, nice: true, domain: spanOf(...shown.map(binned)) },
    marks,
  });
  return new Figure({
    name: wording.name,
    title: titleOf(steps, reference, wording),
    subtitle: say`${wording.quantity} ${time.phrase}, ${unit}: forecast (${wording.method}) and what
      came`,
    source: wording.source,
    legend,
  }, chart);
}

/** The reference, if any of it is known. */
function knownReference({ reference }: ForecastSteps): ForecastSteps["reference"] {
  return reference !== undefined && Array.from(reference.values).every(Number.isNaN)
    ? undefined
    : reference;
}

function titleOf(
  { actual, forecast }: ForecastSteps,
  reference: ForecastSteps["reference"],
  { quantity, unit }: ForecastWording,
): string {
  const references = [forecast, ...(reference === undefined ? [] : [reference.values])];
  const known = Array.from(actual, (_, h) => h).filter((h) =>
    !Number.isNaN(actual[h]) && references.every((values) => !Number.isNaN(values[h]))
  );
  if (known.length === 0) return say`What came of the ${quantity} forecast is not known`;
  const chosen = (values: ArrayLike<number>) => known.map((h) => values[h]);
  const error = meanAbsoluteError(chosen(actual), chosen(forecast));
  const off = alikeNumbers(error)(error);
  if (reference === undefined) {
    return say`The ${quantity} forecast was off by ${off} ${unit} on average`;
  }
  const share = error / meanAbsoluteError(chosen(actual), chosen(reference.values)) - 1;
  const [change, other] = [percent(Math.abs(share)), reference.label.toLowerCase()];
  return share <= 0
    ? say`The ${quantity} forecast was off by ${off} ${unit} on average, ${change} less than ${other}`
    : say`The ${quantity} forecast was off by ${off} ${unit} on average, ${change} more than ${other}`;
}
