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
export const LEAR_SCALE: PriceScale = { levelDays: 7, steepness: 2 };
/** Penalties tried, falling from the largest that matters to this share of it. */
const PENALTIES = 24;
const LEAST_PENALTY = 0.005;
/** The path ends when this share of the days is spent on coefficients. */
const MOST_ACTIVE = 0.3;

/** Days before which a day cannot be forecast. */
export const LEAR_DAYS_NEEDED = 7;

/** Calibration windows, days, whose forecasts are averaged. */
export const LEAR_WINDOWS = [364, 728, 1456];

/** What a row holds besides the prices' own past. */
export interface MoreColumns {
  /** Number of columns. */
  readonly count: number;
  /** Writes a day's, `level` being the unit of prices, €/MWh. */
  write(day: number, level: number, into: Float64Array): void;
}

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
  readonly #row: Float64Array;

  /**
   * Takes what `toJSON` gave.
   *
   * @param more Number of columns besides those of every row.
   * @throws {TypeError} If it is not such JSON.
   */
  constructor({ windows }: LearJson, more = 0) {
    const columns = LEAR_COLUMNS + more;
    const isRow = (row: readonly number[]) =>
      row.length === 1 + columns && row.every(Number.isFinite);
    if (
      !windows?.length ||
      !windows.every((hours) => hours.length === HOURS && hours.every(isRow))
    ) {
      throw new TypeError(
        `This is not a LEAR model: 24 rows of ${1 + columns} numbers per window are needed`,
      );
    }
    this.#row = new Float64Array(columns);
    this.#windows = windows.map((hours) =>
      hours.map(([intercept, ...coefficients]) => {
        return { intercept, coefficients: Float64Array.from(coefficients) };
      })
    );
  }

  /** The prices of a day on the clock, €/MWh, from the days before it and what else is known. Length 24. */
  predict(days: MarketDays, day: number, more?: MoreColumns): Float64Array {
    writeRow(days, day, more, this.#row);
    const level = days.level(day);
    return Float64Array.from({ length: HOURS }, (_, hour) => {
      let sum = 0;
      for (const models of this.#windows) {
        sum += priceOf(evaluateLinear(models[hour], this.#row), level, LEAR_SCALE.steepness);
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
 * @param more What else is known of each day before it comes.
 */
export function fitLear(
  days: MarketDays,
  end: number,
  windows: readonly number[],
  more?: MoreColumns,
): Lear {
  const available = end - LEAR_DAYS_NEEDED;
  const lengths = new Set(windows.map((window) => Math.min(window, available)));
  const fitted = Array.from(lengths, (length) => fitWindow(days, end - length, end, more));
  return new Lear({ windows: fitted }, more?.count);
}

function fitWindow(days: MarketDays, begin: number, end: number, more?: MoreColumns): number[][] {
  const rows = Array.from({ length: end - begin }, (_, i) => i);
  const row = new Float64Array(LEAR_COLUMNS + (more?.count ?? 0));
  const columns = Array.from(row, () => new Float64Array(rows.length));
  for (const r of rows) {
    writeRow(days, begin + r, more, row);
    for (let c = 0; c < row.length; c++) columns[c][r] = row[c];
  }
  const moments = columnMoments(columns, rows);
  return Array.from({ length: HOURS }, (_, hour) => {
    const target = Float64Array.from(rows, (r) => {
      return scaledPrice(days.price(begin + r, hour), days.level(begin + r), LEAR_SCALE.steepness);
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

function writeRow(
  days: MarketDays,
  day: number,
  more: MoreColumns | undefined,
  row: Float64Array,
): void {
  writeLearRow(days, day, LEAR_SCALE, row);
  more?.write(day, days.level(day), row.subarray(LEAR_COLUMNS));
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
