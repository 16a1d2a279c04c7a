import { type HourlySeries, indexAt } from "../../data/series.ts";
import { InputError } from "../../input_error.ts";
import { formatInRome, HOUR } from "../../time.ts";

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

function checkNoGap({ start, values }: HourlySeries, from: number): void {
  for (let i = from; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new InputError(
        `Cannot forecast prices across a gap: ` +
          `there is no price for ${formatInRome(start + i * HOUR)} (Rome)`,
      );
    }
  }
}
