import type { HourlySeries } from "../../data/series.ts";

/** What a forecaster of hourly prices is asked for. */
export type Horizon = "hour-ahead" | "day-ahead";

/** Chance, as far as the past tells, that the price falls into an interval. */
export type IntervalLevel = 0.8 | 0.95;

/** Two prices between which a price is expected, €/MWh. */
export interface PriceInterval {
  /** Lower end, €/MWh. */
  readonly low: number;
  /** Upper end, €/MWh. */
  readonly high: number;
}

/**
 * Forecasts the next hour's price.
 *
 * A history ends where knowledge ends, so no forecast can see what came later. Only the last
 * `hoursNeeded` hours are read; a missing one (NaN) is an InputError.
 */
export interface HourAheadForecaster {
  /** Tells the two kinds apart. */
  readonly horizon: "hour-ahead";
  /** Such as `ensemble`. */
  readonly name: string;
  /** Hours at the end of a history that a forecast reads. */
  readonly hoursNeeded: number;
  /**
   * The price of the hour that begins at the end of the history.
   *
   * @param history Prices, €/MWh.
   * @returns €/MWh.
   * @throws {InputError} If the history is shorter than `hoursNeeded` or has a gap there.
   */
  next(history: HourlySeries): number;
  /** The interval about `next(history)` that holds the price with the chance `level`. */
  nextInterval(history: HourlySeries, level: IntervalLevel): PriceInterval;
  /** What `loadPun` turns into this forecaster again. */
  toJSON(): unknown;
}

/** Forecasts all prices of the next day at once, as they are published. */
export interface DayAheadForecaster {
  /** Tells the two kinds apart. */
  readonly horizon: "day-ahead";
  /** Such as `ensemble`. */
  readonly name: string;
  /** Hours at the end of a history that a forecast reads. */
  readonly hoursNeeded: number;
  /**
   * The prices of the day in Rome that begins at the end of the history.
   *
   * @param history Prices, €/MWh; ends at midnight in Rome.
   * @returns €/MWh, one price per hour: 24, or 23 and 25 when the clocks change.
   * @throws {InputError} If the history is shorter than `hoursNeeded` or has a gap there.
   * @throws {RangeError} If the history does not end at midnight in Rome.
   */
  nextDay(history: HourlySeries): Float64Array;
  /** The intervals about `nextDay(history)`, one per hour. */
  nextDayIntervals(history: HourlySeries, level: IntervalLevel): PriceInterval[];
  /** What `loadPun` turns into this forecaster again. */
  toJSON(): unknown;
}

/** Forecasts hourly prices, either way. */
export type PriceForecaster = HourAheadForecaster | DayAheadForecaster;
