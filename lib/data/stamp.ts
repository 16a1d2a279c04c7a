import { HOUR } from "../time.ts";

const MINUTE = 60;
/** Farthest that a clock on Earth is from UTC, minutes. */
const FARTHEST_OFFSET = 14 * 60;

/**
 * The instant that parts of a date and a clock in UTC name, Unix seconds; NaN if there is no such day
 * or time, as 30 February or 24:00.
 */
export function utcInstant(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): number {
  if (hour > 23 || minute > 59 || second > 59 || month < 1 || month > 12 || day < 1) return NaN;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1) return NaN;
  return midnight.getTime() / 1000 + hour * HOUR + minute * MINUTE + second;
}

/**
 * Unix seconds of an ISO 8601 time, taken as UTC where it names no zone; NaN if it is none or there is
 * no such day.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(parseIsoTime("2024-05-01T02:10+02:00"), Date.UTC(2024, 4, 1, 0, 10) / 1000);
 * equal(parseIsoTime("2022-02-30 00:00"), NaN);
 * ```
 */
export function parseIsoTime(text: string): number {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.0+)?)?(?:Z|([+-])(\d\d):?(\d\d))?$/
      .exec(text);
  if (match === null) return NaN;
  const [year, month, day, hour, minute, second = 0] = match.slice(1, 7).map((part) =>
    part === undefined ? undefined : Number(part)
  ) as [number, number, number, number, number, number?];
  const offset = Number(match[8] ?? 0) * MINUTE + Number(match[9] ?? 0);
  if (offset > FARTHEST_OFFSET || Number(match[9] ?? 0) > 59) return NaN;
  const east = match[7] === "-" ? -1 : 1;
  return utcInstant(year, month, day, hour, minute, second) - east * offset * MINUTE;
}
