import type { PvHistory } from "../../data/histories.ts";
import { InputError } from "../../input_error.ts";
import { randomStream, uniformInteger } from "../../random.ts";
import { HOUR } from "../../time.ts";

/** Of the hours of a year, so many must be recorded for its weather to stand for another's. */
const LEAST_SHARE = 0.95;

/**
 * The years (UTC) whose weather a history holds whole: at least 95 % of the hours, by one system.
 */
export function weatherYears(history: PvHistory): number[] {
  const years = new Set<number>();
  for (const { start, generationKw } of history) {
    const hours = new Map<number, number>();
    for (let at = 0; at < generationKw.length; at++) {
      if (Number.isNaN(generationKw[at])) continue;
      const year = new Date((start + at * HOUR) * 1000).getUTCFullYear();
      hours.set(year, (hours.get(year) ?? 0) + 1);
    }
    for (const [year, recorded] of hours) {
      const whole = (Date.UTC(year + 1, 0) - Date.UTC(year, 0)) / 3.6e6;
      if (recorded >= LEAST_SHARE * whole) years.add(year);
    }
  }
  return [...years].sort((a, b) => a - b);
}

/**
 * The year whose weather a run has, drawn from those that the history holds whole.
 *
 * @throws {InputError} If there is none.
 */
export function drawWeatherYear(history: PvHistory, seed: number): number {
  const years = weatherYears(history);
  if (years.length > 0) {
    return years[uniformInteger(randomStream(seed, "weather-year"), 0, years.length - 1)];
  }
  throw new InputError(
    `settlement.actuals: "weather-year" needs a year of PV history of which at least ` +
      `${
        100 * LEAST_SHARE
      } % of the hours are recorded: found none; choose "history" or "forecast"`,
  );
}

/**
 * The same instant of another year: same month, day and time (UTC); 28 February for the 29th where
 * there is none.
 *
 * @param epochSeconds Unix seconds.
 */
export function inYear(epochSeconds: number, year: number): number {
  const date = new Date(epochSeconds * 1000);
  const month = date.getUTCMonth();
  const isLeapDay = month === 1 && date.getUTCDate() === 29;
  const exists = !isLeapDay || new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const day = exists ? date.getUTCDate() : 28;
  const midnight = Date.UTC(year, month, day) / 1000;
  return midnight + (epochSeconds - Math.floor(epochSeconds / (24 * HOUR)) * 24 * HOUR);
}
