import { named } from "../config/registry.ts";
import type { Config } from "../config/settings.ts";
import type { Catalogue } from "../data/mod.ts";
import { hoursAhead } from "../config/look_ahead.ts";
import { stepsOf } from "../config/steps.ts";
import type { PriceHistory } from "../data/histories.ts";
import { meansOver } from "../data/resampling.ts";
import { before, type HourlySeries } from "../data/series.ts";
import { InputError } from "../input_error.ts";
import { type Progress, silent } from "../progress.ts";
import type { Site } from "../sun/mod.ts";
import { formatInRome, HOUR, startOfStep, type Steps } from "../time.ts";
import { type ActualsRecord, observedPv, withActuals } from "./actual_outlook.ts";
import { actualsRules } from "./actuals.ts";
import { inBackground } from "./background.ts";
import { type Foresight, foresights } from "./foresight.ts";
import { cachedModel, cachedModelLater, hashOfValues } from "./model_cache.ts";
import { type LookAhead, type Outlook, perfect } from "./outlook.ts";
import { actualPrices } from "./price/actual.ts";
import { requirePrices, withinRecord } from "./price/history_check.ts";
import { forecastIssues, publishedIssues } from "./price/ahead.ts";
import { assertPricesReach, priceOutlook } from "./price/outlook.ts";
import { zonalPrices } from "./price/zonal.ts";
import { loadPun, PUN_MODEL_VERSION, type PunSettings, trainPun } from "./price/pun.ts";
import type { DayAheadForecaster, PriceForecaster } from "./price/forecaster.ts";
import { PV_FORECASTER_VERSION, PvForecaster, trainPv } from "./pv/forecaster.ts";
import { requirePvServes } from "./pv/history_check.ts";
import { type PvOutlook, pvOutlook } from "./pv/outlook.ts";
import { spreadOverSteps } from "./pv/spread.ts";
import { drawWeatherYear } from "./pv/weather_year.ts";
import { type PvPlace, pvPlace } from "./pv/place.ts";

const KWH_PER_MWH = 1000;

/** What the forecasters say of a scenario and what came, and how they came to it. */
export interface ForecastOutlook extends Outlook {
  /** What said the prices: its name and how far ahead it looks. */
  readonly priceForecaster: Pick<PriceForecaster, "name"> & {
    readonly horizon: Config["price_forecaster"]["horizon"];
  };
  /** Trained on the generation before the scenario. */
  readonly pvForecaster: PvForecaster;
  /** Number of hours by what their PV forecast rests on. */
  readonly pvBasis: PvOutlook["basis"];
  /** How the PV history lies to the scenario: why forecasts rest on what they do. */
  readonly pvPlace: PvPlace;
  /** What counts as having come. */
  readonly actuals: ActualsRecord;
}

/** How a scenario is forecast. */
export interface OutlookOptions {
  /** How well members see ahead; as a run is forecast by default. */
  readonly foresight?: Foresight;
  /**
   * Unix seconds: forecasters train only on what lies before, so that runs on several dates can
   * share them; the start of the run by default, and never later.
   */
  readonly trainedBefore?: number;
}

/**
 * Trains the forecasters on what lies before a scenario (or takes them from the cache), asks them
 * for each of its hours, and looks up what came.
 *
 * Here prices leave the history's €/MWh for the community's €/kWh, once.
 *
 * @param sites The middle of each neighbourhood.
 * @param cacheDir Where trained models are kept.
 * @param options How well members see ahead, and up to when forecasters may learn.
 * @throws {InputError} If the history is too short or does not reach the scenario.
 */
export function forecastOutlook(
  config: Config,
  catalogue: Catalogue,
  sites: readonly Site[],
  cacheDir: string,
  progress: Progress = silent,
  { foresight = foresights["hour-ahead"], trainedBefore }: OutlookOptions = {},
): ForecastOutlook {
  const steps = stepsOf(config);
  const training = Math.min(steps.start, trainedBefore ?? Infinity);
  const { start } = steps;
  const { horizon, price_type } = config.price_forecaster;
  const prices = priceSeries(catalogue.prices, price_type);
  const came = actualPrices(catalogue.prices, price_type, steps);
  requirePvServes(catalogue.pv, sites, start);
  const pvTraining = beginPvTraining(config, catalogue, training, cacheDir, progress);
  const price = horizon === "published"
    ? { name: "published", horizon, eurPerMwh: published(came, steps) }
    : forecastPrices(config, prices, horizon, { steps, training, cacheDir, progress });
  const pvForecaster = pvTraining();
  const pv = pvOutlook(pvForecaster, catalogue.pv, sites, start, config.hours, foresight.pv);
  const clearSky = (site: number, instant: number) =>
    pvForecaster.clearSkyPower(sites[site], instant);
  const zonal = zonalPrices(catalogue.prices, config, steps, price.eurPerMwh);
  const forecast = {
    marketPrice: inEurPerKwh(price.eurPerMwh),
    ...(zonal && { zonalPrice: inEurPerKwh(zonal.forecast) }),
    pvKwhPerKw: spreadOverSteps(pv.kwhPerKw, steps, clearSky),
  };
  const { weather } = named(actualsRules, config.settlement.actuals);
  const weatherYear = weather === "year" ? drawWeatherYear(catalogue.pv, config.seed) : null;
  const observed = weather === "forecast" ? null : spreadOverSteps(
    observedPv(pvForecaster, catalogue.pv, sites, start, config.hours, weatherYear),
    steps,
    clearSky,
  );
  const reach = { ...steps, count: steps.count + hoursAhead(config) * HOUR / steps.seconds };
  const ahead: LookAhead | undefined = reach.count === steps.count ? undefined : {
    prices: pricesAhead(config, catalogue, prices, { steps, training, cacheDir, progress }),
    pvKwhPerKw: spreadOverSteps(
      pvOutlook(
        pvForecaster,
        catalogue.pv,
        sites,
        start,
        reach.count * reach.seconds / HOUR,
        aheadOn(foresight, steps),
      ).kwhPerKw,
      reach,
      clearSky,
    ),
  };
  const outlook = {
    forecast,
    ...(ahead === undefined ? {} : { ahead }),
    ...withActuals(config.settlement.actuals, forecast, came, observed, weatherYear, zonal?.came),
  };
  return {
    ...outlook,
    ...(foresight.perfect ? perfect(outlook) : {}),
    priceForecaster: { name: price.name, horizon },
    pvForecaster,
    pvBasis: pv.basis,
    pvPlace: pvPlace(catalogue.pv, sites, start, config.hours),
  };
}

function inEurPerKwh(eurPerMwh: Float64Array): Float64Array {
  return eurPerMwh.map((price) => price / KWH_PER_MWH);
}

/**
 * What members' look-ahead at the sun rests on: beyond the next hour the last hours' weather tells little;
 * and the same hour of the day before is over a day ahead only where steps are hours.
 */
function aheadOn({ pv }: Foresight, { seconds }: Steps): Foresight["pv"] {
  return pv === "last hours" || (pv === "yesterday" && seconds < HOUR) ? "climate" : pv;
}

/** What price forecasts are made of and kept with. */
interface PriceTraining {
  readonly steps: Steps;
  readonly training: number;
  readonly cacheDir: string;
  readonly progress: Progress;
}

/** Prices that members plan the next 24 hours with: published ones, or LEAR's day by day. */
function pricesAhead(
  config: Config,
  { prices: history }: Catalogue,
  prices: HourlySeries,
  { steps, ...training }: PriceTraining,
): LookAhead["prices"] {
  const forecaster = trainedPrices(prices, {
    lookback_hours: config.price_forecaster.lookback_hours,
    horizon: "day-ahead",
    model: "lear",
  }, training) as DayAheadForecaster;
  const { horizon, price_type } = config.price_forecaster;
  if (horizon !== "published") return forecastIssues(forecaster, prices, steps);
  const count = steps.count + hoursAhead(config) * HOUR / steps.seconds;
  const came = actualPrices(history, price_type, { ...steps, count });
  return publishedIssues(forecaster, prices, steps, came);
}

function trainedPrices(
  prices: HourlySeries,
  settings: PunSettings,
  { training, cacheDir, progress }: Omit<PriceTraining, "steps">,
): PriceForecaster {
  const past = before(prices, training);
  return cachedModel(
    cacheDir,
    [PUN_MODEL_VERSION, settings, past.start, hashOfValues(past.values)],
    loadPun,
    () => trainPun(past, settings, progress),
  );
}

function forecastPrices(
  config: Config,
  prices: HourlySeries,
  horizon: PriceForecaster["horizon"],
  { steps, ...training }: PriceTraining,
) {
  const { start } = steps;
  assertPricesReach(prices, start, config.hours, horizon);
  const settings = { lookback_hours: config.price_forecaster.lookback_hours, horizon };
  const forecaster = trainedPrices(prices, settings, training);
  const values = priceOutlook(forecaster, prices, start, config.hours);
  return {
    name: forecaster.name,
    eurPerMwh: meansOver({ start, seconds: HOUR, values }, steps),
  };
}

/** Prices that are known as published. @throws {InputError} Where the history has none. */
function published(eurPerMwh: Float64Array, steps: Steps): Float64Array {
  const missing = eurPerMwh.findIndex(Number.isNaN);
  if (missing < 0) return eurPerMwh;
  throw new InputError(
    `price_forecaster.horizon: "published" takes the actual price of every step: the history has ` +
      `none for ${
        formatInRome(startOfStep(steps, missing))
      }; choose an earlier date, fewer hours ` +
      `or another horizon`,
  );
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
  return requirePrices(withinRecord({ start: history.start, values }), column);
}

/** Records with fewer values are learned from before a worker has begun. */
const VALUES_WORTH_A_WORKER = 8000;

function beginPvTraining(
  config: Config,
  catalogue: Catalogue,
  start: number,
  cacheDir: string,
  progress: Progress,
): () => PvForecaster {
  const settings = { lossesPercent: config.community.pv_losses };
  const files = catalogue.sources.filter(({ kind }) => kind === "pv").map(({ sha256 }) => sha256);
  const values = catalogue.pv.reduce((sum, { generationKw }) => sum + generationKw.length, 0);
  const begin = () => {
    if (values < VALUES_WORTH_A_WORKER) {
      return () => trainPv(catalogue.pv, start, settings, progress);
    }
    const json = inBackground("pv", { history: catalogue.pv, before: start, settings });
    return () => PvForecaster.fromJSON(json());
  };
  return cachedModelLater(
    cacheDir,
    [PV_FORECASTER_VERSION, settings, start, files],
    PvForecaster.fromJSON,
    begin,
  );
}
