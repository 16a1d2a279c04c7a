import { endOf, type HourlySeries } from "../../../data/series.ts";
import { AveragedTrees, type AveragedTreesJson } from "../../../learn/mod.ts";
import { checkConformal, type Conformal, conformalInterval } from "../conformal.ts";
import { type DayAheadFeatures, dayAheadFeatures } from "./features.ts";
import { Lear, type LearJson } from "./lear.ts";
import { hoursFromClock, hoursToNextMidnight, MarketDays } from "./market_days.ts";
import { ProfileKernel, type ProfileKernelJson } from "./profile_kernel.ts";
import { RESTLESS_DAYS, restlessness } from "./restlessness.ts";
import {
  checkRecord,
  correction,
  emptyRecord,
  type JudgedDay,
  RECORD_DAYS,
  recordAfter,
  type TrackRecord,
} from "./track_record.ts";
import type { DayAheadForecaster, IntervalLevel, PriceInterval } from "../forecaster.ts";
import { lastHours } from "../history_check.ts";
import { PastForecasts } from "../past_forecasts.ts";

const HOURS = 24;

/** The day-ahead models that can be trained. */
export type DayAheadModelName = "lear" | "kernel" | "trees" | "ensemble";

/** The text form of a day-ahead forecaster. */
export interface DayAheadJson {
  /** Tells the forecasters apart. */
  readonly horizon: "day-ahead";
  /** Which model. */
  readonly model: DayAheadModelName;
  /** Weeks that the trees look back. */
  readonly weeks: 1 | 4;
  /** None but for `lear` and `ensemble`. */
  readonly lear: LearJson | null;
  /** None but for `kernel` and `ensemble`. */
  readonly kernel: ProfileKernelJson | null;
  /** None but for `trees` and `ensemble`. */
  readonly trees: AveragedTreesJson | null;
  /** End of the history that the trees and the intervals were learned from, Unix seconds. */
  readonly grownUntil: number;
  /** In units of the restlessness. */
  readonly intervals: Conformal;
  /** How forecasts erred up to the end of the history that was learned from. */
  readonly record: TrackRecord;
}

/** The models whose forecasts are averaged; all but one may be missing. */
export interface DayAheadMembers {
  /** What the trees see. */
  readonly features: DayAheadFeatures;
  readonly lear: Lear | null;
  readonly kernel: ProfileKernel | null;
  readonly trees: AveragedTrees | null;
}

/**
 * Forecasts the next day's prices by LEAR, a kernel, boosted trees, or their mean, less part of the
 * bias of its own forecasts of the last days.
 */
export class DayAheadModel implements DayAheadForecaster {
  readonly horizon = "day-ahead";
  readonly name: DayAheadModelName;
  readonly hoursNeeded: number;
  readonly #json: DayAheadJson;
  readonly #members: DayAheadMembers;
  readonly #past = new PastForecasts<Float64Array>();

  /** Takes what `toJSON` gave. @throws {TypeError} If it is not such JSON. */
  constructor(json: DayAheadJson) {
    checkSettings(json);
    this.name = json.model;
    this.#json = json;
    this.#members = {
      features: dayAheadFeatures(json.weeks),
      lear: json.lear && new Lear(json.lear),
      kernel: json.kernel && new ProfileKernel(json.kernel),
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
    this.hoursNeeded = (Math.max(daysNeeded, RESTLESS_DAYS) + recordDays(json) + 1) * HOURS + 2;
  }

  nextDay(history: HourlySeries): Float64Array {
    return asHours(history, this.#look(history).forecast);
  }

  nextDayIntervals(history: HourlySeries, level: IntervalLevel): PriceInterval[] {
    const { forecast, unit, record } = this.#look(history);
    const byHour = Array.from(forecast, (price, hour) => {
      const width = unit * record.width[level];
      return conformalInterval(this.#json.intervals, level, price, hour, width);
    });
    const end = (side: "low" | "high") =>
      asHours(history, Float64Array.from(byHour, (interval) => interval[side]));
    const [low, high] = [end("low"), end("high")];
    return Array.from(low, (value, i) => ({ low: value, high: high[i] }));
  }

  /**
   * The record at the end of a history: that of training and what came of the forecasts since, or
   * of the last four weeks' if training was longer ago.
   */
  recordAt(history: HourlySeries): TrackRecord {
    return this.#look(history).record;
  }

  toJSON(): DayAheadJson {
    return this.#json;
  }

  /** The corrected forecast of the next day by hour on the clock, and what its interval rests on. */
  #look(history: HourlySeries): { forecast: Float64Array; unit: number; record: TrackRecord } {
    const needed = lastHours(history, this.hoursNeeded);
    const days = new MarketDays(needed);
    this.#past.turnTo(needed);
    const record = this.#recordOf(days);
    const added = correction(record, days.level(days.count));
    const forecast = predictDay(this.#members, days, days.count)
      .map((price, hour) => price + added[hour]);
    return { forecast, unit: restlessness(days, days.count), record };
  }

  #recordOf(days: MarketDays): TrackRecord {
    const [first, end] = [days.count - recordDays(this.#json), days.midnight(days.count)];
    const learned = this.#json.record;
    const reaches = learned.until >= days.midnight(first) && learned.until <= end;
    let record = reaches ? learned : emptyRecord(days.midnight(first));
    for (let day = first; day < days.count; day++) {
      const midnight = days.midnight(day);
      if (midnight < record.until) continue;
      const forecast = this.#past.of(midnight, () => predictDay(this.#members, days, day));
      record = recordAfter(record, judged(days, day, forecast), this.#json.intervals);
    }
    return record;
  }
}

function checkSettings(json: DayAheadJson): void {
  const { model, weeks, intervals, record, grownUntil } = json;
  const members = {
    lear: ["lear"],
    kernel: ["kernel"],
    trees: ["trees"],
    ensemble: ["lear", "kernel", "trees"],
  };
  const needed: readonly string[] = Object.hasOwn(members, model) ? members[model] : [];
  const given = (["lear", "kernel", "trees"] as const).filter((member) => json[member]);
  const whole = needed.length > 0 && given.join() === needed.join() &&
    (weeks === 1 || weeks === 4) && Number.isFinite(grownUntil);
  if (!whole) {
    throw new TypeError("This is not a day-ahead forecaster: its settings do not fit together");
  }
  checkConformal(intervals);
  checkRecord(record);
}

/** The forecasts of a day by hour on the clock, €/MWh: the mean of the members'. Length 24. */
export function predictDay(members: DayAheadMembers, days: MarketDays, day: number): Float64Array {
  const forecasts = [
    members.lear?.predict(days, day),
    members.kernel?.predict(days, day),
    members.trees && predictByTrees(members.features, members.trees, days, day),
  ].filter((forecast) => forecast !== null && forecast !== undefined);
  return Float64Array.from({ length: HOURS }, (_, hour) => {
    return forecasts.reduce((sum, forecast) => sum + forecast[hour], 0) / forecasts.length;
  });
}

function predictByTrees(
  features: DayAheadFeatures,
  trees: AveragedTrees,
  days: MarketDays,
  day: number,
): Float64Array {
  const row = new Float64Array(features.names.length);
  return Float64Array.from({ length: HOURS }, (_, hour) => {
    features.write(days, day, hour, row);
    return days.level(day) * (1 + trees.predict(row));
  });
}

/** A known day beside its forecast. */
export function judged(days: MarketDays, day: number, forecast: Float64Array): JudgedDay {
  return {
    until: days.midnight(day + 1),
    forecast,
    price: days.pricesOf(day),
    level: days.level(day),
    unit: restlessness(days, day),
  };
}

/** Short histories have no days to spare for judging forecasts. */
function recordDays({ weeks }: DayAheadJson): number {
  return weeks === 1 ? 0 : RECORD_DAYS;
}

function asHours(history: HourlySeries, byHour: Float64Array): Float64Array {
  const midnight = endOf(history);
  return hoursFromClock(midnight, hoursToNextMidnight(midnight), byHour);
}
