import { HOUR, localHours, type LocalSteps } from "../../time.ts";
import { isItalianHoliday } from "./italian_holidays.ts";

const DAY = 24;

/** The kind of a day: 0 working day, 1 Saturday, 2 day of rest (Sunday or holiday). */
export type DayKind = 0 | 1 | 2;

/** What a forecaster of prices may know of hours from the calendar alone. */
export class MarketCalendar {
  /** Start of hour 0, Unix seconds. */
  readonly start: number;
  /** Hours covered, from 0 on. */
  readonly count: number;
  /** The hours covered and a day at least on either side. */
  readonly #hours: LocalSteps;
  readonly #holiday: Uint8Array;
  /** Where hour 0 is in these arrays. */
  readonly #first: number;

  /**
   * The calendar of hours in a row.
   *
   * @param start Unix seconds.
   * @param shared A calendar to take the days from where it covers the hours.
   */
  constructor(start: number, count: number, shared?: MarketCalendar) {
    this.start = start;
    this.count = count;
    const first = shared ? shared.#first + (start - shared.start) / HOUR : -1;
    if (shared && first >= DAY && first + count + DAY <= shared.#hours.count) {
      this.#hours = shared.#hours;
      this.#holiday = shared.#holiday;
      this.#first = first;
    } else {
      this.#hours = localHours(start - DAY * HOUR, count + 2 * DAY);
      this.#holiday = holidays(this.#hours);
      this.#first = DAY;
    }
  }

  /** Hour on the clock, 0 … 23. */
  hour(at: number): number {
    return this.#hours.hour[at + this.#first];
  }

  /** Monday 1 … Sunday 7. */
  weekday(at: number): number {
    return this.#hours.weekday[at + this.#first];
  }

  /** 1 … 366. */
  dayOfYear(at: number): number {
    return this.#hours.dayOfYear[at + this.#first];
  }

  /** 1 on a national holiday, else 0; `days` later than the hour, −1, 0 or 1. */
  holiday(at: number, days: -1 | 0 | 1 = 0): number {
    return this.#holiday[at + this.#first + days * DAY];
  }

  /** Working day, Saturday, or day of rest. */
  dayKind(at: number): DayKind {
    if (this.weekday(at) === 7 || this.holiday(at) === 1) return 2;
    return this.weekday(at) === 6 ? 1 : 0;
  }

  /** The hour `days` earlier at which the clock showed the same, within the hours covered. */
  sameClock(at: number, days: number): number {
    const earlier = at - days * DAY;
    return earlier + (this.#offset(at) - this.#offset(earlier));
  }

  /** How far the clock is ahead of UTC, in hours. */
  #offset(at: number): number {
    const utc = Math.floor(this.start / HOUR) + at;
    return (((this.hour(at) - utc) % DAY) + DAY) % DAY;
  }
}

function holidays(hours: LocalSteps): Uint8Array {
  const holiday = new Uint8Array(hours.count);
  for (let i = 0; i < hours.count; i++) {
    const isSameDay = i > 0 && hours.elapsed[i] > 0;
    holiday[i] = isSameDay
      ? holiday[i - 1]
      : Number(isItalianHoliday(hours.year[i], hours.month[i], hours.day[i]));
  }
  return holiday;
}
