import type { HourlySeries } from "../data/series.ts";
import type { Progress } from "../progress.ts";
import { HOUR } from "../time.ts";
import {
  BoostedTrees,
  type BoostedTreesJson,
  type BoostingSettings,
  trainBoosting,
} from "./boosting.ts";
import { type Conformal, conformalIntervals } from "./conformal.ts";
import {
  type HourAheadFeatures,
  hourAheadFeatures,
  priceLevel,
  SURPRISE,
} from "./hour_ahead_features.ts";
import { type HourAheadTable, hourAheadTable, tableRows } from "./hour_ahead_table.ts";
import { fitHourlyRidges, HourlyRidge, type HourlyRidgeJson } from "./hourly_ridge.ts";
import { MarketCalendar } from "./market_calendar.ts";
import type { HourAheadForecaster, IntervalLevel, PriceInterval } from "./price_forecaster.ts";
import { checkTrainingPrices, lastHours } from "./price_history_check.ts";

/** The hour-ahead models that can be trained. */
export type HourAheadModelName = "ridge" | "trees" | "ensemble";

/** What an hour-ahead forecaster is trained with. */
export interface HourAheadSettings {
  /** Hourly lags that the model sees, ≥ 1. */
  readonly lookbackHours: number;
  readonly model: HourAheadModelName;
  readonly seed: number;
}

/** The text form of an hour-ahead forecaster. */
export interface HourAheadJson {
  readonly horizon: "hour-ahead";
  readonly model: HourAheadModelName;
  readonly lookbackHours: number;
  readonly weeks: 1 | 4;
  readonly ridge: HourlyRidgeJson | null;
  readonly trees: BoostedTreesJson | null;
  readonly intervals: Conformal;
}

const PENALTIES = [0.01, 0.03, 0.1, 0.3, 1, 3, 10];

const BOOSTING: Partial<BoostingSettings> = {
  trees: 800,
  learningRate: 0.06,
  leaves: 31,
  minLeafRows: 20,
  columnShare: 0.5,
  rowShare: 0.7,
  l2: 30,
  maxBins: 64,
};
const PATIENCE = 60;

/** The unit of intervals, in levels, where prices stood still for a week. */
const LEAST_SURPRISE = 1e-3;

/** The history, days, from which four weeks are looked back instead of one. */
const FOUR_WEEKS_FROM_DAYS = 120;
/** Hours beyond the next for which the calendar is worked out at once. */
const CALENDAR_AHEAD = 1000;
/** Share of the rows, the last ones, on which choices are made before all are learned from. */
const TAIL_SHARE = 0.15;

/** Forecasts the next hour's price by ridge regressions per hour, boosted trees, or their mean. */
export class HourAheadModel implements HourAheadForecaster {
  readonly horizon = "hour-ahead";
  readonly name: HourAheadModelName;
  readonly hoursNeeded: number;
  readonly #json: HourAheadJson;
  readonly #features: HourAheadFeatures;
  readonly #surprise: number;
  readonly #row: Float64Array;
  readonly #ridge: HourlyRidge | null;
  readonly #trees: BoostedTrees | null;
  #calendar: MarketCalendar | null = null;

  constructor(json: HourAheadJson) {
    this.name = json.model;
    this.#json = json;
    this.#features = hourAheadFeatures(json.lookbackHours, json.weeks);
    this.hoursNeeded = this.#features.hoursNeeded;
    this.#surprise = this.#features.names.indexOf(SURPRISE);
    this.#row = new Float64Array(this.#features.names.length);
    this.#ridge = json.ridge && new HourlyRidge(json.ridge);
    this.#trees = json.trees && new BoostedTrees(json.trees);
  }

  next(history: HourlySeries): number {
    return this.#forecast(history).forecast;
  }

  nextInterval(history: HourlySeries, level: IntervalLevel): PriceInterval {
    const { forecast, unit, hour } = this.#forecast(history);
    const surprise = Math.max(this.#row[this.#surprise], LEAST_SURPRISE);
    const { spread, ends } = this.#json.intervals;
    const [low, high] = ends[level].map((end) => forecast + end * spread[hour] * surprise * unit);
    return { low, high };
  }

  toJSON(): HourAheadJson {
    return this.#json;
  }

  #forecast(history: HourlySeries): { forecast: number; unit: number; hour: number } {
    const { start, values } = lastHours(history, this.hoursNeeded);
    const at = values.length;
    const calendar = this.#calendarFrom(start);
    this.#features.write(values, at, calendar, this.#row);
    const unit = priceLevel(values, at);
    const hour = calendar.hour(at);
    const change = combine(this.#row, hour, this.#ridge, this.#trees);
    return { forecast: values[at - 1] + unit * change, unit, hour };
  }

  /** The calendar of the hours needed and the next, out of a longer one that is kept. */
  #calendarFrom(start: number): MarketCalendar {
    const count = this.hoursNeeded + 1;
    const kept = this.#calendar;
    const reaches = kept !== null && start >= kept.start &&
      start + count * HOUR <= kept.start + kept.count * HOUR;
    if (!reaches) this.#calendar = new MarketCalendar(start, count + CALENDAR_AHEAD);
    return new MarketCalendar(start, count, this.#calendar!);
  }
}

/**
 * Trains an hour-ahead forecaster.
 *
 * @param history Prices, €/MWh, at least 28 days without a gap.
 * @throws {InputError} If the history is too short, has a gap or never changes.
 */
export function trainHourAhead(
  history: HourlySeries,
  settings: HourAheadSettings,
  progress: Progress,
): HourAheadModel {
  checkTrainingPrices(history);
  const weeks = history.values.length >= FOUR_WEEKS_FROM_DAYS * 24 ? 4 : 1;
  const features = hourAheadFeatures(settings.lookbackHours, weeks);
  const all = hourAheadTable(history, features);
  const weekday = features.names.indexOf("weekday");
  const cut = Math.round(all.target.length * (1 - TAIL_SHARE));
  const head = tableRows(all, 0, cut);
  const tail = tableRows(all, cut, all.target.length);
  const wants = (member: HourAheadModelName) => [member, "ensemble"].includes(settings.model);
  const chosen = wants("ridge") ? chooseRidge(head, tail, weekday) : null;
  const boosting = { ...BOOSTING, seed: settings.seed };
  const early = wants("trees")
    ? trainBoosting(head, boosting, {
      earlyStopping: { validation: tail, patience: PATIENCE },
      progress: (_, done, total) => progress("Choosing the number of trees", done, total),
    })
    : null;
  return new HourAheadModel({
    horizon: "hour-ahead",
    model: settings.model,
    lookbackHours: settings.lookbackHours,
    weeks,
    ridge: chosen && fitHourlyRidges(all, weekday, [chosen.penalty])[0].toJSON(),
    trees: early &&
      trainBoosting(all, { ...boosting, trees: Math.round(early.trees / (1 - TAIL_SHARE)) }, {
        progress: (_, done, total) => progress("Training the PUN forecaster", done, total),
      }).toJSON(),
    intervals: intervalsOf(
      tail,
      features.names.indexOf(SURPRISE),
      chosen?.ridge ?? null,
      early,
    ),
  });
}

function chooseRidge(head: HourAheadTable, tail: HourAheadTable, weekday: number) {
  const ridges = fitHourlyRidges(head, weekday, PENALTIES);
  const errors = ridges.map((ridge) => {
    return residuals(tail, ridge, null).reduce((sum, e) => sum + e * e, 0);
  });
  const best = errors.indexOf(Math.min(...errors));
  return { ridge: ridges[best], penalty: PENALTIES[best] };
}

/** Errors on rows kept apart, in units of the week's surprise. */
function intervalsOf(
  tail: HourAheadTable,
  surprise: number,
  ridge: HourlyRidge | null,
  trees: BoostedTrees | null,
): Conformal {
  const units = tail.columns[surprise];
  const errors = residuals(tail, ridge, trees).map((error, r) => {
    return error / Math.max(units[r], LEAST_SURPRISE);
  });
  return conformalIntervals(errors, tail.hour);
}

/** What forecasts leave of the target, in levels. */
function residuals(
  table: HourAheadTable,
  ridge: HourlyRidge | null,
  trees: BoostedTrees | null,
): Float64Array {
  const row = new Float64Array(table.columns.length);
  return table.target.map((target, r) => {
    for (let c = 0; c < row.length; c++) row[c] = table.columns[c][r];
    return target - combine(row, table.hour[r], ridge, trees);
  });
}

function combine(
  row: Float64Array,
  hour: number,
  ridge: HourlyRidge | null,
  trees: BoostedTrees | null,
): number {
  if (ridge && trees) return (ridge.predict(row, hour) + trees.predict(row)) / 2;
  return ridge ? ridge.predict(row, hour) : trees!.predict(row);
}
