import { type Progress, silent } from "../progress.ts";
import { randomStream } from "../random.ts";
import { binColumns, type BinnedColumns } from "./binning.ts";
import type { BoostedTrees } from "./boosted_trees.ts";
import { Forest } from "./forest.ts";
import { type Loss, type LossName, lossOf } from "./loss.ts";
import type { GrownTree } from "./grown_tree.ts";
import { TreeGrower } from "./tree_growth.ts";

export { BoostedTrees, type BoostedTreesJson } from "./boosted_trees.ts";

/** How trees are boosted. */
export interface BoostingSettings {
  /** Trees at most. */
  readonly trees: number;
  /** Share of each tree's leaf values that is added, in (0, 1]. */
  readonly learningRate: number;
  /** Leaves of a tree at most, ≥ 2. */
  readonly leaves: number;
  /** Rows of a leaf at least. */
  readonly minLeafRows: number;
  /** Added to a leaf's row count: draws its value towards 0; ≥ 0. */
  readonly l2: number;
  /** Share of the rows, drawn without replacement, that four trees grow from, in (0, 1]. */
  readonly rowShare: number;
  /** Share of the columns that a tree may split, in (0, 1]. */
  readonly columnShare: number;
  /** Bins per column, 2 … 256. */
  readonly maxBins: number;
  /** What the trees are to make small; `"squared"` by default. */
  readonly loss: LossName;
  /** Seed of the rows and columns drawn. */
  readonly seed: number;
}

/** So many trees grow from the same rows: drawing anew for each takes longer and gains nothing. */
const TREES_OF_A_SAMPLE = 4;

/** Settings that do well on some ten thousand hourly rows. */
export const boostingDefaults: BoostingSettings = {
  trees: 500,
  learningRate: 0.05,
  leaves: 31,
  minLeafRows: 20,
  l2: 1,
  rowShare: 0.8,
  columnShare: 0.8,
  maxBins: 255,
  loss: "squared",
  seed: 42,
};

/** Columns of equal length and what is to be forecast from each of their rows. */
export interface TrainingTable {
  /** Columns, every value finite. */
  readonly columns: readonly Float64Array[];
  /** What is forecast, one value per row. */
  readonly target: Float64Array;
}

/** Stops the boosting when the loss on rows kept apart no longer falls. */
export interface EarlyStopping {
  /** Rows kept apart: in a time series, the last ones. */
  readonly validation: TrainingTable;
  /** Trees without a better loss before stopping; the trees after the best are dropped. */
  readonly patience: number;
}

/**
 * Gradient boosting of regression trees on histograms.
 *
 * Stagewise sum of trees along the negative gradient of the loss (Friedman 2001,
 * doi:10.1214/aos/1013203451), with binned columns and leaf-wise growth (Ke et al. 2017, LightGBM)
 * and rows drawn per four trees, columns per tree (Friedman 2002, doi:10.1016/S0167-9473(01)00065-2). Under the
 * pinball loss a leaf takes the quantile of its residuals. The same seed gives the same trees.
 *
 * @param table Training rows; every value finite.
 * @param settings Differences from {@link boostingDefaults}.
 * @param options `binned`: the table's columns in bins, where they are known already, which are then
 *   used whatever `maxBins` says.
 * @throws {RangeError} For an empty table, values that are not finite or settings out of range.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * const x = Float64Array.from({ length: 200 }, (_, i) => i);
 * const step = x.map((value) => value < 100 ? 3 : 7);
 * const model = trainBoosting({ columns: [x], target: step }, { trees: 100, learningRate: 0.1 });
 * ok(Math.abs(model.predict([50]) - 3) < 0.01);
 * ok(Math.abs(model.predict([150]) - 7) < 0.01);
 * ```
 */
export function trainBoosting(
  table: TrainingTable,
  settings: Partial<BoostingSettings> = {},
  options: {
    readonly earlyStopping?: EarlyStopping;
    readonly progress?: Progress;
    readonly binned?: BinnedColumns;
  } = {},
): BoostedTrees {
  const full = { ...boostingDefaults, ...settings };
  checkSettings(full);
  checkTable(table);
  const { earlyStopping, progress = silent } = options;
  const binned = options.binned ?? binColumns(table.columns, full.maxBins);
  if (binned.rows !== table.target.length) {
    throw new RangeError(`Bins of ${binned.rows} rows do not fit ${table.target.length} targets`);
  }
  const grower = new TreeGrower(binned, full);
  const loss = lossOf(full.loss);
  const initial = loss.initial(table.target);
  const forecast = new Float64Array(binned.rows).fill(initial);
  const gradients = new Float64Array(binned.rows);
  const forest = new Forest(initial, table.columns.length);
  const stop = earlyStopping && new Stopper(earlyStopping, loss, initial);
  let sample = draw(randomStream(full.seed, "rows", 0), binned.rows, full.rowShare);
  for (let tree = 0; tree < full.trees; tree++) {
    const stream = randomStream(full.seed, "boosting", tree);
    const { drawn: columns } = draw(stream, binned.edges.length, full.columnShare);
    if (tree > 0 && tree % TREES_OF_A_SAMPLE === 0) {
      sample = draw(randomStream(full.seed, "rows", tree), binned.rows, full.rowShare);
    }
    const { drawn, left } = sample;
    const rows = drawn.slice();
    loss.gradients(table.target, forecast, gradients);
    const grown = grower.grow(rows, gradients, Uint16Array.from(columns));
    if (grown.column.length === 0) continue;
    const values = loss.leafValues(grown, gradients, table.target, forecast, full.l2)
      .map((value) => value * full.learningRate);
    addToForecast(forecast, grown, values, binned, left);
    forest.add(grown, values, binned);
    progress("Boosting trees", tree + 1, full.trees);
    if (stop?.isOver(forest)) break;
  }
  progress("Boosting trees", full.trees, full.trees);
  return forest.first(stop ? stop.bestTrees : forest.trees);
}

/**
 * Row or column numbers, rising, each drawn with the same chance, never fewer than one; and those left
 * out.
 */
function draw(
  stream: { next(): number },
  count: number,
  share: number,
): { drawn: Int32Array; left: Int32Array } {
  const wanted = share >= 1 ? count : Math.max(1, Math.round(share * count));
  const drawn = new Int32Array(wanted);
  const left = new Int32Array(count - wanted);
  let taken = 0;
  for (let i = 0; i < count; i++) {
    const open = wanted - taken;
    if (open === count - i || open > 0 && stream.next() * (count - i) < open) drawn[taken++] = i;
    else left[i - taken] = i;
  }
  return { drawn, left };
}

/** Adds a tree: by leaf to the rows that it grew from, from the root down to the rows left out. */
function addToForecast(
  forecast: Float64Array,
  tree: GrownTree,
  values: Float64Array,
  { bins }: BinnedColumns,
  leftOut: ArrayLike<number>,
): void {
  const { column, bin, left, right, rows, leafStart } = tree;
  for (let leaf = 0; leaf < values.length; leaf++) {
    for (let i = leafStart[leaf]; i < leafStart[leaf + 1]; i++) forecast[rows[i]] += values[leaf];
  }
  for (let i = 0; i < leftOut.length; i++) {
    const row = leftOut[i];
    let node = 0;
    while (node >= 0) node = bins[column[node]][row] <= bin[node] ? left[node] : right[node];
    forecast[row] += values[~node];
  }
}

/** Follows the loss on the validation rows. */
class Stopper {
  readonly #table: TrainingTable;
  readonly #patience: number;
  readonly #loss: Loss;
  readonly #forecast: Float64Array;
  #best: number;
  bestTrees = 0;

  constructor({ validation, patience }: EarlyStopping, loss: Loss, initial: number) {
    checkTable(validation);
    this.#table = validation;
    this.#patience = patience;
    this.#loss = loss;
    this.#forecast = new Float64Array(validation.target.length).fill(initial);
    this.#best = loss.mean(validation.target, this.#forecast);
  }

  isOver(forest: Forest): boolean {
    const { columns, target } = this.#table;
    for (let r = 0; r < target.length; r++) this.#forecast[r] += forest.lastValue(columns, r);
    const mean = this.#loss.mean(target, this.#forecast);
    if (mean < this.#best) {
      this.#best = mean;
      this.bestTrees = forest.trees;
    }
    return forest.trees - this.bestTrees >= this.#patience;
  }
}

function checkTable({ columns, target }: TrainingTable): void {
  if (target.length === 0 || columns.length === 0) {
    throw new RangeError("Cannot boost trees without rows or without columns");
  }
  const odd = columns.findIndex((column) => column.length !== target.length);
  if (odd >= 0) {
    throw new RangeError(
      `Columns and target must be equally long: column ${odd} has ${columns[odd].length} rows, ` +
        `the target ${target.length}`,
    );
  }
  const bad = target.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`Cannot boost towards ${target[bad]} in row ${bad}`);
}

function checkSettings(s: BoostingSettings): void {
  const isShare = (x: number) => x > 0 && x <= 1;
  const { quantile, huber } = { quantile: 0.5, huber: 1, ...(s.loss === "squared" ? {} : s.loss) };
  const rules: [boolean, string][] = [
    [Number.isInteger(s.trees) && s.trees >= 0, `trees a whole number ≥ 0, found ${s.trees}`],
    [isShare(s.learningRate), `learningRate in (0, 1], found ${s.learningRate}`],
    [Number.isInteger(s.leaves) && s.leaves >= 2, `leaves a whole number ≥ 2, found ${s.leaves}`],
    [s.minLeafRows >= 1, `minLeafRows ≥ 1, found ${s.minLeafRows}`],
    [s.l2 >= 0, `l2 ≥ 0, found ${s.l2}`],
    [isShare(s.rowShare), `rowShare in (0, 1], found ${s.rowShare}`],
    [isShare(s.columnShare), `columnShare in (0, 1], found ${s.columnShare}`],
    [quantile > 0 && quantile < 1, `quantile in (0, 1), found ${quantile}`],
    [huber > 0, `huber > 0, found ${huber}`],
  ];
  const broken = rules.find(([holds]) => !holds);
  if (broken) throw new RangeError(`Cannot boost trees: ${broken[1]}`);
}
