import { endOf, type HourlySeries } from "../../../data/series.ts";
import { AveragedTrees, type AveragedTreesJson } from "../../../learn/mod.ts";
import type { Conformal } from "../conformal.ts";
import { checkConformal } from "../conformal.ts";
import { type DayAheadFeatures, dayAheadFeatures } from "./features.ts";
import { Lear, type LearJson } from "./lear.ts";
import { hoursFromClock, hoursToNextMidnight, MarketDays } from "./market_days.ts";
import type { DayAheadForecaster, IntervalLevel, PriceInterval } from "../forecaster.ts";
import { lastHours } from "../history_check.ts";

const HOURS = 24;

/** The day-ahead models that can be trained. */
export type DayAheadModelName = "lear" | "trees" | "ensemble";

/** The text form of a day-ahead forecaster. */
export interface DayAheadJson {
  /** Tells the forecasters apart. */
  readonly horizon: "day-ahead";
  /** Which model. */
  readonly model: DayAheadModelName;
  /** Weeks that the trees look back. */
  readonly weeks: 1 | 4;
  /** None for `trees`. */
  readonly lear: LearJson | null;
  /** None for `lear`. */
  readonly trees: AveragedTreesJson | null;
  /** In units of the restlessness. */
  readonly intervals: Conformal;
}

/** Days whose restlessness the intervals follow. */
export const RESTLESS_DAYS = 14;

/** The models whose forecasts are averaged; one of the last two may be missing. */
export interface DayAheadMembers {
  /** What the trees see. */
  readonly features: DayAheadFeatures;
  /** None for `trees`. */
  readonly lear: Lear | null;
  /** None for `lear`. */
  readonly trees: AveragedTrees | null;
}

/** Forecasts the next day's prices by LEAR, boosted trees, or their mean. */
export class DayAheadModel implements DayAheadForecaster {
  readonly horizon = "day-ahead";
  readonly name: DayAheadModelName;
  readonly hoursNeeded: number;
  readonly #json: DayAheadJson;
  readonly #members: DayAheadMembers;

  /** Takes what `toJSON` gave. @throws {TypeError} If it is not such JSON. */
  constructor(json: DayAheadJson) {
    checkSettings(json);
    this.name = json.model;
    this.#json = json;
    this.#members = {
      features: dayAheadFeatures(json.weeks),
      lear: json.lear && new Lear(json.lear),
      trees: json.trees && new AveragedTrees(json.trees),
    };
    const { features: { names, daysNeeded }, trees } = this.#members;
    if (trees && trees.columns !== names.length) {
      throw new TypeError(
        `This is not a day-ahead forecaster: it has ${names.length} features, ` +
          `its trees ${trees.columns}`,
      );
    }
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

function checkSettings({ model, weeks, lear, trees, intervals }: DayAheadJson): void {
  const members = { lear: [true, false], trees: [false, true], ensemble: [true, true] };
  const [needsLear, needsTrees] = Object.hasOwn(members, model) ? members[model] : [];
  const whole = needsLear === Boolean(lear) && needsTrees === Boolean(trees) &&
    (weeks === 1 || weeks === 4);
  if (!whole) {
    throw new TypeError("This is not a day-ahead forecaster: its settings do not fit together");
  }
  checkConformal(intervals);
}

/** The forecasts of a day by hour on the clock, €/MWh. Length 24. */
export function predictDay(
  { features, lear, trees }: DayAheadMembers,
  days: MarketDays,
  day: number,
): Float64Array {
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

/** How much prices changed from day to day in the last two weeks, €/MWh, at least 0.1. */
export function restlessness(days: MarketDays, day: number): number {
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
