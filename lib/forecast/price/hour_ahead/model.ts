import { endOf, type HourlySeries } from "../../../data/series.ts";
import { HOUR } from "../../../time.ts";
import { AveragedTrees, type AveragedTreesJson } from "../../../learn/mod.ts";
import type { Conformal } from "../conformal.ts";
import { checkConformal } from "../conformal.ts";
import {
  type HourAheadFeatures,
  hourAheadFeatures,
  priceLevel,
  SURPRISE,
  surpriseUnit,
} from "./features.ts";
import { HourlyKernel, type HourlyKernelJson } from "./hourly_kernel.ts";
import {
  checkHourlyRecord,
  countHour,
  emptyHourlyRecord,
  hourlyCorrection,
  type HourlyRecord,
  RECORD_DAYS,
} from "./hourly_record.ts";
import { MarketCalendar } from "../market_calendar.ts";
import type { HourAheadForecaster, IntervalLevel, PriceInterval } from "../forecaster.ts";
import { lastHours } from "../history_check.ts";
import { PastForecasts } from "../past_forecasts.ts";

/** The hour-ahead models that can be trained. */
export type HourAheadModelName = "kernel" | "trees" | "ensemble";

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
  readonly kernel: HourlyKernelJson | null;
  /** None for `kernel`. */
  readonly trees: AveragedTreesJson | null;
  /** End of the history that the trees and the intervals were learned from, Unix seconds. */
  readonly grownUntil: number;
  /** In units of the week's surprise. */
  readonly intervals: Conformal;
  /** How forecasts erred up to the end of the history that was learned from. */
  readonly record: HourlyRecord;
}

/** The models whose forecasts are averaged; one may be missing. */
export interface HourAheadMembers {
  /** None for `trees`. */
  readonly kernel: HourlyKernel | null;
  /** None for `kernel`. */
  readonly trees: AveragedTrees | null;
}

const DAY = 24;

/** Hours beyond the next for which the calendar is worked out at once. */
const CALENDAR_AHEAD = 1000;

/**
 * Forecasts the next hour's price by kernel ridge regressions per hour, boosted trees, or their mean,
 * plus part of what its own forecasts of this hour lacked in the last days.
 */
export class HourAheadModel implements HourAheadForecaster {
  readonly horizon = "hour-ahead";
  readonly name: HourAheadModelName;
  readonly hoursNeeded: number;
  readonly #json: HourAheadJson;
  readonly #features: HourAheadFeatures;
  readonly #surprise: number;
  readonly #row: Float64Array;
  readonly #members: HourAheadMembers;
  readonly #past = new PastForecasts<number>();
  #calendar: MarketCalendar | null = null;

  /** Takes what `toJSON` gave. @throws {TypeError} If it is not such JSON. */
  constructor(json: HourAheadJson) {
    checkSettings(json);
    this.name = json.model;
    this.#json = json;
    this.#features = hourAheadFeatures(json.lookbackHours, json.weeks);
    this.hoursNeeded = this.#features.hoursNeeded + (json.weeks === 1 ? 0 : RECORD_DAYS * DAY);
    this.#surprise = this.#features.names.indexOf(SURPRISE);
    this.#row = new Float64Array(this.#features.names.length);
    this.#members = {
      kernel: json.kernel && new HourlyKernel(json.kernel),
      trees: json.trees && new AveragedTrees(json.trees),
    };
    for (const member of [this.#members.kernel, this.#members.trees]) {
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

  /**
   * The record at the end of a history: that of training and what came of the forecasts since, or
   * of the last four weeks' if training was longer ago.
   */
  recordAt(history: HourlySeries): HourlyRecord {
    const known = lastHours(history, this.hoursNeeded);
    const bias = this.#biasOf(known, this.#calendarFrom(known.start));
    return { until: endOf(history), bias: [...bias] };
  }

  #forecast(history: HourlySeries): { forecast: number; unit: number; hour: number } {
    const known = lastHours(history, this.hoursNeeded);
    const { start, values } = known;
    const at = values.length;
    const calendar = this.#calendarFrom(start);
    const bias = this.#biasOf(known, calendar);
    const unit = priceLevel(values, at);
    const hour = calendar.hour(at);
    const change = this.#change(values, at, calendar) + hourlyCorrection(bias, hour);
    return { forecast: values[at - 1] + unit * change, unit, hour };
  }

  /** The members' forecast of an hour's change, in levels; its features are left in the row. */
  #change(values: Float64Array, at: number, calendar: MarketCalendar): number {
    this.#features.write(values, at, calendar, this.#row);
    return predictChange(this.#members, this.#row, calendar.hour(at));
  }

  /** What forecasts of each hour on the clock lacked of late, in levels. Length 24. */
  #biasOf({ start, values }: HourlySeries, calendar: MarketCalendar): Float64Array {
    const first = start + this.#features.hoursNeeded * HOUR;
    const end = start + values.length * HOUR;
    const learned = this.#json.record;
    const reaches = learned.until >= first && learned.until <= end;
    const { until, bias } = reaches ? learned : emptyHourlyRecord(first);
    const counted = Float64Array.from(bias);
    this.#past.turnTo({ start, values });
    for (let at = (until - start) / HOUR; at < values.length; at++) {
      const error = this.#past.of(start + at * HOUR, () => {
        const change = (values[at] - values[at - 1]) / priceLevel(values, at);
        return change - this.#change(values, at, calendar);
      });
      countHour(counted, calendar.hour(at), error);
    }
    return counted;
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

function checkSettings(json: HourAheadJson): void {
  const { model, lookbackHours, weeks, kernel, trees, intervals, grownUntil, record } = json;
  const members = { kernel: [true, false], trees: [false, true], ensemble: [true, true] };
  const [needsKernel, needsTrees] = Object.hasOwn(members, model) ? members[model] : [];
  const whole = needsKernel === Boolean(kernel) && needsTrees === Boolean(trees) &&
    Number.isInteger(lookbackHours) && lookbackHours >= 1 && (weeks === 1 || weeks === 4) &&
    Number.isFinite(grownUntil);
  if (!whole) {
    throw new TypeError("This is not an hour-ahead forecaster: its settings do not fit together");
  }
  checkConformal(intervals);
  checkHourlyRecord(record);
}

/**
 * The forecast of an hour's price less the price before, in levels.
 *
 * @param row The hour's features.
 * @param hour Hour on the clock.
 */
export function predictChange(
  { kernel, trees }: HourAheadMembers,
  row: Float64Array,
  hour: number,
): number {
  if (kernel && trees) return (kernel.predict(row, hour) + trees.predict(row)) / 2;
  return kernel ? kernel.predict(row, hour) : trees!.predict(row);
}
