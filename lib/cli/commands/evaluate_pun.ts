import { openPrices, type PriceHistory } from "../../data/mod.ts";
import { endOf, type HourlySeries, indexAt } from "../../data/series.ts";
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
import {
  cachedModel,
  EARLIER_AUCTIONS,
  hashOfValues,
  type Horizon,
  INTERVAL_LEVELS,
  loadPun,
  NAIVE_HOURS_NEEDED,
  naiveForecasts,
  type NaiveMethod,
  type Neighbour,
  type PriceForecaster,
  priceSeries,
  PUN_MODEL_VERSION,
  punModels,
  punQuantiles,
  type PunTestRun,
  type Refit,
  REFITS,
  runPunTest,
  trainNeighbourLear,
  trainPun,
} from "../../forecast/mod.ts";
import type { Figure } from "../../figures/mod.ts";
import { InputError } from "../../input_error.ts";
import { dateInRome, HOUR, midnightInRome } from "../../time.ts";
import type { Arguments, Terminal } from "../command.ts";
import { placesFor } from "../../project.ts";
import {
  comparedWithKept,
  keepFigure,
  keepForecasts,
  keptForecasts,
  keptNames,
} from "../kept_forecasts.ts";
import { textTable } from "../../text_table.ts";

const DEFAULT_MODEL = "ensemble";
const LOOKBACK_HOURS = 24;

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

interface Options {
  readonly from: number;
  readonly horizon: Horizon;
  readonly refit: Refit;
  readonly models: readonly string[];
  readonly priceType: string;
  /** Column of a neighbour whose price of the day itself is known; none in the first information set. */
  readonly neighbour: string | undefined;
}

/** A model's test, and the time that its training took, or reading it where it was kept. */
interface Tested {
  readonly run: PunTestRun;
  readonly trainSeconds: number;
  readonly kept: boolean;
}

/**
 * `deno task evaluate pun`: trains on all prices before `--test-from` and tests on the rest, in
 * €/MWh over all hours. rMAE compares with the naive forecast of the horizon: the previous hour's
 * price for hour-ahead, the similar day's for day-ahead.
 *
 * @throws {InputError} For options or data that cannot be used.
 */
export async function evaluatePun(args: Arguments, terminal: Terminal): Promise<void> {
  const options = readOptions(args);
  const { history, label } = await openPrices(placesFor(args.text("data")), terminal.progress);
  const prices = priceSeries(history, options.priceType);
  checkStart(prices, options.from);
  const neighbour = neighbourOf(history, options.neighbour);
  const tested = new Map(
    options.models.map((model) => {
      return [model, test(prices, model, options, terminal, neighbour)] as const;
    }),
  );
  const { forecast } = [...tested.values()].at(-1)!.run;
  const own = { time: forecast.map((_, hour) => options.from + hour * HOUR), forecast };
  const { keep, against } = keptNames(args);
  const kept = against === undefined ? undefined : keptForecasts(against);
  if (keep !== undefined) {
    await keepForecasts(keep, own);
    await keepFigure(keep, await reliabilityOfLast(prices, label, options, tested));
  }
  if (args.flag("json")) {
    const [only] = tested.values();
    terminal.print(JSON.stringify(summary(prices, options, only)));
  } else {
    terminal.print(report(prices, label, options, tested));
    if (kept === undefined) return;
    const actual = from(prices, options.from);
    terminal.print(`\n${comparedWithKept(actual, own, against!, kept)}`);
  }
}

function readOptions(args: Arguments): Options {
  const problems: string[] = [];
  const oneOf = <Name extends string>(option: string, names: readonly Name[], usual: Name) => {
    const given = args.text(option) ?? usual;
    const name = names.find((known) => known === given);
    if (!name) problems.push(`--${option} must be ${names.join(" or ")}, found "${given}"`);
    return name ?? usual;
  };
  const horizon = oneOf("horizon", ["hour-ahead", "day-ahead"], "hour-ahead");
  const refit = oneOf("refit", REFITS, "never");
  const usualModel = args.flag("json") ? DEFAULT_MODEL : "all";
  const model = oneOf("model", [...punModels[horizon], "all"], usualModel);
  if (args.flag("json") && model === "all") {
    problems.push("--json shows one model: --model all cannot be given with it");
  }
  const neighbour = args.text("neighbour");
  if (neighbour !== undefined && (horizon !== "day-ahead" || args.text("model") !== undefined)) {
    problems.push(
      "--neighbour has a day-ahead model of its own: it takes --horizon day-ahead and no --model",
    );
  }
  const from = readDay(args.text("test-from"), problems);
  if (problems.length > 0) throw new InputError(problems);
  const models = neighbour !== undefined
    ? [`lear with ${neighbour}`]
    : model === "all"
    ? punModels[horizon]
    : [model];
  const priceType = args.text("price-type") ?? "PUN";
  return { from, horizon, refit, models, priceType, neighbour };
}

function readDay(day: string | undefined, problems: string[]): number {
  try {
    return midnightInRome(day ?? "none");
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(`--test-from must be a day YYYY-MM-DD, found ${day ? `"${day}"` : "none"}`);
    return NaN;
  }
}

/** @throws {InputError} If its auction is none that is over before, or the history has no such column. */
function neighbourOf(history: PriceHistory, column: string | undefined): Neighbour | undefined {
  if (column === undefined) return undefined;
  if (!Object.hasOwn(EARLIER_AUCTIONS, column)) {
    throw new InputError(
      `--neighbour must be a market whose prices of a day are known before Italy's: ` +
        `${Object.keys(EARLIER_AUCTIONS).join(", ")}, found "${column}"`,
    );
  }
  if (!history.eurPerMwh.has(column)) {
    throw new InputError(
      `--neighbour ${column} takes prices of ${column}: the history has ` +
        `${[...history.eurPerMwh.keys()].join(", ")}; SMARD has Switzerland's, which ` +
        "`deno task download prices --source smard --zone CH --years YYYY-YYYY` imports",
    );
  }
  return { column, prices: priceSeries(history, column) };
}

function checkStart(prices: HourlySeries, from: number): void {
  if (from - prices.start >= NAIVE_HOURS_NEEDED * HOUR) return;
  throw new InputError(
    `Cannot test from ${dateInRome(from)} on: ` +
      `the price history begins on ${dateInRome(prices.start)}, and training takes 28 days`,
  );
}

function test(
  prices: HourlySeries,
  model: string,
  { from, horizon, refit }: Options,
  { progress }: Terminal,
  neighbour?: Neighbour,
): Tested {
  let trainSeconds = 0;
  let kept = true;
  const train = (history: HourlySeries, earlier?: PriceForecaster) => {
    const begin = performance.now();
    if (neighbour) {
      const forecaster = trainNeighbourLear(history, neighbour);
      trainSeconds += (performance.now() - begin) / 1000;
      kept = false;
      return forecaster;
    }
    const settings = { lookback_hours: LOOKBACK_HOURS, horizon, model };
    const trained = () => {
      kept = false;
      return trainPun(history, settings, refit === "never" ? progress : undefined, earlier);
    };
    const key = [PUN_MODEL_VERSION, settings, history.start, hashOfValues(history.values)];
    // A year of refits would fill the disk.
    const forecaster = refit === "never"
      ? cachedModel(placesFor(undefined).cacheDir, key, loadPun, trained)
      : trained();
    trainSeconds += (performance.now() - begin) / 1000;
    return forecaster;
  };
  const run = runPunTest(prices, from, refit, train, progress);
  return { run, trainSeconds, kept };
}

/** The hours of a history from an instant on. */
function from(prices: HourlySeries, start: number): Float64Array {
  return prices.values.subarray(indexAt(prices, start));
}

function stretch(begin: number, end: number) {
  return { from: dateInRome(begin), to: dateInRome(end - HOUR), hours: (end - begin) / HOUR };
}

/** The object of `--json`. */
function summary(prices: HourlySeries, options: Options, { run, trainSeconds }: Tested) {
  const actual = from(prices, options.from);
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

function report(
  prices: HourlySeries,
  label: string,
  options: Options,
  tested: ReadonlyMap<string, Tested>,
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
async function reliabilityOfLast(
  prices: HourlySeries,
  label: string,
  { from: start, horizon, priceType, refit }: Options,
  tested: ReadonlyMap<string, Tested>,
): Promise<Figure> {
  const { reliabilityFigure } = await import("../../figures/mod.ts");
  const [name, { run }] = [...tested].at(-1)!;
  const test = stretch(start, endOf(prices));
  return reliabilityFigure({ [name]: reliabilityOf(from(prices, start), punQuantiles(run)) }, {
    name: `${horizon}_reliability`,
    quantity: `${priceType} ${horizon}, refit ${refit}, ${test.from} to ${test.to}`,
    source: `Data: ${label}, ${test.hours} hours that no model was trained on.`,
  });
}

/** Of the last model: how many prices lay below each quantile, and what it scored, €/MWh. */
function reliability(
  prices: HourlySeries,
  { from: start }: Options,
  tested: ReadonlyMap<string, Tested>,
): string {
  const actual = from(prices, start);
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
  { from: start, horizon }: Options,
  tested: ReadonlyMap<string, Tested>,
): string {
  const actual = from(prices, start);
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
