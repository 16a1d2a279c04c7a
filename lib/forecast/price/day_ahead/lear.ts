import {
  columnMoments,
  evaluateLinear,
  largestPenalty,
  lassoModel,
  lassoPath,
  type LassoPoint,
  leastInformation,
  type LinearModel,
  type Moments,
  type TargetMoments,
  targetMoments,
} from "../../../learn/mod.ts";
import type { MarketDays } from "./market_days.ts";
import { priceOf, type PriceScale, scaledPrice } from "./scale.ts";

const HOURS = 24;
const LAG_DAYS = [1, 2, 3, 7];
/** Values in a row of the model. */
export const LEAR_COLUMNS = LAG_DAYS.length * HOURS + 7 + 4;

/** The unit is the mean of the last week; 1 is a price of 1.5 levels and more. */
const SCALE: PriceScale = { levelDays: 7, steepness: 2 };
/** Penalties tried, falling from the largest that matters to this share of it. */
const PENALTIES = 24;
const LEAST_PENALTY = 0.005;
/** The path ends when this share of the days is spent on coefficients. */
const MOST_ACTIVE = 0.3;

/** Days before which a day cannot be forecast. */
export const LEAR_DAYS_NEEDED = 7;

/** Calibration windows, days, whose forecasts are averaged. */
export const LEAR_WINDOWS = [364, 728, 1456];

/** The text form of a {@link Lear}: per window, per hour, the intercept and the coefficients. */
export interface LearJson {
  /** Windows, hours, numbers. */
  readonly windows: readonly (readonly (readonly number[])[])[];
}

/**
 * The Lasso-estimated autoregression of day-ahead prices: for each hour of the day a linear model of
 * all prices of one, two, three and seven days before, chosen by the Lasso (Uniejewski, Nowotarski &
 * Weron 2016, doi:10.3390/en9080621; Lago et al. 2021, doi:10.1016/j.apenergy.2021.116983), averaged
 * over calibration windows (Marcjasz, Serafin & Weron 2018, doi:10.3390/en11092364).
 *
 * Prices are scaled as {@link scaledPrice} says.
 */
export class Lear {
  readonly #windows: readonly (readonly LinearModel[])[];
  readonly #row = new Float64Array(LEAR_COLUMNS);

  /** Takes what `toJSON` gave. @throws {TypeError} If it is not such JSON. */
  constructor({ windows }: LearJson) {
    const isRow = (row: readonly number[]) =>
      row.length === 1 + LEAR_COLUMNS && row.every(Number.isFinite);
    if (
      !windows?.length ||
      !windows.every((hours) => hours.length === HOURS && hours.every(isRow))
    ) {
      throw new TypeError(
        `This is not a LEAR model: 24 rows of ${1 + LEAR_COLUMNS} numbers per window are needed`,
      );
    }
    this.#windows = windows.map((hours) =>
      hours.map(([intercept, ...coefficients]) => {
        return { intercept, coefficients: Float64Array.from(coefficients) };
      })
    );
  }

  /** The prices of a day on the clock, €/MWh, from the days before it. Length 24. */
  predict(days: MarketDays, day: number): Float64Array {
    writeLearRow(days, day, SCALE, this.#row);
    const level = days.level(day);
    return Float64Array.from({ length: HOURS }, (_, hour) => {
      let sum = 0;
      for (const models of this.#windows) {
        sum += priceOf(evaluateLinear(models[hour], this.#row), level, SCALE.steepness);
      }
      return sum / this.#windows.length;
    });
  }

  /** What the constructor takes. */
  toJSON(): LearJson {
    const rows = (models: readonly LinearModel[]) =>
      models.map(({ intercept, coefficients }) => [intercept, ...coefficients]);
    return { windows: this.#windows.map(rows) };
  }
}

/**
 * Fits a LEAR on the days before `end`, from the eighth on.
 *
 * @param windows Days; those longer than the history are cut to it, equal ones count once.
 */
export function fitLear(days: MarketDays, end: number, windows: readonly number[]): Lear {
  const available = end - LEAR_DAYS_NEEDED;
  const lengths = new Set(windows.map((window) => Math.min(window, available)));
  return new Lear({ windows: Array.from(lengths, (length) => fitWindow(days, end - length, end)) });
}

function fitWindow(days: MarketDays, begin: number, end: number): number[][] {
  const rows = Array.from({ length: end - begin }, (_, i) => i);
  const columns = Array.from({ length: LEAR_COLUMNS }, () => new Float64Array(rows.length));
  const row = new Float64Array(LEAR_COLUMNS);
  for (const r of rows) {
    writeLearRow(days, begin + r, SCALE, row);
    for (let c = 0; c < LEAR_COLUMNS; c++) columns[c][r] = row[c];
  }
  const moments = columnMoments(columns, rows);
  return Array.from({ length: HOURS }, (_, hour) => {
    const target = Float64Array.from(rows, (r) => {
      return scaledPrice(days.price(begin + r, hour), days.level(begin + r), SCALE.steepness);
    });
    const model = fitHour(moments, targetMoments(columns, target, rows, moments));
    return [model.intercept, ...model.coefficients];
  });
}

/** The Lasso with the least Schwarz information along falling penalties. */
function fitHour(moments: Moments, target: TargetMoments): LinearModel {
  const largest = largestPenalty(target);
  const path: LassoPoint[] = [];
  for (let i = 0; i < PENALTIES; i++) {
    const lambda = largest * LEAST_PENALTY ** (i / (PENALTIES - 1));
    const [point] = lassoPath(moments, target, [lambda], path.at(-1)?.standardised);
    if (point.active > MOST_ACTIVE * moments.rows) break;
    path.push(point);
  }
  const best = leastInformation(path, moments.rows, Math.log(moments.rows));
  return lassoModel(best, moments, target);
}

/**
 * Writes the row of a day: the prices of one, two, three and seven days before, scaled; the weekday;
 * holidays on the day, about it and a week before.
 *
 * @param row Takes {@link LEAR_COLUMNS} values, and may be longer.
 */
export function writeLearRow(
  days: MarketDays,
  day: number,
  { levelDays, steepness }: PriceScale,
  row: Float64Array,
): void {
  const level = days.meanPrice(day, levelDays);
  let c = 0;
  for (const lag of LAG_DAYS) {
    for (let hour = 0; hour < HOURS; hour++) {
      row[c++] = scaledPrice(days.price(day - lag, hour), level, steepness);
    }
  }
  for (let weekday = 1; weekday <= 7; weekday++) row[c++] = Number(days.weekday(day) === weekday);
  for (const later of [0, -1, 1, -7]) row[c++] = days.holiday(day + later);
}
