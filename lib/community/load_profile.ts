import { HOUR, type LocalSteps } from "../time.ts";
import { sum } from "../mean.ts";

/**
 * Consumption by hour of the clock, any unit: a stylised Italian household, low at night, with a
 * morning peak at 7–9 and the main peak at 18–22. Made up to have that shape, not measured.
 */
const workday = shapeOf(
  [2.3, 1.9, 1.7, 1.6, 1.7, 2.2, 3.6, 4.9, 4.8, 4.0, 3.7, 3.8],
  [4.2, 4.1, 3.7, 3.6, 3.9, 4.7, 6.0, 7.4, 7.8, 7.2, 5.4, 3.5],
);
/** Weekends begin later and are flatter. */
const weekend = shapeOf(
  [2.7, 2.2, 1.9, 1.7, 1.7, 1.9, 2.5, 3.5, 4.6, 5.0, 4.9, 4.9],
  [5.1, 4.8, 4.3, 4.1, 4.2, 4.7, 5.7, 6.7, 7.0, 6.5, 5.2, 3.7],
);
const weekendPerWorkday = 1.06;

/** Consumption of a day by month, stylised too: light in winter, cooling in July. */
const monthly = [1.12, 1.07, 0.98, 0.90, 0.87, 0.97, 1.13, 1.01, 0.93, 0.92, 1.01, 1.11];

const DAYS_OF_MONTH = [31, 28.2425, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_OF_YEAR = 365.2425;

/** Mean consumption of a day before scaling, over the Gregorian calendar's 400 years. */
const meanDay = monthly.reduce((sum, level, month) => sum + level * DAYS_OF_MONTH[month], 0) /
  DAYS_OF_YEAR * (5 + 2 * weekendPerWorkday) / 7;

/**
 * The share of its annual consumption that a household uses in each step, before noise.
 *
 * The long-run sum over a year is 1. Steps follow the clock on the wall: the hour that March skips
 * is not consumed, the one that October repeats is consumed twice.
 *
 * @param steps The calendar of the steps.
 * @returns Array of length `steps.count`, kWh per annual kWh.
 */
export function householdLoadShape(steps: LocalSteps): Float64Array {
  const shape = new Float64Array(steps.count);
  const perHour = HOUR / steps.seconds;
  for (let i = 0; i < steps.count; i++) {
    const isWeekend = steps.weekday[i] >= 6;
    const day = monthly[steps.month[i] - 1] * (isWeekend ? weekendPerWorkday : 1);
    const shareOfDay = (isWeekend ? weekend : workday)[steps.hour[i]];
    shape[i] = day * shareOfDay / (meanDay * DAYS_OF_YEAR * perHour);
  }
  return shape;
}

function shapeOf(morning: readonly number[], afternoon: readonly number[]): readonly number[] {
  const hours = [...morning, ...afternoon];
  const day = sum(hours);
  return hours.map((value) => value / day);
}
