import type { MarketDays } from "./market_days.ts";
import { mean } from "../../../mean.ts";

const HOURS = 24;

/** What the price of an hour of the next day is forecast from. */
export interface DayAheadFeatures {
  /** One name per feature. */
  readonly names: readonly string[];
  /** Days before the forecast one that are read. */
  readonly daysNeeded: number;
  /** Writes the features of an hour on the clock of a day; reads no price of that day or later. */
  write(days: MarketDays, day: number, hour: number, row: Float64Array): void;
}

type Feature = readonly [name: string, value: (look: Look) => number];

interface Look {
  readonly days: MarketDays;
  readonly day: number;
  readonly hour: number;
  readonly level: number;
}

/**
 * The features of day-ahead trees: prices of the same and of near hours on earlier days, of
 * yesterday's profile, means and extremes of days, all in units of the level; the calendar.
 *
 * @param weeks Weeks to look back, 1 or 4.
 */
export function dayAheadFeatures(weeks: 1 | 4): DayAheadFeatures {
  const features = [...sameHourFeatures(weeks), ...profileFeatures(), ...calendarFeatures];
  const values = features.map(([, value]) => value);
  return {
    names: features.map(([name]) => name),
    daysNeeded: 7 + (weeks === 1 ? 0 : 21),
    write(days, day, hour, row) {
      const look = { days, day, hour, level: days.level(day) };
      for (let c = 0; c < values.length; c++) row[c] = values[c](look);
    },
  };
}

function sameHourFeatures(weeks: number): Feature[] {
  const lags = weeks === 1 ? [1, 2, 3, 4, 5, 6, 7] : [1, 2, 3, 4, 5, 6, 7, 14];
  const sameWeekday = Array.from({ length: weeks }, (_, week) => 7 * (week + 1));
  return [
    ...lags.map((lag): Feature => [`${lag} days ago`, (look) => inLevels(look, lag, 0)]),
    ...[1, 7].flatMap((lag) =>
      [-2, -1, 1, 2].map((later): Feature => [
        `${lag} days ago, ${later} hours later`,
        (look) => inLevels(look, lag, later),
      ])
    ),
    ["mean of the week", (look) => meanInLevels(look, [1, 2, 3, 4, 5, 6, 7])],
    ["mean of the weekday", (look) => meanInLevels(look, sameWeekday)],
  ];
}

function profileFeatures(): Feature[] {
  const dayValue = (lag: number, of: (day: Float64Array) => number) => (look: Look) =>
    of(pricesOf(look, lag)) / look.level;
  return [
    ...[1, 2, 3, 7].map((lag): Feature => [`mean ${lag} days ago`, dayValue(lag, mean)]),
    ...[1, 2, 7].map((lag): Feature => [`lowest ${lag} days ago`, dayValue(lag, lowest)]),
    ...[1, 2, 7].map((lag): Feature => [`highest ${lag} days ago`, dayValue(lag, highest)]),
    ...[0, 3, 6, 8, 10, 13, 16, 18, 20, 22, 23].map((hour): Feature => [
      `yesterday at ${hour}`,
      ({ days, day, level }) => days.price(day - 1, hour) / level,
    ]),
  ];
}

const calendarFeatures: readonly Feature[] = [
  ["hour", ({ hour }) => hour],
  ["weekday", ({ days, day }) => days.weekday(day)],
  ["holiday", ({ days, day }) => days.holiday(day)],
  ["day after a holiday", ({ days, day }) => days.holiday(day - 1)],
  ["day before a holiday", ({ days, day }) => days.holiday(day + 1)],
  ["holiday a week ago", ({ days, day }) => days.holiday(day - 7)],
  ["season, sine", ({ days, day }) => Math.sin(days.yearAngle(day))],
  ["season, cosine", ({ days, day }) => Math.cos(days.yearAngle(day))],
];

/** A price some days ago, `later` hours after the same hour, never after yesterday's last. */
function inLevels({ days, day, hour, level }: Look, lag: number, later: number): number {
  const at = Math.min((day - lag) * HOURS + hour + later, day * HOURS - 1);
  return days.prices[Math.max(at, 0)] / level;
}

function meanInLevels(look: Look, lags: readonly number[]): number {
  let sum = 0;
  for (const lag of lags) sum += inLevels(look, lag, 0);
  return sum / lags.length;
}

function pricesOf({ days, day }: Look, lag: number): Float64Array {
  return days.prices.subarray((day - lag) * HOURS, (day - lag + 1) * HOURS);
}

function lowest(values: Float64Array): number {
  return values.reduce((least, value) => Math.min(least, value));
}

function highest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value));
}
