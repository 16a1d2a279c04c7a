import { before, endOf, type HourlySeries, indexAt } from "../data/series.ts";
import { InputError } from "../input_error.ts";
import { dateInRome, formatInRome, HOUR, hoursOfDay } from "../time.ts";
import type {
  DayAheadForecaster,
  HourAheadForecaster,
  PriceForecaster,
} from "./price_forecaster.ts";

const KWH_PER_MWH = 1000;

/**
 * The market price of each step of a scenario, as the forecaster sees it from what was known.
 *
 * Here prices leave the history's €/MWh for the community's €/kWh, once. The market has never
 * cleared below zero, so a forecast below zero counts as zero.
 *
 * @param prices History, €/MWh, reaching up to the hour before the last step (hour-ahead), or up to
 * the midnight that begins the last day (day-ahead).
 * @param start First step, Unix seconds, a midnight in Rome.
 * @param hours Number of steps.
 * @returns Array of length `hours`, €/kWh.
 * @throws {InputError} If the history does not reach far enough.
 */
export function priceOutlook(
  forecaster: PriceForecaster,
  prices: HourlySeries,
  start: number,
  hours: number,
): Float64Array {
  const eurPerMwh = forecaster.horizon === "hour-ahead"
    ? hourByHour(forecaster, prices, start, hours)
    : dayByDay(forecaster, prices, start, hours);
  return eurPerMwh.map((price) => Math.max(0, price) / KWH_PER_MWH);
}

function hourByHour(
  forecaster: HourAheadForecaster,
  prices: HourlySeries,
  start: number,
  hours: number,
): Float64Array {
  assertReaches(
    prices,
    start + (hours - 1) * HOUR,
    "every hour up to the one before the last step",
  );
  const first = indexAt(prices, start);
  return Float64Array.from(
    { length: hours },
    (_, step) => forecaster.next(before(prices, prices.start + (first + step) * HOUR)),
  );
}

function dayByDay(
  forecaster: DayAheadForecaster,
  prices: HourlySeries,
  start: number,
  hours: number,
): Float64Array {
  const outlook = new Float64Array(hours);
  for (let step = 0; step < hours;) {
    const midnight = start + step * HOUR;
    assertReaches(prices, midnight, "every hour of the days before");
    const day = forecaster.nextDay(before(prices, midnight));
    outlook.set(day.subarray(0, hours - step), step);
    step += hoursOfDay(dateInRome(midnight));
  }
  return outlook;
}

function assertReaches(prices: HourlySeries, until: number, needed: string): void {
  if (endOf(prices) >= until) return;
  throw new InputError(
    `Cannot forecast prices up to ${formatInRome(until)} as that takes the prices of ${needed}: ` +
      `the price history ends at ${formatInRome(endOf(prices))}; choose an earlier date or ` +
      `fewer hours`,
  );
}
