import { InputError } from "../../input_error.ts";
import { HOUR, hoursOfDay, midnightInRome } from "../../time.ts";

/** The hour of the wall clock that March skips and October shows twice, seconds since midnight. */
const CHANGE = { from: 2 * HOUR, to: 3 * HOUR };

/** What the wall clock of a day in Rome shows, kept for the next reading of the same day. */
export class RomeClock {
  #date = "";
  #midnight = NaN;
  #hours = NaN;

  /**
   * The instant at which the wall clock shows a time, Unix seconds.
   *
   * @param date `YYYY-MM-DD`.
   * @param seconds Shown since midnight, 0 … 86399.
   * @param second Whether the second showing is meant where October shows a time twice.
   * @returns NaN for a time that March skips.
   * @throws {RangeError} If there is no such day.
   */
  instant(date: string, seconds: number, second = false): number {
    this.#turnTo(date);
    if (this.#hours === 24 || seconds < CHANGE.from) return this.#midnight + seconds;
    const changing = seconds < CHANGE.to;
    if (this.#hours === 23) return changing ? NaN : this.#midnight + seconds - HOUR;
    return this.#midnight + seconds + (changing && !second ? 0 : HOUR);
  }

  /** Whether October shows a time of a day twice. */
  isTwice(date: string, seconds: number): boolean {
    this.#turnTo(date);
    return this.#hours === 25 && seconds >= CHANGE.from && seconds < CHANGE.to;
  }

  /** Whether the clock shows summer time, two hours ahead of UTC, at a time that is shown once. */
  isSummer(date: string, seconds: number): boolean {
    this.#turnTo(date);
    const atMidnight = Date.parse(`${date}T00:00Z`) / 1000 - this.#midnight === 2 * HOUR;
    const changed = this.#hours !== 24 && seconds >= CHANGE.to;
    return atMidnight !== changed;
  }

  #turnTo(date: string): void {
    if (date === this.#date) return;
    this.#midnight = midnightInRome(date);
    this.#hours = hoursOfDay(date);
    this.#date = date;
  }
}

/**
 * The day written as day, month and year, as `YYYY-MM-DD`.
 *
 * @param place Where it stands, for messages: `line 3 of "a.csv"`.
 * @throws {InputError} If the calendar has no such day.
 */
export function dayOf(year: string, month: string, day: string, place: string): string {
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  try {
    midnightInRome(date);
  } catch (cause) {
    throw new InputError(`Cannot read ${place} as there is no day ${date} in the calendar`, {
      cause,
    });
  }
  return date;
}
