import { conformalInterval } from "../conformal.ts";
import type { Conformal } from "../conformal.ts";
import type { IntervalLevel } from "../forecaster.ts";

const HOURS = 24;

/** What the forecasts of the days up to an instant teach about the next ones. */
export interface TrackRecord {
  /** End of the last day that counts, Unix seconds. */
  readonly until: number;
  /** Per hour on the clock: fading mean of price less forecast, in levels of their days. */
  readonly bias: readonly number[];
  /** Per level of intervals: how much wider than at first they must be to keep their promise. */
  readonly width: Readonly<Record<IntervalLevel, number>>;
}

/** A day as it was forecast and as it came: by hour on the clock, €/MWh. Length 24. */
export interface JudgedDay {
  /** The next midnight, Unix seconds. */
  readonly until: number;
  /** The members' forecast, without correction. */
  readonly forecast: Float64Array;
  /** What came. */
  readonly price: Float64Array;
  /** The day's level, €/MWh. */
  readonly level: number;
  /** The day's restlessness, €/MWh. */
  readonly unit: number;
}

/** Days that a record reaches back without its past; an older day has lost 87 % of its weight. */
export const RECORD_DAYS = 28;
/** Each day's bias counts so much of the next day's. */
const FADING = 0.93;
/** Share of the bias that is taken off: the rest of it is chance. */
const CORRECTED = 0.45;
/** How far one day's misses move the width of intervals. */
const WIDTH_STEP = 0.05;
const LEAST_WIDTH = 0.5;
const LEVELS = [0.8, 0.95] as const;

/** The record of a forecaster that has none yet. */
export function emptyRecord(until: number): TrackRecord {
  return { until, bias: new Array<number>(HOURS).fill(0), width: { 0.8: 1, 0.95: 1 } };
}

/**
 * Checks a record that was read from a file.
 *
 * @throws {TypeError} If it is not one.
 */
export function checkRecord(json: TrackRecord): void {
  const { until, bias, width } = json ?? {};
  const whole = Number.isFinite(until) && bias?.length === HOURS && bias.every(Number.isFinite) &&
    LEVELS.every((level) => (width?.[level] ?? 0) >= LEAST_WIDTH);
  if (!whole) throw new TypeError("This is not a record of forecasts: its parts do not fit");
}

/** What is added to the forecasts of a day, €/MWh, by hour on the clock. Length 24. */
export function correction({ bias }: TrackRecord, level: number): Float64Array {
  return Float64Array.from(bias, (mean) => CORRECTED * mean * level);
}

/**
 * The record after one more day.
 *
 * The bias is an exponentially fading mean per hour. The width of intervals follows their misses,
 * wider after too many and narrower after too few (online conformal prediction by quantile tracking:
 * Angelopoulos, Candès & Tibshirani 2023, arXiv:2307.16895, eq. 4), so that the promised share is
 * held in the long run whatever the market does.
 */
export function recordAfter(
  record: TrackRecord,
  { until, forecast, price, level, unit }: JudgedDay,
  intervals: Conformal,
): TrackRecord {
  const added = correction(record, level);
  const bias = record.bias.map((mean, hour) => {
    return FADING * mean + (1 - FADING) * (price[hour] - forecast[hour]) / level;
  });
  const widthAfter = (promised: IntervalLevel) => {
    let missed = 0;
    for (let hour = 0; hour < HOURS; hour++) {
      const centre = forecast[hour] + added[hour];
      const scaled = unit * record.width[promised];
      const { low, high } = conformalInterval(intervals, promised, centre, hour, scaled);
      if (price[hour] < low || price[hour] > high) missed++;
    }
    const moved = record.width[promised] + WIDTH_STEP * (missed / HOURS - (1 - promised));
    return Math.max(moved, LEAST_WIDTH);
  };
  const [narrow, wide] = LEVELS.map(widthAfter);
  return { until, bias, width: { 0.8: narrow, 0.95: wide } };
}
