import type { HourAheadTable } from "./table.ts";
import { columnMoments, fitRidge, type LinearModel, targetMoments } from "../../../learn/mod.ts";

const HOURS = 24;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** The text form of an {@link HourlyRidge}. */
export interface HourlyRidgeJson {
  /** Which column holds the weekday. */
  readonly weekday: number;
  /** Per hour on the clock: the intercept, then the coefficients. */
  readonly hours: readonly (readonly number[])[];
}

/**
 * A ridge regression for each hour on the clock, since what moves the price at 8 differs from what
 * moves it at 20 (one model per hour: Uniejewski, Nowotarski & Weron 2016, doi:10.3390/en9080621).
 * The column of the weekday is read as seven columns of zeros and ones.
 */
export class HourlyRidge {
  readonly #weekday: number;
  readonly #models: readonly LinearModel[];

  /** Takes what `toJSON` gave. @throws {TypeError} If it is not such JSON. */
  constructor({ weekday, hours }: HourlyRidgeJson) {
    const width = hours?.[0]?.length;
    const isRow = (row: readonly number[]) => row.length === width && row.every(Number.isFinite);
    if (hours?.length !== HOURS || !hours.every(isRow)) {
      throw new TypeError("This is not a ridge regression per hour: 24 equal rows are needed");
    }
    if (!Number.isInteger(weekday) || weekday < 0 || weekday >= width - 1 - WEEKDAYS.length) {
      throw new TypeError(`This is not a ridge regression per hour: no weekday in ${weekday}`);
    }
    this.#weekday = weekday;
    this.#models = hours.map(([intercept, ...rest]) => {
      return { intercept, coefficients: Float64Array.from(rest) };
    });
  }

  /** Number of values in a row. */
  get columns(): number {
    return this.#models[0].coefficients.length - WEEKDAYS.length;
  }

  /**
   * The forecast of a row.
   *
   * @param row One value per column of the table it was fitted to.
   * @param hour Hour on the clock, 0 … 23.
   */
  predict(row: Float64Array, hour: number): number {
    const model = this.#models[hour];
    const plain = this.columns;
    const weekdayShare = model.coefficients[plain + row[this.#weekday] - 1];
    let sum = model.intercept + weekdayShare;
    for (let c = 0; c < plain; c++) sum += model.coefficients[c] * row[c];
    return sum;
  }

  /** What the constructor takes. */
  toJSON(): HourlyRidgeJson {
    const hours = this.#models.map((model) => [model.intercept, ...model.coefficients]);
    return { weekday: this.#weekday, hours };
  }
}

/**
 * Fits a ridge regression per hour, once for each penalty.
 *
 * @param weekday Which column holds the weekday, 1 … 7.
 * @param lambdas Penalties, each > 0.
 */
export function fitHourlyRidges(
  table: HourAheadTable,
  weekday: number,
  lambdas: readonly number[],
): HourlyRidge[] {
  const columns = [
    ...table.columns,
    ...WEEKDAYS.map((day) => table.columns[weekday].map((value) => Number(value === day))),
  ];
  const perHour = Array.from({ length: HOURS }, (_, hour) => {
    const rows: number[] = [];
    table.hour.forEach((value, row) => value === hour && rows.push(row));
    const moments = columnMoments(columns, rows);
    const target = targetMoments(columns, table.target, rows, moments);
    return lambdas.map((lambda) => fitRidge(moments, target, lambda));
  });
  return lambdas.map((_, l) => {
    const hours = perHour.map((models) => [models[l].intercept, ...models[l].coefficients]);
    return new HourlyRidge({ weekday, hours });
  });
}
