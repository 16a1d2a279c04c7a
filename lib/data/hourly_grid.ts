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

/**
 * Lays readings, in any order, on an hourly axis from the first time stamp to the last.
 *
 * @param stamps Time stamp of each reading, Unix seconds.
 * @param columns By name, one value per reading.
 * @param place Where the reading of an index stands, for messages: `row 3 of "a.csv"`.
 * @throws {InputError} If the stamps are not whole hours apart, or two readings of one time differ.
 */
export function hourlyGrid(
  stamps: readonly number[],
  columns: ReadonlyMap<string, readonly number[]>,
  place: (index: number) => string,
): HourlyGrid {
  const start = stamps.reduce((a, b) => Math.min(a, b), Infinity);
  const end = stamps.reduce((a, b) => Math.max(a, b), -Infinity);
  const readingOfSlot = new Int32Array(stamps.length === 0 ? 0 : (end - start) / HOUR + 1).fill(-1);
  let duplicates = 0;
  stamps.forEach((stamp, index) => {
    const slot = (stamp - start) / HOUR;
    if (!Number.isInteger(slot)) {
      throw new InputError(
        `Cannot read ${formatUtc(stamp)} UTC as readings come every hour from ` +
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
