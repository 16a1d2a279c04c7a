/** Fixed national holidays of Italy as month · 100 + day (law 260 of 1949 as amended). */
const FIXED = new Set([101, 106, 425, 501, 602, 815, 1101, 1208, 1225, 1226]);

/** Saint Francis of Assisi, 4 October, a national holiday again from 2026 on (law 151 of 2025). */
const SAINT_FRANCIS = { day: 1004, firstYear: 2026 };

/**
 * Whether a day is a national holiday in Italy: the fixed ones of the year, Easter and Easter Monday.
 *
 * @param month 1 … 12.
 * @param day Day of the month.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(isItalianHoliday(2024, 4, 1), true); // Easter Monday
 * equal(isItalianHoliday(2026, 10, 4), true); // Saint Francis
 * ```
 */
export function isItalianHoliday(year: number, month: number, day: number): boolean {
  const date = month * 100 + day;
  if (FIXED.has(date)) return true;
  if (date === SAINT_FRANCIS.day) return year >= SAINT_FRANCIS.firstYear;
  if (month < 3 || month > 4) return false;
  const marchDay = day + (month === 4 ? 31 : 0);
  const easter = easterMarchDay(year);
  return marchDay === easter || marchDay === easter + 1;
}

/** Easter Sunday as a day of March, 22 … 56 (32 is 1 April); Butcher's rule, in Meeus 1991, p. 67. */
function easterMarchDay(year: number): number {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - c % 4) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return h + l - 7 * m + 22;
}
