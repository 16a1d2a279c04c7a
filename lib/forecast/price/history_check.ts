import { type HourlySeries, indexAt } from "../../data/series.ts";
import { InputError } from "../../input_error.ts";
import { dateInRome, formatInRome, HOUR } from "../../time.ts";

/** Days of prices without which nothing can be learned about weeks. */
export const LEAST_DAYS = 28;

/**
 * Checks that a forecaster can be trained on prices.
 *
 * @throws {InputError} If they are fewer than {@link LEAST_DAYS} days, have a gap or never change.
 */
export function checkTrainingPrices(history: HourlySeries): void {
  const { values } = history;
  if (values.length < LEAST_DAYS * 24) {
    throw new InputError(
      `Cannot train a price forecaster on ${values.length} hours: ` +
        `at least ${LEAST_DAYS} days (${LEAST_DAYS * 24} hours) of prices before are needed`,
    );
  }
  checkNoGap(history, 0);
  if (values.every((value) => value === values[0])) {
    throw new InputError(
      `Cannot train a price forecaster on prices that never change: ` +
        `all ${values.length} are ${values[0]} €/MWh`,
    );
  }
}

/**
 * The last hours of a history, as a forecast needs them.
 *
 * @throws {InputError} If there are fewer, or one is missing.
 */
export function lastHours(history: HourlySeries, hours: number): HourlySeries {
  const missing = hours - history.values.length;
  if (missing > 0) {
    throw new InputError(
      `Cannot forecast a price from ${history.values.length} hours: ` +
        `the last ${hours} are needed`,
    );
  }
  checkNoGap(history, -missing);
  const start = history.start - missing * HOUR;
  return { start, values: history.values.subarray(indexAt(history, start)) };
}

/**
 * A column of a history from its first price to its last: a zone may be younger than the oldest file,
 * or have ceased.
 */
export function withinRecord({ start, values }: HourlySeries): HourlySeries {
  const known = (price: number) => !Number.isNaN(price);
  const first = values.findIndex(known);
  if (first < 0) return { start, values: values.subarray(0, 0) };
  const last = values.findLastIndex(known);
  return { start: start + first * HOUR, values: values.subarray(first, last + 1) };
}

/** A column that holds prices. @throws {InputError} If it holds none. */
export function requirePrices(series: HourlySeries, column: string): HourlySeries {
  if (series.values.length > 0) return series;
  throw new InputError(`Cannot forecast prices of ${column} as the history holds none`);
}

/**
 * Checks, before anything is trained, that a history has all prices that a scenario takes.
 *
 * @param first Start of the scenario, Unix seconds.
 * @param until The instant up to which prices are needed.
 * @throws {InputError} If it begins too late, or has a gap before that instant.
 */
export function requireWholePast(prices: HourlySeries, first: number, until: number): void {
  const needed = LEAST_DAYS * 24 * HOUR;
  if (!(first - prices.start >= needed)) {
    throw new InputError(
      `Cannot forecast prices from ${dateInRome(first)} on as that takes the prices of the ` +
        `${LEAST_DAYS} days before: the price history begins on ${dateInRome(prices.start)}`,
    );
  }
  const count = Math.ceil((until - prices.start) / HOUR);
  checkNoGap({ start: prices.start, values: prices.values.subarray(0, count) }, 0);
}

function checkNoGap({ start, values }: HourlySeries, from: number): void {
  for (let i = from; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new InputError(
        `Cannot forecast prices across a gap: ` +
          `there is no price for ${gapFrom({ start, values }, i)}`,
      );
    }
  }
}

/** The hours without a price from a place on, and how to mend it where a year is missing. */
function gapFrom({ start, values }: HourlySeries, from: number): string {
  const length = values.subarray(from).findIndex((price) => Number.isFinite(price));
  const to = length < 0 ? values.length - 1 : from + length - 1;
  const [first, last] = [from, to].map((at) => start + at * HOUR);
  if (to === from) return `${formatInRome(first)} (Rome)`;
  const hours = `${formatInRome(first)} to ${formatInRome(last)} (Rome), ${to - from + 1} hours`;
  if (to - from < LEAST_DAYS * 24) return hours;
  const years = [first, last].map((instant) => dateInRome(instant).slice(0, 4));
  const range = years[0] === years[1] ? years[0] : years.join("-");
  return `${hours}; import the year that is missing, such as with \`deno task download prices ` +
    `--years ${range}\``;
}
