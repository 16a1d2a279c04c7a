import { endOf, type HourlySeries, indexAt } from "../../data/series.ts";
import type { Figure } from "../../figures/mod.ts";
import {
  EARLIER_AUCTIONS,
  type Horizon,
  INTERVAL_LEVELS,
  naiveForecasts,
  type NaiveMethod,
  punQuantiles,
  type PunTestRun,
  type Refit,
} from "../../forecast/mod.ts";
import {
  coefficientOfDetermination,
  coverage,
  dieboldMariano,
  meanAbsoluteError,
  pinballLoss,
  rankedProbabilityScore,
  reliabilityOf,
  rootMeanSquareError,
  shareBelow,
} from "../../learn/mod.ts";
import { textTable } from "../../text_table.ts";
import { dateInRome, HOUR } from "../../time.ts";

/** The naive forecast that each horizon is measured against. */
const NAIVE: Readonly<Record<Horizon, NaiveMethod>> = {
  "hour-ahead": "previous hour",
  "day-ahead": "similar day",
};

/** What they are, for people. */
const NAIVE_MEANING: Readonly<Record<Horizon, string>> = {
  "hour-ahead": "the price of the hour before",
  "day-ahead": "last week's price on Monday, Saturday and Sunday, else yesterday's",
};

/** Naive forecasts that know no more than the horizon allows. */
const FAIR: Readonly<Record<Horizon, readonly NaiveMethod[]>> = {
  "hour-ahead": ["previous hour", "same hour yesterday", "similar day"],
  "day-ahead": ["same hour yesterday", "similar day"],
};

/** What is tested. */
export interface PunTestOptions {
  readonly from: number;
  readonly horizon: Horizon;
  readonly refit: Refit;
  readonly models: readonly string[];
  readonly priceType: string;
  /** Column of a neighbour whose price of the day itself is known; none in the first information set. */
  readonly neighbour: string | undefined;
}

/** A model's test, and the time that its training took, or reading it where it was kept. */
export interface TestedPun {
  readonly run: PunTestRun;
  readonly trainSeconds: number;
  readonly kept: boolean;
}

/** The hours of a history from an instant on. */
export function pricesFrom(prices: HourlySeries, start: number): Float64Array {
  return prices.values.subarray(indexAt(prices, start));
}

function stretch(begin: number, end: number) {
  return { from: dateInRome(begin), to: dateInRome(end - HOUR), hours: (end - begin) / HOUR };
}

/** The object of `--json`. */
export function punSummary(
  prices: HourlySeries,
  options: PunTestOptions,
  { run, trainSeconds }: TestedPun,
) {
  const actual = pricesFrom(prices, options.from);
  const naive = naiveForecasts(prices, options.from)[NAIVE[options.horizon]];
  const mae = meanAbsoluteError(actual, run.forecast);
  const naiveMae = meanAbsoluteError(actual, naive);
  return {
    task: "pun",
    horizon: options.horizon,
    train: stretch(prices.start, options.from),
    test: stretch(options.from, endOf(prices)),
    metrics: {
      mae,
      rmse: rootMeanSquareError(actual, run.forecast),
      r2: coefficientOfDetermination(actual, run.forecast),
      rmae: mae / naiveMae,
    },
    naive: { mae: naiveMae, rmse: rootMeanSquareError(actual, naive) },
    trainSeconds,
  };
}

/** The tables, and what their columns mean. */
export function punReport(
  prices: HourlySeries,
  label: string,
  options: PunTestOptions,
  tested: ReadonlyMap<string, TestedPun>,
): string {
  const { horizon, priceType, refit, neighbour } = options;
  const [train, test] = [
    stretch(prices.start, options.from),
    stretch(options.from, endOf(prices)),
  ];
  return [
    `${priceType} ${horizon}, €/MWh, all hours (${label})`,
    ...neighbour === undefined ? [] : [
      `Second information set: also ${neighbour}'s prices of the day itself ` +
      `(${EARLIER_AUCTIONS[neighbour]}).`,
      "Not to be compared in one number with forecasts that see the price's own past alone.",
    ],
    `Trained on ${train.from} to ${train.to} (${train.hours} hours), anew ${refit}; ` +
    `tested on ${test.from} to ${test.to} (${test.hours} hours)`,
    "",
    scoreTable(prices, options, tested),
    "",
    `rMAE: MAE as a share of that of the naive forecast "${NAIVE[horizon]}",`,
    `${NAIVE_MEANING[horizon]}. DM p: chance of a difference in`,
    `absolute error from the last model's at least as large, were both equally accurate`,
    `(Diebold & Mariano, a day of autocorrelation). 80 %, 95 %: share of prices in the interval.`,
    `CRPS: continuous ranked probability score, from the forecast and the ends of both intervals.`,
    "",
    reliability(prices, options, tested),
  ].join("\n");
}

/** The reliability of the last model, drawn. */
export async function punReliability(
  prices: HourlySeries,
  label: string,
  { from: start, horizon, priceType, refit }: PunTestOptions,
  tested: ReadonlyMap<string, TestedPun>,
): Promise<Figure> {
  const { reliabilityFigure } = await import("../../figures/mod.ts");
  const [name, { run }] = [...tested].at(-1)!;
  const test = stretch(start, endOf(prices));
  return reliabilityFigure(
    { [name]: reliabilityOf(pricesFrom(prices, start), punQuantiles(run)) },
    {
      name: `${horizon}_reliability`,
      quantity: `${priceType} ${horizon}, refit ${refit}, ${test.from} to ${test.to}`,
      source: `Data: ${label}, ${test.hours} hours that no model was trained on.`,
    },
  );
}

/** Of the last model: how many prices lay below each quantile, and what it scored, €/MWh. */
function reliability(
  prices: HourlySeries,
  { from: start }: PunTestOptions,
  tested: ReadonlyMap<string, TestedPun>,
): string {
  const actual = pricesFrom(prices, start);
  const [name, { run }] = [...tested].at(-1)!;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const quantiles = punQuantiles(run);
  return textTable(
    [`quantile of ${name}`, ...quantiles.map(({ share }) => percent(share))],
    [
      ["prices below", ...quantiles.map(({ values }) => percent(shareBelow(actual, values)))],
      ["pinball loss", ...quantiles.map((quantile) => pinballLoss(actual, quantile).toFixed(3))],
    ],
  );
}

function scoreTable(
  prices: HourlySeries,
  { from: start, horizon }: PunTestOptions,
  tested: ReadonlyMap<string, TestedPun>,
): string {
  const actual = pricesFrom(prices, start);
  const naive = naiveForecasts(prices, start);
  const naiveMae = meanAbsoluteError(actual, naive[NAIVE[horizon]]);
  const best = [...tested.values()].at(-1)!.run.forecast;
  const scores = (name: string, forecast: Float64Array) => [
    name,
    meanAbsoluteError(actual, forecast).toFixed(2),
    rootMeanSquareError(actual, forecast).toFixed(2),
    coefficientOfDetermination(actual, forecast).toFixed(4),
    (meanAbsoluteError(actual, forecast) / naiveMae).toFixed(3),
    forecast === best ? "" : chanceOfEqual(actual, forecast, best),
  ];
  const rows = [
    ...FAIR[horizon].map((name) => [...scores(name, naive[name]), "", "", "", ""]),
    ...Array.from(tested, ([name, { run, trainSeconds, kept }]) => [
      ...scores(name, run.forecast),
      ...INTERVAL_LEVELS.map((level) => {
        const { low, high } = run.intervals[level];
        return `${(100 * coverage(actual, low, high)).toFixed(1)} %`;
      }),
      rankedProbabilityScore(actual, punQuantiles(run)).toFixed(2),
      kept ? "kept" : `${trainSeconds.toFixed(1)} s`,
    ]),
  ];
  const header = [
    "forecast",
    "MAE",
    "RMSE",
    "R²",
    `rMAE to ${NAIVE[horizon]}`,
    "DM p",
    "80 %",
    "95 %",
    "CRPS",
    "training",
  ];
  return textTable(header, rows);
}

function chanceOfEqual(actual: Float64Array, one: Float64Array, other: Float64Array): string {
  const losses = (forecast: Float64Array) => actual.map((y, i) => Math.abs(y - forecast[i]));
  const [a, b] = [losses(one), losses(other)];
  if (a.every((loss, i) => loss === b[i])) return "";
  return dieboldMariano(a, b, Math.min(24, a.length - 1)).pValue.toFixed(3);
}
