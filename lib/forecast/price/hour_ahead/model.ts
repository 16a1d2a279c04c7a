import type { HourlySeries } from "../../../data/series.ts";
import { HOUR } from "../../../time.ts";
import { AveragedTrees, type AveragedTreesJson } from "../../../learn/mod.ts";
import type { Conformal } from "../conformal.ts";
import { checkConformal } from "../conformal.ts";
import { type HourAheadFeatures, hourAheadFeatures, priceLevel, SURPRISE } from "./features.ts";
import { HourlyRidge, type HourlyRidgeJson } from "./hourly_ridge.ts";
import { MarketCalendar } from "../market_calendar.ts";
import type { HourAheadForecaster, IntervalLevel, PriceInterval } from "../forecaster.ts";
import { lastHours } from "../history_check.ts";

/** The hour-ahead models that can be trained. */
export type HourAheadModelName = "ridge" | "trees" | "ensemble";

/** The text form of an hour-ahead forecaster. */
export interface HourAheadJson {
  /** Tells the forecasters apart. */
  readonly horizon: "hour-ahead";
  /** Which model. */
  readonly model: HourAheadModelName;
  /** Hourly lags that it sees. */
  readonly lookbackHours: number;
  /** Weeks that it looks back. */
  readonly weeks: 1 | 4;
  /** None for `trees`. */
  readonly ridge: HourlyRidgeJson | null;
  /** None for `ridge`. */
  readonly trees: AveragedTreesJson | null;
  /** In units of the week's surprise. */
  readonly intervals: Conformal;
}

/** The models whose forecasts are averaged; one may be missing. */
export interface HourAheadMembers {
  /** None for `trees`. */
  readonly ridge: HourlyRidge | null;
  /** None for `ridge`. */
  readonly trees: AveragedTrees | null;
}

/** Share of the trees in the ensemble's forecast: two lots of trees to one of ridge regressions. */
const TREES_SHARE = 2 / 3;

/** The unit of intervals, in levels, where prices stood still for a week. */
const LEAST_SURPRISE = 1e-3;

/** Hours beyond the next for which the calendar is worked out at once. */
const CALENDAR_AHEAD = 1000;

/** Forecasts the next hour's price by ridge regressions per hour, boosted trees, or their mean. */
export class HourAheadModel implements HourAheadForecaster {
  readonly horizon = "hour-ahead";
  readonly name: HourAheadModelName;
  readonly hoursNeeded: number;
  readonly #json: HourAheadJson;
  readonly #features: HourAheadFeatures;
  readonly #surprise: number;
  readonly #row: Float64Array;
  readonly #members: HourAheadMembers;
  #calendar: MarketCalendar | null = null;

  /** Takes what `toJSON` gave. @throws {TypeError} If it is not such JSON. */
  constructor(json: HourAheadJson) {
    checkSettings(json);
    this.name = json.model;
    this.#json = json;
    this.#features = hourAheadFeatures(json.lookbackHours, json.weeks);
    this.hoursNeeded = this.#features.hoursNeeded;
    this.#surprise = this.#features.names.indexOf(SURPRISE);
    this.#row = new Float64Array(this.#features.names.length);
    this.#members = {
      ridge: json.ridge && new HourlyRidge(json.ridge),
      trees: json.trees && new AveragedTrees(json.trees),
    };
    for (const member of [this.#members.ridge, this.#members.trees]) {
      if (member && member.columns !== this.#row.length) {
        throw new TypeError(
          `This is not an hour-ahead forecaster: it has ${this.#row.length} features, ` +
            `a member of it ${member.columns}`,
        );
      }
    }
  }

  next(history: HourlySeries): number {
    return this.#forecast(history).forecast;
  }

  nextInterval(history: HourlySeries, level: IntervalLevel): PriceInterval {
    const { forecast, unit, hour } = this.#forecast(history);
    const surprise = surpriseUnit(this.#row[this.#surprise]);
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
    const change = predictChange(this.#members, this.#row, hour);
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

function checkSettings({ model, lookbackHours, weeks, ridge, trees, intervals }: HourAheadJson) {
  const members = { ridge: [true, false], trees: [false, true], ensemble: [true, true] };
  const [needsRidge, needsTrees] = Object.hasOwn(members, model) ? members[model] : [];
  const whole = needsRidge === Boolean(ridge) && needsTrees === Boolean(trees) &&
    Number.isInteger(lookbackHours) && lookbackHours >= 1 && (weeks === 1 || weeks === 4);
  if (!whole) {
    throw new TypeError("This is not an hour-ahead forecaster: its settings do not fit together");
  }
  checkConformal(intervals);
}

/**
 * The forecast of an hour's price less the price before, in levels.
 *
 * @param row The hour's features.
 * @param hour Hour on the clock.
 */
export function predictChange(
  { ridge, trees }: HourAheadMembers,
  row: Float64Array,
  hour: number,
): number {
  if (ridge && trees) {
    return (1 - TREES_SHARE) * ridge.predict(row, hour) + TREES_SHARE * trees.predict(row);
  }
  return ridge ? ridge.predict(row, hour) : trees!.predict(row);
}

/** The unit in which errors are counted for intervals: the week's surprise, but never 0. */
export function surpriseUnit(surprise: number): number {
  return Math.max(surprise, LEAST_SURPRISE);
}
