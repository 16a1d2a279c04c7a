import type { MarketCalendar } from "../market_calendar.ts";
import { mean } from "../../../mean.ts";

const DAY = 24;
const WEEK = 7 * DAY;

/** The least level, €/MWh, by which differences are divided: prices may be 0 for days. */
const LEAST_LEVEL = 1;

/** What the price of an hour is forecast from. */
export interface HourAheadFeatures {
  /** One name per feature. */
  readonly names: readonly string[];
  /** Hours before the forecast one that are read. */
  readonly hoursNeeded: number;
  /**
   * Writes the features of an hour.
   *
   * @param prices €/MWh; none at or after the hour `at` is read.
   * @param at Position of the hour to forecast, at least `hoursNeeded`.
   * @param row Takes one value per name.
   */
  write(prices: Float64Array, at: number, calendar: MarketCalendar, row: Float64Array): void;
}

/**
 * The mean price of the week before an hour, €/MWh: the unit in which differences are counted, so
 * that a year of 300 €/MWh teaches one of 100.
 */
export function priceLevel(prices: Float64Array, at: number): number {
  let sum = 0;
  for (let i = at - WEEK; i < at; i++) sum += prices[i];
  return Math.max(sum / WEEK, LEAST_LEVEL);
}

/**
 * The feature by which intervals widen: by how much, in the last week's mean, hourly changes
 * differed from those of the day before, in levels.
 */
export const SURPRISE = "surprise of the week";

/** The least surprise, in levels, where prices stood still for a week. */
const LEAST_SURPRISE = 1e-3;

/** The unit in which errors are counted for intervals: the week's surprise, but never 0. */
export function surpriseUnit(surprise: number): number {
  return Math.max(surprise, LEAST_SURPRISE);
}

type Feature = readonly [name: string, value: (look: Look) => number];

/** What a feature looks at: the hour to forecast, the price before it, the level. */
interface Look {
  readonly prices: Float64Array;
  readonly at: number;
  readonly last: number;
  readonly level: number;
  readonly calendar: MarketCalendar;
}

/**
 * The features of hour-ahead forecasts: prices of the last hours, of the same hours of earlier days
 * and weeks and how they went on from there, all as differences in units of the level; spread and
 * shape of the last day; the calendar.
 *
 * @param lookbackHours Hourly lags, ≥ 1.
 * @param weeks Weeks to look back for the same hour, 1 or 4.
 */
export function hourAheadFeatures(lookbackHours: number, weeks: 1 | 4): HourAheadFeatures {
  const features = [
    ...lagFeatures(lookbackHours),
    ...seasonalFeatures(weeks),
    ...paceFeatures(weeks),
    ...shapeFeatures,
    ...calendarFeatures,
  ];
  const values = features.map(([, value]) => value);
  return {
    names: features.map(([name]) => name),
    hoursNeeded: Math.max(lookbackHours, weeks * WEEK) + DAY + 1,
    write(prices, at, calendar, row) {
      const last = prices[at - 1];
      const look = { prices, at, last, level: priceLevel(prices, at), calendar };
      for (let c = 0; c < values.length; c++) row[c] = values[c](look);
    },
  };
}

function lagFeatures(lookbackHours: number): Feature[] {
  return Array.from({ length: lookbackHours - 1 }, (_, i): Feature => {
    const lag = i + 2;
    return [`lag ${lag}`, ({ prices, at, last, level }) => (prices[at - lag] - last) / level];
  });
}

function seasonalFeatures(weeks: number): Feature[] {
  const stepDays = weeks === 1 ? [1, 2, 3, 4, 5, 6, 7] : [1, 2, 3, 4, 5, 6, 7, 14];
  return [
    ...stepDays.map((days): Feature => [`step ${days} days ago`, (look) => step(look, days)]),
    ["mean step of the week", (look) => meanStep(look, [1, 2, 3, 4, 5, 6, 7])],
    ["mean step on this weekday", (look) => {
      return meanStep(look, Array.from({ length: weeks }, (_, week) => 7 * (week + 1)));
    }],
    ["mean step on such days", (look) => meanStep(look, daysAlike(look, 7 * weeks))],
    ...[1, 2, 3, 7].flatMap((days) =>
      [-3, -2, -1, 0, 1, 2, 3].map((later): Feature => [
        `same hour ${later} later ${days} days ago`,
        (look) => (sameHour(look, days, later) - look.last) / look.level,
      ])
    ),
    ...[1, 2, 7].flatMap((days) =>
      [1, 2].map((later): Feature => [
        `next ${later} steps ${days} days ago`,
        (look) => (sameHour(look, days, later) - sameHour(look, days, 0)) / look.level,
      ])
    ),
    ...[1, 7].map((days): Feature => [
      `lead over ${days} days ago`,
      (look) => {
        let sum = 0;
        for (let back = 1; back <= 6; back++) {
          sum += look.prices[look.at - back] - sameHour(look, days, -back);
        }
        return sum / 6 / look.level;
      },
    ]),
  ];
}

/** How far the day has strayed from earlier days, and what fading memory makes usual. */
function paceFeatures(weeks: number): Feature[] {
  const longAgo = weeks === 1 ? [] : [14, 21, 28];
  const leadToday = (days: number) => (look: Look) => {
    const hours = look.calendar.hour(look.at) || DAY;
    let sum = 0;
    for (let back = 1; back <= hours; back++) {
      sum += look.prices[look.at - back] - sameHour(look, days, -back);
    }
    return sum / hours / look.level;
  };
  return [
    ...[1, 7].flatMap((days): Feature[] => [
      [`lead today over ${days} days ago`, leadToday(days)],
      [`lead last hour over ${days} days ago, less today's`, (look) => {
        return (look.last - sameHour(look, days, -1)) / look.level - leadToday(days)(look);
      }],
    ]),
    ["fading mean of steps", (look) => fadingMean((days) => step(look, days), 7 * weeks)],
    ["fading mean of the same hour", (look) => {
      const price = fadingMean((days) => sameHour(look, days, 0), 7 * weeks);
      return (price - look.last) / look.level;
    }],
    ...longAgo.map((days): Feature => [
      `same hour ${days} days ago`,
      (look) => (sameHour(look, days, 0) - look.last) / look.level,
    ]),
  ];
}

/** Each day of the past counts so much of the day after it. */
const FADING = 0.7;

/** A mean over days ago, from yesterday to two weeks back at most, that fades with their age. */
function fadingMean(value: (days: number) => number, within: number): number {
  let [sum, weights, weight] = [0, 0, 1];
  for (let days = 1; days <= Math.min(within, 14); days++, weight *= FADING) {
    sum += weight * value(days);
    weights += weight;
  }
  return sum / weights;
}

const shapeFeatures: readonly Feature[] = [
  ["last price", ({ last, level }) => last / level],
  ["mean of the day", (look) => (lastDay(look, mean) - look.last) / look.level],
  ["day against week", (look) => lastDay(look, mean) / look.level],
  ["spread of the day", (look) => lastDay(look, spread) / look.level],
  ["highest of the day", (look) => (lastDay(look, highest) - look.last) / look.level],
  ["lowest of the day", (look) => (lastDay(look, lowest) - look.last) / look.level],
  ["restlessness of the week", ({ prices, at, level }) => {
    let sum = 0;
    for (let i = at - WEEK; i < at; i++) sum += Math.abs(prices[i] - prices[i - 1]);
    return sum / WEEK / level;
  }],
  [SURPRISE, ({ prices, at, level }) => {
    let sum = 0;
    for (let i = at - WEEK; i < at; i++) {
      sum += Math.abs(prices[i] - prices[i - 1] - prices[i - DAY] + prices[i - DAY - 1]);
    }
    return sum / WEEK / level;
  }],
];

const calendarFeatures: readonly Feature[] = [
  ["hour", ({ calendar, at }) => calendar.hour(at)],
  ["weekday", ({ calendar, at }) => calendar.weekday(at)],
  ["holiday", ({ calendar, at }) => calendar.holiday(at)],
  ["day after a holiday", ({ calendar, at }) => calendar.holiday(at, -1)],
  ["day before a holiday", ({ calendar, at }) => calendar.holiday(at, 1)],
  ["season, sine", ({ calendar, at }) => Math.sin(yearAngle(calendar, at))],
  ["season, cosine", ({ calendar, at }) => Math.cos(yearAngle(calendar, at))],
];

function yearAngle(calendar: MarketCalendar, at: number): number {
  return 2 * Math.PI * calendar.dayOfYear(at) / 365.25;
}

/** At most this many days alike count. */
const DAYS_ALIKE = 5;

/** How many days ago the last days of the same kind (working day, Saturday, day of rest) were. */
function daysAlike({ calendar, at }: Look, within: number): number[] {
  const kind = calendar.dayKind(at);
  const days: number[] = [];
  for (let back = 1; back <= within && days.length < DAYS_ALIKE; back++) {
    if (calendar.dayKind(at - back * DAY) === kind) days.push(back);
  }
  return days;
}

/** The mean of the price's moves into the same hour on earlier days, in levels; 0 for no days. */
function meanStep(look: Look, daysAgo: readonly number[]): number {
  let sum = 0;
  for (const days of daysAgo) sum += step(look, days);
  return daysAgo.length === 0 ? 0 : sum / daysAgo.length;
}

/** How the price moved into the same hour some days ago, in levels. */
function step(look: Look, days: number): number {
  return (sameHour(look, days, 0) - sameHour(look, days, -1)) / look.level;
}

/** The price some days ago, `later` hours after the same hour; never one that is not yet known. */
function sameHour({ prices, at, calendar }: Look, days: number, later: number): number {
  return prices[Math.min(calendar.sameClock(at, days) + later, at - 1)];
}

function lastDay({ prices, at }: Look, of: (day: Float64Array) => number): number {
  return of(prices.subarray(at - DAY, at));
}

function spread(values: Float64Array): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - centre) ** 2;
  return Math.sqrt(sum / values.length);
}

function highest(values: Float64Array): number {
  let result = -Infinity;
  for (let i = 0; i < values.length; i++) if (values[i] > result) result = values[i];
  return result;
}

function lowest(values: Float64Array): number {
  let result = Infinity;
  for (let i = 0; i < values.length; i++) if (values[i] < result) result = values[i];
  return result;
}
