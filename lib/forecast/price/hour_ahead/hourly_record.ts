const HOURS = 24;

/** How an hour-ahead forecaster has erred of late. */
export interface HourlyRecord {
  /** End of the last hour that counts, Unix seconds. */
  readonly until: number;
  /** Per hour on the clock: fading mean of price less forecast, in levels of their hours. Length 24. */
  readonly bias: readonly number[];
}

/** Days that a record reaches back without its past; an older day has lost 95 % of its weight. */
export const RECORD_DAYS = 28;
/** Each day's bias counts so much of the next day's. */
const FADING = 0.9;
/** Share of the bias that is taken off: the rest of it is chance. */
const CORRECTED = 0.3;

/** The record of a forecaster that has none yet. */
export function emptyHourlyRecord(until: number): HourlyRecord {
  return { until, bias: new Array<number>(HOURS).fill(0) };
}

/**
 * Checks a record that was read from a file.
 *
 * @throws {TypeError} If it is not one.
 */
export function checkHourlyRecord(json: HourlyRecord): void {
  const { until, bias } = json ?? {};
  const whole = Number.isFinite(until) && bias?.length === HOURS && bias.every(Number.isFinite);
  if (!whole) throw new TypeError("This is not a record of hourly forecasts: its parts do not fit");
}

/** What is added to the forecast of an hour on the clock, in levels. */
export function hourlyCorrection(bias: ArrayLike<number>, hour: number): number {
  return CORRECTED * bias[hour];
}

/**
 * Counts one more hour: an exponentially fading mean, hour on the clock by hour on the clock.
 *
 * @param bias As in {@link HourlyRecord}; changed. Length 24.
 * @param hour Hour on the clock, 0 … 23.
 * @param error Price less the members' forecast, in levels.
 */
export function countHour(bias: Float64Array, hour: number, error: number): void {
  bias[hour] = FADING * bias[hour] + (1 - FADING) * error;
}
