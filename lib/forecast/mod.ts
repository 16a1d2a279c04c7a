/**
 * Forecasters of the market price and of PV generation. Given history that ends where knowledge ends,
 * it gives trained models, and an {@linkcode Outlook} of every step of a scenario.
 *
 * The run itself, which trains nothing, imports `outlook.ts` alone. The neural network is a room of its
 * own, `notebooks/neural_network/`, as it loads TensorFlow.js.
 *
 * @module
 */

// The outlook of a run
export {
  asForecast,
  assertCovers,
  type LookAhead,
  type Outlook,
  perfect,
  type PriceIssue,
  type StepValues,
} from "./outlook.ts";
export type { ActualsRecord } from "./actual_outlook.ts";
export {
  type ForecastOutlook,
  forecastOutlook,
  type OutlookOptions,
  priceSeries,
} from "./forecast_outlook.ts";
export { type ActualsRule, actualsRules } from "./actuals.ts";
export { type Foresight, foresights } from "./foresight.ts";
export { cachedModel, hashOfValues } from "./model_cache.ts";

// The PUN
export {
  EARLIER_AUCTIONS,
  type Neighbour,
  trainNeighbourLear,
} from "./price/day_ahead/neighbour_lear.ts";
export { actualPrices } from "./price/actual.ts";
export type {
  DayAheadForecaster,
  Horizon,
  HourAheadForecaster,
  IntervalLevel,
  PriceForecaster,
  PriceInterval,
} from "./price/forecaster.ts";
export { loadPun, PUN_MODEL_VERSION, punModels, type PunSettings, trainPun } from "./price/pun.ts";
export {
  NAIVE_HOURS_NEEDED,
  NAIVE_METHODS,
  naiveForecasts,
  type NaiveMethod,
} from "./price/naive.ts";
export {
  INTERVAL_LEVELS,
  punQuantiles,
  type PunTestRun,
  type Refit,
  REFITS,
  runPunTest,
} from "./price/pun_test_run.ts";
export { type DayKind, MarketCalendar } from "./price/market_calendar.ts";
export { type HourAheadFeatures, hourAheadFeatures } from "./price/hour_ahead/features.ts";
export { type HourAheadTable, hourAheadTable, tableRows } from "./price/hour_ahead/table.ts";
export type { HourAheadSettings } from "./price/hour_ahead/train.ts";
export type { HourAheadModelName } from "./price/hour_ahead/model.ts";

// PV generation
export { PV_FORECASTER_VERSION, PvForecaster, type PvSettings, trainPv } from "./pv/forecaster.ts";
export { PvFollower, type PvForecast } from "./pv/follower.ts";
export type { PvImportance } from "./pv/importance.ts";
export { PvObserver } from "./pv/observer.ts";
export type { Panels } from "./pv/envelope.ts";
export { type PvOutlook, pvOutlook } from "./pv/outlook.ts";
export { type ClimatologyReason, type PvPlace, pvPlace } from "./pv/place.ts";
export { CLOUD_ENHANCEMENT } from "./pv/trained.ts";
export {
  PV_METHODS,
  type PvHorizon,
  type PvMethod,
  type PvTestRun,
  runPvTest,
} from "./pv/test_run.ts";
export {
  type PvCoverage,
  pvCoverage,
  type PvPart,
  pvQuantiles,
  pvRankedProbabilityScore,
  type PvScore,
  type PvScores,
  pvScores,
  pvScoresByHour,
  pvScoresBySeason,
} from "./pv/scores.ts";
