import type { Config } from "../config/settings.ts";
import type { Catalogue } from "../data/mod.ts";
import type { PriceHistory } from "../data/histories.ts";
import { before, type HourlySeries } from "../data/series.ts";
import { InputError } from "../input_error.ts";
import { asForecast, type Outlook } from "./outlook.ts";
import { type Progress, silent } from "../progress.ts";
import type { Site } from "../sun/mod.ts";
import { midnightInRome } from "../time.ts";
import { cachedModel, hashOfValues } from "./model_cache.ts";
import type { PriceForecaster } from "./price/forecaster.ts";
import { assertPricesReach, priceOutlook } from "./price/outlook.ts";
import { loadPun, PUN_MODEL_VERSION, trainPun } from "./price/pun.ts";
import { PV_FORECASTER_VERSION, PvForecaster, trainPv } from "./pv/forecaster.ts";
import { type PvOutlook, pvOutlook } from "./pv/outlook.ts";

/** What the forecasters say of a scenario, and how they came to it. */
export interface ForecastOutlook extends Outlook {
  /** Trained on the prices before the scenario. */
  readonly priceForecaster: PriceForecaster;
  /** Trained on the generation before the scenario. */
  readonly pvForecaster: PvForecaster;
  /** Number of steps by what their PV forecast rests on. */
  readonly pvBasis: PvOutlook["basis"];
}

/**
 * Trains the forecasters on what lies before a scenario (or takes them from the cache) and asks
 * them for each of its hours.
 *
 * @param sites The middle of each neighbourhood.
 * @param cacheDir Where trained models are kept.
 * @throws {InputError} If the history is too short or does not reach the scenario.
 */
export function forecastOutlook(
  config: Config,
  catalogue: Catalogue,
  sites: readonly Site[],
  cacheDir: string,
  progress: Progress = silent,
): ForecastOutlook {
  const start = midnightInRome(config.date);
  const prices = priceSeries(catalogue.prices, config.price_forecaster.price_type);
  assertPricesReach(prices, start, config.hours, config.price_forecaster.horizon);
  const priceForecaster = trainedPriceForecaster(config, prices, start, cacheDir, progress);
  const marketPrice = priceOutlook(priceForecaster, prices, start, config.hours);
  const pvForecaster = trainedPvForecaster(config, catalogue, start, cacheDir, progress);
  const pv = pvOutlook(pvForecaster, catalogue.pv, sites, start, config.hours);
  return {
    ...asForecast({ marketPrice, pvKwhPerKw: pv.kwhPerKw }),
    priceForecaster,
    pvForecaster,
    pvBasis: pv.basis,
  };
}

/** A column of the price history, €/MWh. @throws {InputError} If there is no such column. */
export function priceSeries(history: PriceHistory, column: string): HourlySeries {
  const values = history.eurPerMwh.get(column);
  if (values === undefined) {
    throw new InputError(
      `price_forecaster.price_type: must be one of the history's columns ` +
        `(${[...history.eurPerMwh.keys()].join(", ")}), found "${column}"`,
    );
  }
  return { start: history.start, values };
}

function trainedPriceForecaster(
  config: Config,
  prices: HourlySeries,
  start: number,
  cacheDir: string,
  progress: Progress,
): PriceForecaster {
  const past = before(prices, start);
  const { lookback_hours, horizon } = config.price_forecaster;
  const settings = { lookback_hours, horizon };
  return cachedModel(
    cacheDir,
    [PUN_MODEL_VERSION, settings, past.start, hashOfValues(past.values)],
    loadPun,
    () => trainPun(past, settings, progress),
  );
}

function trainedPvForecaster(
  config: Config,
  catalogue: Catalogue,
  start: number,
  cacheDir: string,
  progress: Progress,
): PvForecaster {
  const settings = { lossesPercent: config.community.pv_losses };
  const files = catalogue.sources.filter(({ kind }) => kind === "pv").map(({ sha256 }) => sha256);
  return cachedModel(
    cacheDir,
    [PV_FORECASTER_VERSION, settings, start, files],
    PvForecaster.fromJSON,
    () => trainPv(catalogue.pv, start, settings, progress),
  );
}
