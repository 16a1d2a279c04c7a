import {
  BoostedTrees,
  type BoostedTreesJson,
  type BoostingSettings,
  trainBoosting,
  type TrainingTable,
} from "../../learn/mod.ts";

/** The quantiles that bound 95 % and 80 % of what happens, and the median between them. */
export const QUANTILES = [0.025, 0.1, 0.5, 0.9, 0.975] as const;

/** The text form of {@link QuantileTrees}, by quantile in the order of {@link QUANTILES}. */
export interface QuantileTreesJson {
  /** One per quantile. */
  readonly forests: readonly BoostedTreesJson[];
  /** What calibration adds to each quantile, in spreads. */
  readonly shifts: readonly number[];
}

/** Stretches of time that the two halves of the calibration take in turn. */
const STRETCHES = 24;
/** Added to a row's spread, kW/kW, so that calibration works where the trees see no spread. */
const LEAST_SPREAD = 0.01;

/**
 * Quantiles of an outcome: boosted trees under the pinball loss, calibrated.
 *
 * Trees bound their own training rows too tightly. So trees are also grown on each half of the
 * rows, alternate stretches of time, and asked for the other half: each quantile is moved, in
 * proportion to the row's spread, until its share of the other half's outcomes lies below it
 * (conformalised quantile regression, Romano, Patterson & Candès 2019, arXiv:1905.03222, one
 * quantile at a time).
 */
export class QuantileTrees {
  readonly #forests: readonly BoostedTrees[];
  readonly #shifts: readonly number[];

  /**
   * From its text form.
   *
   * @throws {TypeError} If there are not as many forests as quantiles.
   */
  constructor({ forests, shifts }: QuantileTreesJson) {
    if (forests?.length !== QUANTILES.length || shifts?.length !== QUANTILES.length) {
      throw new TypeError(`Quantile trees are ${QUANTILES.length} forests and shifts`);
    }
    this.#forests = forests.map((forest) => new BoostedTrees(forest));
    this.#shifts = [...shifts];
  }

  /**
   * Grows and calibrates the trees.
   *
   * @param table Rows in order of time.
   * @param settings Of every forest, the loss aside.
   */
  static fit(table: TrainingTable, settings: Partial<BoostingSettings>): QuantileTrees {
    const forests = growForests(table, settings);
    return new QuantileTrees({ forests, shifts: calibrate(table, settings) });
  }

  /** The median of one row's outcome, not calibrated. */
  median(row: readonly number[]): number {
    return this.#forests[QUANTILES.indexOf(0.5)].predict(row);
  }

  /** All quantiles of one row's outcome, rising. */
  quantiles(row: readonly number[]): number[] {
    const raw = sortedQuantiles(this.#forests, row);
    const spread = spreadOf(raw);
    return raw.map((value, i) => value + this.#shifts[i] * spread).sort((a, b) => a - b);
  }

  /** Its text form. */
  toJSON(): QuantileTreesJson {
    return { forests: this.#forests.map((forest) => forest.toJSON()), shifts: this.#shifts };
  }
}

function growForests(
  table: TrainingTable,
  settings: Partial<BoostingSettings>,
): BoostedTreesJson[] {
  return QUANTILES.map((quantile) =>
    trainBoosting(table, { ...settings, loss: { quantile } }).toJSON()
  );
}

/** Forests grown apart may cross: their values are sorted. */
function sortedQuantiles(forests: readonly BoostedTrees[], row: readonly number[]): number[] {
  return forests.map((forest) => forest.predict(row)).sort((a, b) => a - b);
}

function spreadOf(quantiles: readonly number[]): number {
  return quantiles[quantiles.length - 1] - quantiles[0] + LEAST_SPREAD;
}

/** For each quantile, by how many spreads outcomes that the trees did not see stray from it. */
function calibrate(table: TrainingTable, settings: Partial<BoostingSettings>): number[] {
  const rows = table.target.length;
  const half = (row: number) => Math.floor(row * STRETCHES / rows) % 2;
  const strays = QUANTILES.map(() => new Float64Array(rows));
  for (const seen of [0, 1]) {
    const part = select(table, (row) => half(row) === seen);
    const forests = growForests(part, settings).map((forest) => new BoostedTrees(forest));
    for (let row = 0; row < rows; row++) {
      if (half(row) === seen) continue;
      const raw = sortedQuantiles(forests, table.columns.map((column) => column[row]));
      const spread = spreadOf(raw);
      raw.forEach((value, i) => strays[i][row] = (table.target[row] - value) / spread);
    }
  }
  return QUANTILES.map((quantile, i) => strays[i].sort()[Math.floor(quantile * rows)]);
}

function select(table: TrainingTable, keep: (row: number) => boolean): TrainingTable {
  const chosen = (column: Float64Array) => column.filter((_, row) => keep(row));
  return { columns: table.columns.map(chosen), target: chosen(table.target) };
}
