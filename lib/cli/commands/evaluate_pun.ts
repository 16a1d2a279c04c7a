import { openPrices, type PriceHistory } from "../../data/mod.ts";
import type { HourlySeries } from "../../data/series.ts";
import {
  cachedModel,
  EARLIER_AUCTIONS,
  hashOfValues,
  loadPun,
  NAIVE_HOURS_NEEDED,
  type Neighbour,
  type PriceForecaster,
  priceSeries,
  PUN_MODEL_VERSION,
  punModels,
  REFITS,
  runPunTest,
  trainNeighbourLear,
  trainPun,
} from "../../forecast/mod.ts";
import { InputError } from "../../input_error.ts";
import { placesFor } from "../../project.ts";
import { dateInRome, HOUR, midnightInRome } from "../../time.ts";
import type { Arguments, Terminal } from "../command.ts";
import {
  comparedWithKept,
  keepFigure,
  keepForecasts,
  keptForecasts,
  keptNames,
} from "../kept_forecasts.ts";
import {
  pricesFrom,
  punReliability,
  punReport,
  punSummary,
  type PunTestOptions,
  type TestedPun,
} from "./evaluate_pun_report.ts";

const DEFAULT_MODEL = "ensemble";
const LOOKBACK_HOURS = 24;

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
    await keepFigure(keep, await punReliability(prices, label, options, tested));
  }
  if (args.flag("json")) {
    const [only] = tested.values();
    terminal.print(JSON.stringify(punSummary(prices, options, only)));
  } else {
    terminal.print(punReport(prices, label, options, tested));
    if (kept === undefined) return;
    const actual = pricesFrom(prices, options.from);
    terminal.print(`\n${comparedWithKept(actual, own, against!, kept)}`);
  }
}

function readOptions(args: Arguments): PunTestOptions {
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
  { from, horizon, refit }: PunTestOptions,
  { progress }: Terminal,
  neighbour?: Neighbour,
): TestedPun {
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
