import { HOUR, type LocalHours, localHours } from "../time.ts";
import { isItalianHoliday } from "./italian_holidays.ts";

const DAY = 24;

/** What a forecaster of prices may know of hours from the calendar alone. */
export class MarketCalendar {
  /** Hours covered, from 0 on. */
  readonly count: number;
  readonly #start: number;
  /** The same hours and a day on either side. */
  readonly #hours: LocalHours;
  readonly #holiday: Uint8Array;

  /** @param start Unix seconds. */
  constructor(start: number, count: number) {
    this.count = count;
    this.#start = start;
    const hours = localHours(start - DAY * HOUR, count + 2 * DAY);
    this.#hours = hours;
    this.#holiday = new Uint8Array(hours.count);
    for (let i = 0; i < hours.count; i++) {
      const isSameDay = i > 0 && hours.elapsed[i] > 0;
      this.#holiday[i] = isSameDay
        ? this.#holiday[i - 1]
        : Number(isItalianHoliday(hours.year[i], hours.month[i], hours.day[i]));
    }
  }

  /** Hour on the clock, 0 … 23. */
  hour(at: number): number {
    return this.#hours.hour[at + DAY];
  }

  /** Monday 1 … Sunday 7. */
  weekday(at: number): number {
    return this.#hours.weekday[at + DAY];
  }

  /** 1 … 366. */
  dayOfYear(at: number): number {
    return this.#hours.dayOfYear[at + DAY];
  }

  /** 1 on a national holiday, else 0; `days` later or earlier than the hour, by −1, 0 or 1. */
  holiday(at: number, days: -1 | 0 | 1 = 0): number {
    return this.#holiday[at + DAY + days * DAY];
  }

  /** The hour `days` earlier at which the clock showed the same, within the hours covered. */
  sameClock(at: number, days: number): number {
    const earlier = at - days * DAY;
    return earlier + (this.#offset(at) - this.#offset(earlier));
  }

  /** How far the clock is ahead of UTC, in hours. */
  #offset(at: number): number {
    const utc = Math.floor(this.#start / HOUR) + at;
    return (((this.hour(at) - utc) % DAY) + DAY) % DAY;
  }
}
