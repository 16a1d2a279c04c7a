import { HOUR } from "../time.ts";

/** A quantity hour by hour without a break in time; an hour without a value holds NaN. */
export interface HourlySeries {
  /** Start of the first hour, Unix seconds. */
  readonly start: number;
  /** One value per hour, in the unit that the holder of the series states. */
  readonly values: Float64Array;
}

/** The instant at which a series ends, Unix seconds: the first one that it no longer covers. */
export function endOf(series: HourlySeries): number {
  return series.start + series.values.length * HOUR;
}

/**
 * The position in the series of the hour that begins at an instant; it may lie outside.
 *
 * @throws {RangeError} If no hour of the series, prolonged either way, begins then.
 */
export function indexAt(series: HourlySeries, epochSeconds: number): number {
  const index = (epochSeconds - series.start) / HOUR;
  if (!Number.isInteger(index)) {
    throw new RangeError(`No hour begins at ${epochSeconds} s: hours begin every ${HOUR} s`);
  }
  return index;
}

/** The part of a series before an instant. The values are shared, not copied. */
export function before(series: HourlySeries, epochSeconds: number): HourlySeries {
  const length = Math.max(0, Math.min(series.values.length, indexAt(series, epochSeconds)));
  return { start: series.start, values: series.values.subarray(0, length) };
}
