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

const HOURS = 24;
const LAG_DAYS = [1, 2, 3, 7];
const COLUMNS = LAG_DAYS.length * HOURS + 7 + 4;

/** Steepness of the asinh about the level: 1 is a price of 1.5 levels. */
const STEEPNESS = 2;
/** Beyond so many levels no price is forecast, however far a sum of lags may run. */
const MOST_LEVELS = 10;
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
 * Prices go through asinh, which tames spikes (Uniejewski, Weron & Ziel 2018,
 * doi:10.1109/TPWRS.2017.2734563), centred and scaled not by the window's median as there but by the
 * mean of the last seven days, so that years of very different prices teach the same model.
 */
export class Lear {
  readonly #windows: readonly (readonly LinearModel[])[];
  readonly #row = new Float64Array(COLUMNS);

  /** Takes what `toJSON` gave. @throws {TypeError} If it is not such JSON. */
  constructor({ windows }: LearJson) {
    const isRow = (row: readonly number[]) =>
      row.length === 1 + COLUMNS && row.every(Number.isFinite);
    if (
      !windows?.length ||
      !windows.every((hours) => hours.length === HOURS && hours.every(isRow))
    ) {
      throw new TypeError(
        `This is not a LEAR model: 24 rows of ${1 + COLUMNS} numbers per window are needed`,
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
    writeRow(days, day, this.#row);
    const level = days.level(day);
    return Float64Array.from({ length: HOURS }, (_, hour) => {
      let sum = 0;
      for (const models of this.#windows) {
        sum += price(evaluateLinear(models[hour], this.#row), level);
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
  const columns = Array.from({ length: COLUMNS }, () => new Float64Array(rows.length));
  const row = new Float64Array(COLUMNS);
  for (const r of rows) {
    writeRow(days, begin + r, row);
    for (let c = 0; c < COLUMNS; c++) columns[c][r] = row[c];
  }
  const moments = columnMoments(columns, rows);
  return Array.from({ length: HOURS }, (_, hour) => {
    const target = Float64Array.from(rows, (r) => {
      return scaled(days.price(begin + r, hour), days.level(begin + r));
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

function writeRow(days: MarketDays, day: number, row: Float64Array): void {
  const level = days.level(day);
  let c = 0;
  for (const lag of LAG_DAYS) {
    for (let hour = 0; hour < HOURS; hour++) row[c++] = scaled(days.price(day - lag, hour), level);
  }
  for (let weekday = 1; weekday <= 7; weekday++) row[c++] = Number(days.weekday(day) === weekday);
  for (const later of [0, -1, 1, -7]) row[c++] = days.holiday(day + later);
}

function scaled(price: number, level: number): number {
  return Math.asinh(STEEPNESS * (price / level - 1));
}

function price(scaledPrice: number, level: number): number {
  const levels = 1 + Math.sinh(scaledPrice) / STEEPNESS;
  return level * Math.max(-MOST_LEVELS, Math.min(levels, MOST_LEVELS));
}
