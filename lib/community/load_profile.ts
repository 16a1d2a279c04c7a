import { HOUR, type LocalSteps } from "../time.ts";
import { mean } from "../mean.ts";

/**
 * Withdrawal by hour of the clock over the mean of its month: GSE's standard profile of domestic
 * withdrawals (PDMM), means by season rounded to two digits. The same on every day of the week. Source:
 * Gestore dei Servizi Energetici, www.gse.it, profiles of withdrawal for energy communities.
 */
const gseShapes = {
  winter: shapeOf(
    [0.77, 0.64, 0.58, 0.55, 0.55, 0.60, 0.73, 0.94, 1.03, 1.06, 1.06, 1.06],
    [1.10, 1.10, 1.09, 1.07, 1.08, 1.21, 1.35, 1.47, 1.46, 1.36, 1.18, 0.96],
  ),
  spring: shapeOf(
    [0.80, 0.67, 0.60, 0.57, 0.57, 0.59, 0.67, 0.82, 0.95, 1.06, 1.11, 1.15],
    [1.20, 1.17, 1.12, 1.07, 1.05, 1.09, 1.23, 1.44, 1.49, 1.39, 1.21, 0.98],
  ),
  summer: shapeOf(
    [0.91, 0.79, 0.72, 0.69, 0.67, 0.67, 0.72, 0.82, 0.92, 0.98, 1.00, 1.03],
    [1.10, 1.15, 1.14, 1.09, 1.07, 1.08, 1.13, 1.27, 1.37, 1.37, 1.24, 1.08],
  ),
  autumn: shapeOf(
    [0.80, 0.69, 0.63, 0.60, 0.60, 0.63, 0.74, 0.92, 1.00, 1.04, 1.04, 1.06],
    [1.10, 1.11, 1.09, 1.05, 1.06, 1.14, 1.27, 1.46, 1.46, 1.35, 1.17, 0.97],
  ),
};

/** GSE's shape by month, January first. */
const shapeByMonth = [
  gseShapes.winter,
  gseShapes.winter,
  gseShapes.spring,
  gseShapes.spring,
  gseShapes.spring,
  gseShapes.summer,
  gseShapes.summer,
  gseShapes.summer,
  gseShapes.autumn,
  gseShapes.autumn,
  gseShapes.autumn,
  gseShapes.winter,
];

/**
 * Consumption of a day by month. GSE's profile does not say it; stylised and mild: light in winter,
 * cooling in July.
 */
const monthly = [1.06, 1.04, 0.99, 0.95, 0.94, 0.98, 1.06, 1.01, 0.96, 0.96, 1.01, 1.05];

/** Mean over the Gregorian calendar, January first. */
export const DAYS_OF_MONTH = [31, 28.2425, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_OF_YEAR = 365.2425;

/** Hours of a year of the Gregorian calendar. */
export const HOURS_OF_YEAR = 24 * DAYS_OF_YEAR;

/** Mean level of a day before scaling, over the Gregorian calendar's 400 years. */
const meanLevel = monthly.reduce((sum, level, month) => sum + level * DAYS_OF_MONTH[month], 0) /
  DAYS_OF_YEAR;

/**
 * A household's power over its mean power in the year, as expected at an hour of the clock.
 *
 * @param month 1 … 12.
 * @param hour On the clock, 0 … 23.
 */
export function relativeLoad(month: number, hour: number): number {
  return levelOf(month) * shapeByMonth[month - 1][hour];
}

/** The highest of all relative loads. */
export const HIGHEST_RELATIVE_LOAD = Math.max(
  ...monthly.flatMap((_, month) =>
    shapeByMonth[month].map((_, hour) => relativeLoad(month + 1, hour))
  ),
);

/** A month's mean power over the year's. */
export function levelOf(month: number): number {
  return monthly[month - 1] / meanLevel;
}

/** A household's power at an hour of the clock over the mean of its month: GSE's profile. */
export function shapeAt(month: number, hour: number): number {
  return shapeByMonth[month - 1][hour];
}

/**
 * The share of its annual consumption that a household is expected to use in each step.
 *
 * The long-run sum over a year is 1. Hours follow the clock on the wall: the hour that March skips
 * is not consumed, the one that October repeats is consumed twice.
 *
 * @param steps The calendar of the steps.
 * @returns Array of length `steps.count`, kWh per annual kWh.
 */
export function householdLoadShape(steps: LocalSteps): Float64Array {
  const share = steps.seconds / HOUR / HOURS_OF_YEAR;
  return Float64Array.from(
    { length: steps.count },
    (_, i) => relativeLoad(steps.month[i], steps.hour[i]) * share,
  );
}

/** Hours of a day scaled to a mean of exactly 1. */
function shapeOf(morning: readonly number[], afternoon: readonly number[]): readonly number[] {
  const hours = [...morning, ...afternoon];
  const average = mean(hours);
  return hours.map((value) => value / average);
}
