import {
  fitKernelRidge,
  KernelRidge,
  type KernelRidgeJson,
  type KernelRidgeSettings,
} from "../../../learn/mod.ts";
import type { HourAheadTable } from "./table.ts";

const HOURS = 24;
const WEEKDAYS = 7;

/** The text form of an {@link HourlyKernel}. */
export interface HourlyKernelJson {
  /** Which column holds the weekday. */
  readonly weekday: number;
  /** One per hour on the clock. */
  readonly hours: readonly KernelRidgeJson[];
}

/**
 * A kernel ridge regression for each hour on the clock, since what moves the price at 8 differs from
 * what moves it at 20 (one model per hour: Uniejewski, Nowotarski & Weron 2016,
 * doi:10.3390/en9080621). The column of the weekday is read as seven columns of zeros and ones.
 */
export class HourlyKernel {
  readonly #weekday: number;
  readonly #models: readonly KernelRidge[];
  #row = new Float64Array(0);

  /** Takes what `toJSON` gave. @throws {TypeError} If it is not such JSON. */
  constructor({ weekday, hours }: HourlyKernelJson) {
    if (hours?.length !== HOURS) {
      throw new TypeError("This is not a kernel ridge regression per hour: 24 are needed");
    }
    this.#models = hours.map((json) => new KernelRidge(json));
    if (this.#models.some((model) => model.columns !== this.#models[0].columns)) {
      throw new TypeError("This is not a kernel ridge regression per hour: columns differ");
    }
    if (!Number.isInteger(weekday) || weekday < 0 || weekday >= this.columns) {
      throw new TypeError(
        `This is not a kernel ridge regression per hour: no weekday in ${weekday}`,
      );
    }
    this.#weekday = weekday;
  }

  /** Number of values in a row. */
  get columns(): number {
    return this.#models[0].columns - WEEKDAYS;
  }

  /**
   * The forecast of a row.
   *
   * @param row One value per column of the table it was fitted to.
   * @param hour Hour on the clock, 0 … 23.
   */
  predict(row: Float64Array, hour: number): number {
    if (this.#row.length !== row.length + WEEKDAYS) {
      this.#row = new Float64Array(row.length + WEEKDAYS);
    }
    this.#row.set(row);
    for (let day = 1; day <= WEEKDAYS; day++) {
      this.#row[row.length + day - 1] = Number(row[this.#weekday] === day);
    }
    return this.#models[hour].predict(this.#row)[0];
  }

  /** What the constructor takes. */
  toJSON(): HourlyKernelJson {
    return { weekday: this.#weekday, hours: this.#models.map((model) => model.toJSON()) };
  }
}

/**
 * Fits a kernel ridge regression per hour, once to the rows before `cut` and once to all.
 *
 * @param weekday Which column holds the weekday, 1 … 7.
 * @param cut Rows of the early fit, with each hour of the day among them.
 */
export function fitHourlyKernels(
  table: HourAheadTable,
  weekday: number,
  cut: number,
  settings: KernelRidgeSettings,
): { early: HourlyKernel; full: HourlyKernel } {
  const fits = Array.from({ length: HOURS }, (_, hour) => {
    const numbers: number[] = [];
    table.hour.forEach((value, row) => value === hour && numbers.push(row));
    const target = Float64Array.from(numbers, (row) => table.target[row]);
    const rows = rowsWithWeekday(table.columns, numbers, weekday);
    const known = numbers.filter((row) => row < cut).length;
    return fitKernelRidge(rows, [target], known, settings);
  });
  const model = (which: "early" | "full") =>
    new HourlyKernel({ weekday, hours: fits.map((fit) => fit[which].toJSON()) });
  return { early: model("early"), full: model("full") };
}

function rowsWithWeekday(
  columns: readonly Float64Array[],
  numbers: readonly number[],
  weekday: number,
): Float64Array {
  const width = columns.length + WEEKDAYS;
  const rows = new Float64Array(numbers.length * width);
  numbers.forEach((row, i) => {
    const at = i * width;
    for (let c = 0; c < columns.length; c++) rows[at + c] = columns[c][row];
    rows[at + columns.length + columns[weekday][row] - 1] = 1;
  });
  return rows;
}
