import { endOf, type HourlySeries } from "../data/series.ts";
import type { Progress } from "../progress.ts";
import {
  BoostedTrees,
  type BoostedTreesJson,
  type BoostingSettings,
  trainBoosting,
  type TrainingTable,
} from "./boosting.ts";
import { type Conformal, conformalIntervals } from "./conformal.ts";
import { type DayAheadFeatures, dayAheadFeatures } from "./day_ahead_features.ts";
import { fitLear, Lear, LEAR_WINDOWS, type LearJson } from "./lear.ts";
import { hoursFromClock, hoursToNextMidnight, MarketDays } from "./market_days.ts";
import type { DayAheadForecaster, IntervalLevel, PriceInterval } from "./price_forecaster.ts";
import { checkTrainingPrices, lastHours } from "./price_history_check.ts";

const HOURS = 24;

/** The day-ahead models that can be trained. */
export type DayAheadModelName = "lear" | "trees" | "ensemble";

/** The text form of a day-ahead forecaster. */
export interface DayAheadJson {
  readonly horizon: "day-ahead";
  readonly model: DayAheadModelName;
  readonly weeks: 1 | 4;
  readonly lear: LearJson | null;
  readonly trees: BoostedTreesJson | null;
  readonly intervals: Conformal;
}

const BOOSTING: Partial<BoostingSettings> = {
  trees: 400,
  learningRate: 0.06,
  leaves: 16,
  minLeafRows: 30,
  columnShare: 0.4,
  rowShare: 0.6,
  l2: 30,
  maxBins: 64,
};
const PATIENCE = 40;

/** The history, days, from which four weeks are looked back instead of one. */
const FOUR_WEEKS_FROM_DAYS = 120;
/** Share of the days, the last ones, on which choices are made before all are learned from. */
const TAIL_SHARE = 0.15;
/** Days whose restlessness the intervals follow. */
const RESTLESS_DAYS = 14;

interface Members {
  readonly features: DayAheadFeatures;
  readonly lear: Lear | null;
  readonly trees: BoostedTrees | null;
}

/** Forecasts the next day's prices by LEAR, boosted trees, or their mean. */
export class DayAheadModel implements DayAheadForecaster {
  readonly horizon = "day-ahead";
  readonly name: DayAheadModelName;
  readonly hoursNeeded: number;
  readonly #json: DayAheadJson;
  readonly #members: Members;

  constructor(json: DayAheadJson) {
    this.name = json.model;
    this.#json = json;
    this.#members = {
      features: dayAheadFeatures(json.weeks),
      lear: json.lear && new Lear(json.lear),
      trees: json.trees && new BoostedTrees(json.trees),
    };
    const { daysNeeded } = this.#members.features;
    // Whole days, one hour more for each change of the clock.
    this.hoursNeeded = (Math.max(daysNeeded, RESTLESS_DAYS) + 1) * HOURS + 2;
  }

  nextDay(history: HourlySeries): Float64Array {
    const days = new MarketDays(lastHours(history, this.hoursNeeded));
    return asHours(history, predictDay(this.#members, days, days.count));
  }

  nextDayIntervals(history: HourlySeries, level: IntervalLevel): PriceInterval[] {
    const days = new MarketDays(lastHours(history, this.hoursNeeded));
    const forecast = predictDay(this.#members, days, days.count);
    const unit = restlessness(days, days.count);
    const { spread, ends } = this.#json.intervals;
    const end = (side: 0 | 1) =>
      asHours(history, forecast.map((price, h) => price + ends[level][side] * spread[h] * unit));
    const [low, high] = [end(0), end(1)];
    return Array.from(low, (value, i) => ({ low: value, high: high[i] }));
  }

  toJSON(): DayAheadJson {
    return this.#json;
  }
}

/**
 * Trains a day-ahead forecaster.
 *
 * @param history Prices, €/MWh, at least 28 days without a gap, up to midnight in Rome.
 * @throws {InputError} If the history is too short, has a gap or never changes.
 * @throws {RangeError} If it does not end at midnight in Rome.
 */
export function trainDayAhead(
  history: HourlySeries,
  settings: { readonly model: DayAheadModelName; readonly seed: number },
  progress: Progress,
): DayAheadModel {
  checkTrainingPrices(history);
  const days = new MarketDays(history);
  const weeks = days.count >= FOUR_WEEKS_FROM_DAYS ? 4 : 1;
  const features = dayAheadFeatures(weeks);
  const first = Math.max(features.daysNeeded, RESTLESS_DAYS);
  const cut = days.count - Math.max(3, Math.round((days.count - first) * TAIL_SHARE));
  const wantsLear = settings.model !== "trees";
  const boosting = { ...BOOSTING, seed: settings.seed };
  const early = settings.model === "lear" ? null : trainBoosting(
    dayTable(days, first, cut, features),
    boosting,
    {
      earlyStopping: { validation: dayTable(days, cut, days.count, features), patience: PATIENCE },
      progress: (_, done, total) => progress("Choosing the number of trees", done, total),
    },
  );
  const lear = wantsLear ? fitLear(days, cut, LEAR_WINDOWS) : null;
  const intervals = intervalsOf({ features, lear, trees: early }, days, cut);
  return new DayAheadModel({
    horizon: "day-ahead",
    model: settings.model,
    weeks,
    lear: wantsLear ? fitLear(days, days.count, LEAR_WINDOWS).toJSON() : null,
    trees: early && trainBoosting(
      dayTable(days, first, days.count, features),
      { ...boosting, trees: Math.round(early.trees / (1 - TAIL_SHARE)) },
      { progress: (_, done, total) => progress("Training the PUN forecaster", done, total) },
    ).toJSON(),
    intervals,
  });
}

/** Prices of days in levels, and what they are forecast from, an hour a row. */
function dayTable(
  days: MarketDays,
  begin: number,
  end: number,
  features: DayAheadFeatures,
): TrainingTable {
  const rows = (end - begin) * HOURS;
  const columns = features.names.map(() => new Float64Array(rows));
  const target = new Float64Array(rows);
  const row = new Float64Array(columns.length);
  for (let r = 0; r < rows; r++) {
    const [day, hour] = [begin + Math.floor(r / HOURS), r % HOURS];
    features.write(days, day, hour, row);
    for (let c = 0; c < row.length; c++) columns[c][r] = row[c];
    target[r] = days.price(day, hour) / days.level(day) - 1;
  }
  return { columns, target };
}

/** €/MWh by hour on the clock. */
function predictDay({ features, lear, trees }: Members, days: MarketDays, day: number) {
  const linear = lear?.predict(days, day);
  if (!trees) return linear!;
  const level = days.level(day);
  const row = new Float64Array(features.names.length);
  return Float64Array.from({ length: HOURS }, (_, hour) => {
    features.write(days, day, hour, row);
    const grown = level * (1 + trees.predict(row));
    return linear ? (linear[hour] + grown) / 2 : grown;
  });
}

function intervalsOf(members: Members, days: MarketDays, cut: number): Conformal {
  const rows = (days.count - cut) * HOURS;
  const errors = new Float64Array(rows);
  const hours = new Uint8Array(rows);
  for (let day = cut; day < days.count; day++) {
    const forecast = predictDay(members, days, day);
    const unit = restlessness(days, day);
    for (let hour = 0; hour < HOURS; hour++) {
      const r = (day - cut) * HOURS + hour;
      errors[r] = (days.price(day, hour) - forecast[hour]) / unit;
      hours[r] = hour;
    }
  }
  return conformalIntervals(errors, hours);
}

/** How much prices changed from day to day in the last two weeks, €/MWh, at least 0.1. */
function restlessness(days: MarketDays, day: number): number {
  let sum = 0;
  for (let at = (day - RESTLESS_DAYS + 1) * HOURS; at < day * HOURS; at++) {
    sum += Math.abs(days.prices[at] - days.prices[at - HOURS]);
  }
  return Math.max(sum / ((RESTLESS_DAYS - 1) * HOURS), 0.1);
}

function asHours(history: HourlySeries, byHour: Float64Array): Float64Array {
  const midnight = endOf(history);
  return hoursFromClock(midnight, hoursToNextMidnight(midnight), byHour);
}
