import type { HourlySeries } from "../data/series.ts";
import { type Progress, silent } from "../progress.ts";
import {
  type HourAheadJson,
  HourAheadModel,
  type HourAheadModelName,
  trainHourAhead,
} from "./hour_ahead.ts";
import type { Horizon, HourAheadForecaster, PriceForecaster } from "./price_forecaster.ts";

/**
 * The version of the models and of their text form. Part of the key under which trained
 * forecasters are cached: to be raised with every change that alters a forecast.
 */
export const PUN_MODEL_VERSION = "pun-1";

/** What a forecaster of hourly prices is trained with; the names of config.json. */
export interface PunSettings {
  /** Hourly lags that the model sees, ≥ 1. */
  readonly lookback_hours: number;
  /** How far ahead it is to look. */
  readonly horizon: Horizon;
  /** Which model; the best by default. */
  readonly model?: HourAheadModelName;
  /** Seed of the draws in training; 42 by default. */
  readonly seed?: number;
}

/**
 * Trains a forecaster of hourly prices, PUN or any zone's.
 *
 * @param history All prices that may be learned from, €/MWh: 28 days at least, better years.
 * @param progress Told how far the training has come.
 * @throws {InputError} If the history is too short, has a gap or never changes.
 */
export function trainPun(
  history: HourlySeries,
  settings: PunSettings & { readonly horizon: "hour-ahead" },
  progress?: Progress,
): HourAheadForecaster;
/** As above, for a horizon that is not known when the code is written. */
export function trainPun(
  history: HourlySeries,
  settings: PunSettings,
  progress?: Progress,
): PriceForecaster;
export function trainPun(
  history: HourlySeries,
  settings: PunSettings,
  progress: Progress = silent,
): PriceForecaster {
  const { lookback_hours: lookbackHours, model = "ensemble", seed = 42 } = settings;
  return trainHourAhead(history, { lookbackHours, model, seed }, progress);
}

/**
 * A trained forecaster read again from the JSON that it was written as.
 *
 * @throws {TypeError} If it is not such JSON.
 */
export function loadPun(json: unknown): PriceForecaster {
  return new HourAheadModel(json as HourAheadJson);
}
