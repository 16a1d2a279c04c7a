import type { HourlySeries } from "../../data/series.ts";
import { type Progress, silent } from "../../progress.ts";
import { trainDayAhead } from "./day_ahead/train.ts";
import { type DayAheadJson, DayAheadModel, type DayAheadModelName } from "./day_ahead/model.ts";
import { trainHourAhead } from "./hour_ahead/train.ts";
import { type HourAheadJson, HourAheadModel, type HourAheadModelName } from "./hour_ahead/model.ts";
import type {
  DayAheadForecaster,
  Horizon,
  HourAheadForecaster,
  PriceForecaster,
} from "./forecaster.ts";
import { RawLagTrees, type RawLagTreesJson, trainRawLagTrees } from "./hour_ahead/raw_lag_trees.ts";

/**
 * The version of the models and of their text form. Part of the key under which trained
 * forecasters are cached: to be raised with every change that alters a forecast.
 */
export const PUN_MODEL_VERSION = "pun-8";

/** The models of each horizon, the default last. */
export const punModels = {
  "hour-ahead": ["raw-trees", "kernel", "trees", "ensemble"],
  "day-ahead": ["lear", "kernel", "trees", "ensemble"],
} as const satisfies {
  "hour-ahead": readonly (HourAheadModelName | "raw-trees")[];
  "day-ahead": readonly DayAheadModelName[];
};

/** What a forecaster of hourly prices is trained with; the names of config.json. */
export interface PunSettings {
  /**
   * Hourly lags that the hour-ahead model sees, ≥ 1. Day-ahead models always see the whole of the
   * days one, two, three and seven before.
   */
  readonly lookback_hours: number;
  /** How far ahead it is to look. */
  readonly horizon: Horizon;
  /** One of {@link punModels}; `ensemble` by default. */
  readonly model?: string;
  /** Seed of the draws in training; 42 by default. */
  readonly seed?: number;
}

/**
 * Trains a forecaster of hourly prices, PUN or any zone's.
 *
 * @param history All prices that may be learned from, €/MWh: 28 days at least, better years; up to
 *   midnight in Rome for day-ahead.
 * @param progress Told how far the training has come.
 * @param earlier A forecaster trained with the same settings on less of the same history: what takes
 *   long to learn and changes slowly is taken over from it for up to four weeks.
 * @throws {InputError} If the history is too short, has a gap or never changes.
 * @throws {RangeError} If the horizon has no such model.
 */
export function trainPun(
  history: HourlySeries,
  settings: PunSettings & { readonly horizon: "hour-ahead" },
  progress?: Progress,
  earlier?: PriceForecaster,
): HourAheadForecaster;
/** As above, for all hours of the next day. */
export function trainPun(
  history: HourlySeries,
  settings: PunSettings & { readonly horizon: "day-ahead" },
  progress?: Progress,
  earlier?: PriceForecaster,
): DayAheadForecaster;
/** As above, for a horizon that is not known when the code is written. */
export function trainPun(
  history: HourlySeries,
  settings: PunSettings,
  progress?: Progress,
  earlier?: PriceForecaster,
): PriceForecaster;
export function trainPun(
  history: HourlySeries,
  settings: PunSettings,
  progress: Progress = silent,
  earlier?: PriceForecaster,
): PriceForecaster {
  const { lookback_hours: lookbackHours, horizon, model = "ensemble", seed = 42 } = settings;
  const training: Progress = (_, done, total) =>
    progress("Training the PUN forecaster", done, total);
  if (horizon === "day-ahead") {
    const own = { model: nameIn(punModels[horizon], model), seed };
    return trainDayAhead(history, own, training, earlier);
  }
  const name = nameIn(punModels[horizon], model);
  if (name === "raw-trees") return trainRawLagTrees(history, lookbackHours, seed, training);
  return trainHourAhead(history, { lookbackHours, model: name, seed }, training, earlier);
}

function nameIn<Name extends string>(names: readonly Name[], name: string): Name {
  const found = names.find((known) => known === name);
  if (!found) throw new RangeError(`No model "${name}": there are ${names.join(", ")}`);
  return found;
}

/**
 * A trained forecaster read again from the JSON that it was written as.
 *
 * All its parts are checked: that numbers are numbers, that trees, regressions and features fit
 * together, that every way down a tree ends. Whether they forecast well nothing can tell.
 *
 * @throws {TypeError} If it is not such JSON.
 */
export function loadPun(json: unknown): PriceForecaster {
  switch ((json as PriceForecaster | null)?.horizon) {
    case "hour-ahead":
      return (json as HourAheadJson | RawLagTreesJson).model === "raw-trees"
        ? new RawLagTrees(json as RawLagTreesJson)
        : new HourAheadModel(json as HourAheadJson);
    case "day-ahead":
      return new DayAheadModel(json as DayAheadJson);
    default:
      throw new TypeError("This is not the text form of a price forecaster");
  }
}
