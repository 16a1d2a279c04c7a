import { InputError } from "../../input_error.ts";
import { HOUR, hoursOfDay, midnightInRome } from "../../time.ts";

/** Hour of the clock that March skips and October has twice. */
const CHANGING_HOUR = 2;

/** A day's readings in the order in which time went by. */
export interface DayValues {
  /** Midnight, Unix seconds. */
  readonly start: number;
  /** Length of a step, s. */
  readonly seconds: number;
  /** One per step from midnight to midnight: 92, 96 or 100 quarters of an hour; NaN for none. */
  readonly values: readonly number[];
}

/**
 * Puts a day's row of values in the order in which time went by, also when the clocks change.
 *
 * A row may have a cell per step of that very day (92 or 100 quarters), or a cell per step of the
 * clock (96): then the four of the hour that March skips must be empty or 0, and October's repeated hour
 * is known once and missing once.
 *
 * @param date `YYYY-MM-DD`.
 * @param cells NaN for an empty one; more than the day needs must be empty.
 * @param place Where the row stands, for messages.
 * @param perHour Steps of an hour, where the format has but one length; else found from their number.
 * @throws {InputError} If there are too few or too many values for the day.
 */
export function dayValues(
  date: string,
  cells: readonly number[],
  place: string,
  perHour: number | undefined = stepsPerHour(cells.length),
): DayValues {
  const hours = hoursOfDay(date);
  const start = midnightInRome(date);
  if (perHour === undefined) throw wrongCount(date, cells.length, hours, place);
  const seconds = HOUR / perHour;
  const filled = cells.findLastIndex((value) => !Number.isNaN(value)) + 1;
  const nominal = 24 * perHour, expected = hours * perHour;
  if (filled > expected && !(hours === 23 && filled <= nominal)) {
    throw wrongCount(date, filled, hours, place);
  }
  if (hours !== 24 && cells.length !== expected) {
    const change = CHANGING_HOUR * perHour;
    if (hours === 25 && filled <= nominal) {
      const unknown = new Array<number>(perHour).fill(NaN);
      const values = [...cells.slice(0, change + perHour), ...unknown];
      return { start, seconds, values: [...values, ...cells.slice(change + perHour, nominal)] };
    }
    if (hours === 23 && cells.length >= nominal) {
      const values = withoutSkippedHour(cells.slice(0, nominal), change, perHour, date, place);
      return { start, seconds, values };
    }
  }
  if (cells.length < expected) throw wrongCount(date, cells.length, hours, place);
  return { start, seconds, values: cells.slice(0, expected) };
}

/** Of the 24 hours of a row on the day of March, the 23 that were. */
function withoutSkippedHour(
  cells: readonly number[],
  change: number,
  perHour: number,
  date: string,
  place: string,
): number[] {
  const skipped = cells.slice(change, change + perHour);
  const last = cells.slice(-perHour);
  const isBlank = (values: readonly number[]) => values.every(Number.isNaN);
  const isNothing = (values: readonly number[]) =>
    values.every((value) => Number.isNaN(value) || value === 0);
  if (isNothing(skipped) && !(isBlank(last) && !isBlank(skipped))) {
    return [...cells.slice(0, change), ...cells.slice(change + perHour)];
  }
  if (isNothing(last)) return cells.slice(0, -perHour);
  throw new InputError(
    `Cannot read ${place} as ${date} has 23 hours, from 2 to 3 o'clock there was no time: found ` +
      "readings in all 24",
  );
}

/** Of a row of so many cells; undefined where no day has so many steps. */
function stepsPerHour(cells: number): number | undefined {
  return [1, 2, 4].find((perHour) => cells >= 23 * perHour && cells <= 25 * perHour + 1);
}

function wrongCount(date: string, found: number, hours: number, place: string): InputError {
  return new InputError(
    `Cannot read ${place} as ${date} has ${hours} hours, which are ${4 * hours} quarters: found ` +
      `${found} values`,
  );
}
