import { before, endOf, type HourlySeries, indexAt } from "../../data/series.ts";
import { InputError } from "../../input_error.ts";
import { dateInRome, formatInRome, HOUR, hoursOfDay, midnightInRome } from "../../time.ts";
import type {
  DayAheadForecaster,
  Horizon,
  HourAheadForecaster,
  PriceForecaster,
} from "./forecaster.ts";

const KWH_PER_MWH = 1000;

/**
 * The market price of each step of a scenario, as the forecaster sees it from what was known.
 *
 * Here prices leave the history's €/MWh for the community's €/kWh, once. A forecast may be below
 * zero, as prices may.
 *
 * @param prices History, €/MWh; how far it must reach, `assertPricesReach` says.
 * @param start First step, Unix seconds, a midnight in Rome.
 * @param hours Number of steps.
 * @returns Array of length `hours`, €/kWh.
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
  return eurPerMwh.map((price) => price / KWH_PER_MWH);
}

function hourByHour(
  forecaster: HourAheadForecaster,
  prices: HourlySeries,
  start: number,
  hours: number,
): Float64Array {
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
    const day = forecaster.nextDay(before(prices, midnight));
    outlook.set(day.subarray(0, hours - step), step);
    step += hoursOfDay(dateInRome(midnight));
  }
  return outlook;
}

/**
 * Checks that a price history reaches as far as the forecasts of a scenario take: the hour before
 * the last step (hour-ahead), or the midnight that begins its last day (day-ahead).
 *
 * @throws {InputError} If it does not.
 */
export function assertPricesReach(
  prices: HourlySeries,
  start: number,
  hours: number,
  horizon: Horizon,
): void {
  const lastStep = start + (hours - 1) * HOUR;
  const needed = horizon === "hour-ahead" ? lastStep : midnightInRome(dateInRome(lastStep));
  if (endOf(prices) >= needed) return;
  throw new InputError(
    `Cannot forecast prices ${horizon} up to ${formatInRome(lastStep)} as that takes the prices ` +
      `before ${formatInRome(needed)}: the price history ends at ${formatInRome(endOf(prices))}; ` +
      `choose an earlier date or fewer hours`,
  );
}
