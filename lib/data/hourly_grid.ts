import { InputError } from "../input_error.ts";
import { HOUR } from "../time.ts";

/** Readings laid on an axis without a break. */
export interface HourlyGrid {
  /** Time stamp of the first reading, Unix seconds. */
  readonly start: number;
  /** By name, one value per hour; NaN where there is no reading. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  /** Readings that repeat an earlier one of the same time, value for value. */
  readonly duplicates: number;
}

/** History lies within these years; others are mistakes that would fill the memory. */
const FIRST_YEAR = 1980;
const LAST_YEAR = 2099;
/** PVGIS goes from 2005 to 2023, GME back to 2004. */
const LONGEST_YEARS = 50;
const YEAR = 8766 * HOUR;
/** Fifty years of 24 prices by the hour, or eleven by the quarter hour. */
const MOST_VALUES = 12_000_000;

/**
 * Lays readings, in any order, on an axis from the first time stamp to the last.
 *
 * @param stamps Time stamp of each reading, Unix seconds.
 * @param columns By name, one value per reading.
 * @param place Where the reading of an index stands, for messages: `row 3 of "a.csv"`.
 * @param step Seconds from one place of the axis to the next.
 * @throws {InputError} If the stamps are not whole steps apart, lie outside 1980–2099 or too far from
 * each other, or two readings of one time differ.
 */
export function hourlyGrid(
  stamps: readonly number[],
  columns: ReadonlyMap<string, readonly number[]>,
  place: (index: number) => string,
  step: number = HOUR,
): HourlyGrid {
  const { start, end } = stampRange(stamps, place);
  const slots = stamps.length === 0 ? 0 : Math.floor((end - start) / step) + 1;
  if (slots * columns.size > MOST_VALUES) {
    throw new InputError(
      `Cannot read what lies from ${formatUtc(start)} to ${
        formatUtc(end)
      } UTC as one history may ` +
        `hold ${MOST_VALUES} values, gaps counted: ${slots} of each of ${columns.size} columns, ` +
        place(0),
    );
  }
  const readingOfSlot = new Int32Array(slots).fill(-1);
  let duplicates = 0;
  stamps.forEach((stamp, index) => {
    const slot = (stamp - start) / step;
    if (!Number.isInteger(slot)) {
      const every = step === HOUR ? "hour" : `${step / 60} minutes`;
      throw new InputError(
        `Cannot read ${formatUtc(stamp)} UTC as readings come every ${every} from ` +
          `${formatUtc(start)} on: ${place(index)}`,
      );
    }
    const earlier = readingOfSlot[slot];
    if (earlier < 0) {
      readingOfSlot[slot] = index;
      return;
    }
    requireSame(columns, earlier, index, stamp, place);
    duplicates++;
  });
  const pick = (values: readonly number[]) =>
    Float64Array.from(readingOfSlot, (index) => index < 0 ? NaN : values[index]);
  return {
    start,
    columns: new Map(Array.from(columns, ([name, values]) => [name, pick(values)])),
    duplicates,
  };
}

/**
 * The first and the last of time stamps, Unix seconds.
 *
 * @throws {InputError} If one lies outside 1980–2099, or they lie more than 50 years apart.
 */
export function stampRange(
  stamps: readonly number[],
  place: (index: number) => string,
): { start: number; end: number } {
  let [first, last] = [0, 0];
  stamps.forEach((stamp, index) => {
    const year = new Date(stamp * 1000).getUTCFullYear();
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) {
      throw new InputError(
        `Cannot read ${formatUtc(stamp)} UTC as history lies between ${FIRST_YEAR} and ` +
          `${LAST_YEAR}: ${place(index)}`,
      );
    }
    if (stamp < stamps[first]) first = index;
    if (stamp > stamps[last]) last = index;
  });
  const [start, end] = [stamps[first] ?? Infinity, stamps[last] ?? -Infinity];
  if (end - start > LONGEST_YEARS * YEAR) {
    throw new InputError(
      `Cannot read ${formatUtc(start)} and ${formatUtc(end)} UTC as one history as it is up to ` +
        `${LONGEST_YEARS} years long: ${place(first)} and ${place(last)}`,
    );
  }
  return { start, end };
}

function requireSame(
  columns: ReadonlyMap<string, readonly number[]>,
  earlier: number,
  index: number,
  stamp: number,
  place: (index: number) => string,
): void {
  for (const [name, values] of columns) {
    if (Object.is(values[earlier], values[index])) continue;
    throw new InputError(
      `Cannot read ${name} of ${formatUtc(stamp)} UTC as it is given twice, as ` +
        `${values[earlier]} and ${values[index]}: ${place(earlier)} and ${place(index)}`,
    );
  }
}

/**
 * An instant (Unix seconds) in UTC.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(formatUtc(1668211800), "2022-11-12 00:10");
 * ```
 */
export function formatUtc(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().slice(0, 16).replace("T", " ");
}
