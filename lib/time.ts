/** Seconds in an hour. */
export const HOUR = 3600;

const ROME = "Europe/Rome";

/**
 * The instant at which a day begins in Rome, in Unix seconds.
 *
 * @param date `YYYY-MM-DD`.
 * @throws {RangeError} If there is no such day.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(midnightInRome("2024-08-15"), Date.UTC(2024, 7, 14, 22) / 1000);
 * ```
 */
export function midnightInRome(date: string): number {
  return startOfDay(date).epochMilliseconds / 1000;
}

/** Hours between this midnight in Rome and the next: 24, or 23 and 25 when the clocks change. */
export function hoursOfDay(date: string): number {
  return startOfDay(date).hoursInDay;
}

/** The day in Rome, `YYYY-MM-DD`, to which an instant (Unix seconds) belongs. */
export function dateInRome(epochSeconds: number): string {
  return zoned(epochSeconds).toPlainDate().toString();
}

/** An instant (Unix seconds) as people in Rome write it: `2024-08-15 13:00`. */
export function formatInRome(epochSeconds: number): string {
  const local = zoned(epochSeconds);
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: "minute" })}`;
}

/** A run's time: step k covers [start + k·seconds, start + (k + 1)·seconds). */
export interface Steps {
  /** Start of the first step, Unix seconds. */
  readonly start: number;
  /** Length of a step, a whole part of an hour. */
  readonly seconds: number;
  /** Number of steps. */
  readonly count: number;
}

/** The instant at which a step begins, or would begin beyond either end, Unix seconds. */
export function startOfStep({ start, seconds }: Steps, step: number): number {
  return start + step * seconds;
}

/** What the calendar and the clock on a wall in Rome show at the start of each of some steps. */
export interface LocalSteps extends Steps {
  /** Year of the calendar. */
  readonly year: Uint16Array;
  /** 1 … 12. */
  readonly month: Uint8Array;
  /** Day of the month, 1 … 31. */
  readonly day: Uint8Array;
  /** 1 … 366. */
  readonly dayOfYear: Uint16Array;
  /** Monday 1 … Sunday 7. */
  readonly weekday: Uint8Array;
  /** Hour on the clock, 0 … 23: skips one in March, shows one twice in October. */
  readonly hour: Uint8Array;
  /** Whole hours elapsed since local midnight, 0 … 24; GME's hour is this plus one. */
  readonly elapsed: Uint8Array;
}

/** The calendar of `count` hours from an instant (Unix seconds, on the hour) on. */
export function localHours(start: number, count: number): LocalSteps {
  return localSteps({ start, seconds: HOUR, count });
}

/**
 * The calendar of some steps.
 *
 * @param steps They begin on a multiple of their length.
 * @returns Arrays of length `steps.count`.
 */
export function localSteps(steps: Steps): LocalSteps {
  const { start, seconds, count } = steps;
  const perHour = HOUR / seconds;
  const local = {
    ...steps,
    year: new Uint16Array(count),
    month: new Uint8Array(count),
    day: new Uint8Array(count),
    dayOfYear: new Uint16Array(count),
    weekday: new Uint8Array(count),
    hour: new Uint8Array(count),
    elapsed: new Uint8Array(count),
  };
  let at = 0;
  while (at < count) {
    const first = zoned(start + at * seconds);
    const midnight = first.startOfDay();
    const passed = Math.round(
      (first.epochMilliseconds - midnight.epochMilliseconds) / (1000 * seconds),
    );
    const until = Math.min(count, at + midnight.hoursInDay * perHour - passed);
    const shift = clockShift(midnight);
    for (let ofDay = passed; at < until; at++, ofDay++) {
      const elapsed = Math.floor(ofDay / perHour);
      local.year[at] = first.year;
      local.month[at] = first.month;
      local.day[at] = first.day;
      local.dayOfYear[at] = first.dayOfYear;
      local.weekday[at] = first.dayOfWeek;
      local.hour[at] = elapsed + (elapsed >= shift.from ? shift.by : 0);
      local.elapsed[at] = elapsed;
    }
  }
  return local;
}

/** When, in hours since midnight, and by how many hours the clock is moved on a day. */
function clockShift(midnight: Temporal.ZonedDateTime): { from: number; by: number } {
  const by = 24 - midnight.hoursInDay;
  const change = by === 0 ? null : midnight.getTimeZoneTransition("next");
  if (change === null) return { from: 0, by: 0 };
  return { from: (change.epochMilliseconds - midnight.epochMilliseconds) / 3.6e6, by };
}

function startOfDay(date: string): Temporal.ZonedDateTime {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    throw new RangeError(`A date is written YYYY-MM-DD, found "${date}"`);
  }
  try {
    return Temporal.PlainDate.from(date).toZonedDateTime(ROME);
  } catch (cause) {
    throw new RangeError(`There is no day ${date} in the calendar`, { cause });
  }
}

function zoned(epochSeconds: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toZonedDateTimeISO(ROME);
}
