import type { PriceHistory } from "../data/histories.ts";
import { HOUR, localHours, type LocalSteps, midnightInRome } from "../time.ts";
import { autoregression, fatTailed } from "./gaussian.ts";
import {
  HOURLY_MEAN,
  MONTHLY_DEVIATION,
  MONTHLY_MEAN,
  SOME_HOURLY_MEANS,
  WEEKDAY_MEAN,
  WEEKEND_RATIO,
  YEARS,
} from "./published.ts";
import { standardDeviation } from "./statistics.ts";
import { mean } from "../mean.ts";

/** Parts of the noise around the expected price: spells of weeks, of days, of hours. */
const SPELLS = { weeks: 0.75, days: 0.3, hours: 0.5 } as const;
const CORRELATION = { weeks: 0.97, days: 0.5, hours: 0.75 } as const;

/** Share of the variance within a month that is the expected course of days and weeks. */
const COURSE_SHARE = 0.75;

/** Prices of 0 first came in 2025; before, this was about the lowest, €/MWh. */
const FIRST_YEAR_OF_ZEROS = 2025;
const LOWEST_BEFORE = 5;

/** Days of the year: the longest, and when the sun is strong but cooling does not yet draw power. */
const MIDSUMMER = 172;
const SUNNIEST = 135;

/** How often means and spreads are set in turn; they have settled long before. */
const ROUNDS = 12;

/**
 * Makes hourly prices, €/MWh, of the whole of Italy (`PUN`) and of its north (`NORD`), from 2021 to
 * October 2025 in Rome.
 *
 * The expected price follows the published monthly level, hour of the day and weekday; around it
 * vary spells of weeks, days and hours, first-order autoregressions, the last with fat tails.
 * Then monthly means and deviations, hourly means and the weekend's ratio are set to the
 * published ones in turn until all hold (iterative proportional fitting: Deming & Stephan 1940,
 * doi:10.1214/aoms/1177731829). No price is below 0.
 *
 * @param seed Of the draws.
 */
export function makePriceSample(seed: number): PriceHistory {
  const start = midnightInRome("2021-01-01");
  const count = (midnightInRome("2025-11-01") - start) / HOUR;
  const hours = localHours(start, count);
  const byMonth = hoursBy(count, (at) => monthOf(hours, at));
  const prices = addNoise(expectedPrices(hours), noise(seed, hours), byMonth);
  fit(prices, hours, byMonth);
  const pun = prices.map(roundToCent);
  const gap = autoregression(seed, "nord", count, 0.9);
  const nord = pun.map((price, at) => roundToCent(price * (0.995 + 0.02 * gap[at])));
  return { start, count, eurPerMwh: new Map([["PUN", pun], ["NORD", nord]]) };
}

/** Months since January 2021 of an hour in Rome. */
export function monthOf(hours: LocalSteps, at: number): number {
  return 12 * (hours.year[at] - YEARS[0]) + hours.month[at] - 1;
}

/** The hours of each group, by key. */
function hoursBy(count: number, key: (at: number) => number): Map<number, number[]> {
  return Map.groupBy(Array.from({ length: count }, (_, at) => at), key);
}

/** Level of the month × hour of the day × weekday. */
function expectedPrices(hours: LocalSteps): Float64Array {
  return Float64Array.from({ length: hours.count }, (_, at) => {
    const shape = dayShape(hours.year[at])[Math.min(23, hours.elapsed[at])];
    return level(hours, at) * (shape + season(hours, at)) * weekdayFactor(hours, at);
  });
}

/** The monthly level, geometrically between the middles of two months. */
function level(hours: LocalSteps, at: number): number {
  const month = monthOf(hours, at) + (hours.day[at] - 15) / 30;
  const before = Math.max(0, Math.min(MONTHLY_MEAN.length - 2, Math.floor(month)));
  const part = Math.max(0, Math.min(1, month - before));
  return MONTHLY_MEAN[before] ** (1 - part) * MONTHLY_MEAN[before + 1] ** part;
}

/** Mean price by hour of the day over the day's mean, for GME's hours 1 … 24 of a year. */
export function dayShape(year: number): readonly number[] {
  const known = DAY_SHAPES.get(year);
  if (known === undefined) throw new RangeError(`No shape of the day is published for ${year}`);
  return known;
}

const DAY_SHAPES: ReadonlyMap<number, readonly number[]> = new Map(
  YEARS.map((year) => {
    const prices = HOURLY_MEAN.get(year) ?? bendTo(SOME_HOURLY_MEANS.get(year)!);
    return [year, prices.map((price) => price / mean(prices))];
  }),
);

/** The day of 2023, bent so that it passes through the hours known of another year. */
function bendTo(known: ReadonlyMap<number, number>): number[] {
  const model = HOURLY_MEAN.get(2023)!;
  const points = [...known].map(([hour, price]) => ({ hour, ratio: price / model[hour - 1] }));
  return model.map((price, i) => {
    const next = points.findIndex(({ hour }) => hour >= i + 1);
    const after = points[next < 0 ? 0 : next];
    const before = points.at((next < 0 ? 0 : next) - 1)!;
    const span = (after.hour - before.hour + 24) % 24;
    const part = ((i + 1 - before.hour + 24) % 24) / span;
    return price * ((1 - part) * before.ratio + part * after.ratio);
  });
}

/** What the season adds to the shape of the day: sunny noons cheap in spring, later evenings in summer. */
function season(hours: LocalSteps, at: number): number {
  const wave = (warmest: number) =>
    Math.cos(2 * Math.PI * (hours.dayOfYear[at] - warmest) / 365.25);
  const hill = (hour: number, width: number) =>
    Math.exp(-(((hours.hour[at] + 0.5 - hour) / width) ** 2));
  return wave(MIDSUMMER) * (0.12 * hill(21, 2) - 0.12 * hill(18, 2)) -
    0.2 * wave(SUNNIEST) * hill(13.5, 4);
}

function weekdayFactor(hours: LocalSteps, at: number): number {
  const weekday = hours.weekday[at] - 1;
  return WEEKDAY_MEAN.reduce((sum, days) => sum + days[weekday] / mean(days), 0) /
    WEEKDAY_MEAN.length;
}

/** Unit noise by hour. */
function noise(seed: number, hours: LocalSteps): Float64Array {
  const days = Math.ceil(hours.count / 24) + 1;
  const weekly = autoregression(seed, "price/weeks", days, CORRELATION.weeks);
  const daily = autoregression(seed, "price/days", days, CORRELATION.days);
  const hourly = autoregression(seed, "price/hours", hours.count, CORRELATION.hours, fatTailed);
  return hourly.map((value, at) => {
    const day = Math.floor(at / 24);
    return SPELLS.weeks * weekly[day] + SPELLS.days * daily[day] + SPELLS.hours * value;
  });
}

/**
 * Gives each month its deviation: the expected course swings as much more or less as it must to make
 * up `COURSE_SHARE` of the variance, the noise makes up the rest.
 */
function addNoise(
  expected: Float64Array,
  noise: Float64Array,
  byMonth: ReadonlyMap<number, readonly number[]>,
): Float64Array {
  const prices = new Float64Array(expected.length);
  for (const [month, hours] of byMonth) {
    const course = hours.map((at) => expected[at]);
    const centre = mean(course);
    const wanted = MONTHLY_DEVIATION[month];
    const swing = Math.sqrt(COURSE_SHARE) * wanted / standardDeviation(course);
    const scale = Math.sqrt(1 - COURSE_SHARE) * wanted /
      standardDeviation(hours.map((at) => noise[at]));
    for (const at of hours) {
      prices[at] = centre + swing * (expected[at] - centre) + scale * noise[at];
    }
  }
  return prices;
}

/** Sets means and spreads to the published ones in turn, until all hold. */
function fit(
  prices: Float64Array,
  hours: LocalSteps,
  byMonth: ReadonlyMap<number, readonly number[]>,
): void {
  const byYear = hoursBy(hours.count, (at) => hours.year[at]);
  const byHour = hoursBy(hours.count, (at) => 100 * hours.year[at] + hours.elapsed[at]);
  for (let round = 0; round < ROUNDS; round++) {
    byYear.values().forEach((all, year) => setWeekend(prices, hours, all, WEEKEND_RATIO[year]));
    for (const [key, some] of byHour) {
      const hour = key % 100;
      const year = Math.floor(key / 100);
      if (hour < 24) shift(prices, some, dayShape(year)[hour] * meanOf(prices, byYear.get(year)!));
    }
    for (const [month, some] of byMonth) {
      const lowest = hours.year[some[0]] < FIRST_YEAR_OF_ZEROS ? LOWEST_BEFORE : 0;
      spread(prices, some, MONTHLY_MEAN[month], MONTHLY_DEVIATION[month], lowest);
    }
  }
}

function meanOf(prices: Float64Array, hours: readonly number[]): number {
  return mean(hours.map((at) => prices[at]));
}

function setWeekend(
  prices: Float64Array,
  hours: LocalSteps,
  year: readonly number[],
  ratio: number,
): void {
  const weekend = year.filter((at) => hours.weekday[at] > 5);
  const weekdays = year.filter((at) => hours.weekday[at] <= 5);
  const factor = ratio * meanOf(prices, weekdays) / meanOf(prices, weekend);
  for (const at of weekend) prices[at] *= factor;
}

function shift(prices: Float64Array, hours: readonly number[], wanted: number): void {
  const factor = wanted / meanOf(prices, hours);
  for (const at of hours) prices[at] *= factor;
}

function spread(
  prices: Float64Array,
  hours: readonly number[],
  wantedMean: number,
  wantedDeviation: number,
  lowest: number,
): void {
  const centre = meanOf(prices, hours);
  const factor = wantedDeviation / standardDeviation(hours.map((at) => prices[at]));
  for (const at of hours) {
    prices[at] = Math.max(lowest, wantedMean + factor * (prices[at] - centre));
  }
  const rest = wantedMean / meanOf(prices, hours);
  for (const at of hours) prices[at] *= rest;
}

function roundToCent(price: number): number {
  return Math.round(100 * price) / 100;
}
