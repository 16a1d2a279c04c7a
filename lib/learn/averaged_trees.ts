import { binColumns, type BinnedColumns, binnedRows } from "./binning.ts";
import {
  BoostedTrees,
  type BoostedTreesJson,
  boostingDefaults,
  type BoostingSettings,
  trainBoosting,
  type TrainingTable,
} from "./boosting.ts";
import type { Progress } from "../progress.ts";

/** The text form of {@link AveragedTrees}. */
export type AveragedTreesJson = readonly BoostedTreesJson[];

/** Lots of boosted trees, averaged. */
export class AveragedTrees {
  readonly #members: readonly BoostedTrees[];

  /** Takes what `toJSON` gave. @throws {TypeError} If it is not such JSON. */
  constructor(json: AveragedTreesJson) {
    if (!Array.isArray(json) || json.length === 0) {
      throw new TypeError("These are not averaged trees: a list of boosted trees is needed");
    }
    this.#members = json.map((member) => new BoostedTrees(member));
    if (this.#members.some(({ columns }) => columns !== this.columns)) {
      throw new TypeError("These are not averaged trees: they do not see equally many columns");
    }
  }

  /** Number of values in a row. */
  get columns(): number {
    return this.#members[0].columns;
  }

  /** Number of trees of each member. */
  get trees(): number[] {
    return this.#members.map(({ trees }) => trees);
  }

  /** The forecast for one row. */
  predict(row: ArrayLike<number>): number {
    let sum = 0;
    for (const member of this.#members) sum += member.predict(row);
    return sum / this.#members.length;
  }

  /** What the constructor takes. */
  toJSON(): AveragedTreesJson {
    return this.#members.map((member) => member.toJSON());
  }
}

/** Rows to learn from and, after them in time, rows on which the number of trees is chosen. */
export interface SplitTable {
  /** Rows to learn from. */
  readonly head: TrainingTable;
  /** Rows after them. */
  readonly tail: TrainingTable;
  /** Both. */
  readonly all: TrainingTable;
}

/** Splits a table before row `cut`; the parts share its memory. */
export function splitRows(all: TrainingTable, cut: number): SplitTable {
  const part = (begin: number, end: number): TrainingTable => ({
    columns: all.columns.map((column) => column.subarray(begin, end)),
    target: all.target.subarray(begin, end),
  });
  return { head: part(0, cut), tail: part(cut, all.target.length), all };
}

/**
 * Begins to boost trees, where another core may do so.
 *
 * @param binned The table's columns in bins.
 * @returns Waits for them.
 */
export type BeginBoosting = (
  table: TrainingTable,
  settings: Partial<BoostingSettings>,
  binned: BinnedColumns,
) => () => BoostedTrees;

/** Boosts when it is waited for. */
const boostHere: BeginBoosting = (table, settings, binned) => () =>
  trainBoosting(table, settings, { binned });

/** Trees without a better loss on the tail before the boosting stops. */
const PATIENCE = 60;

/** With so many rows, a year of hours, the tail no longer tells how many trees are best. */
const ROWS_FOR_ALL_TREES = 8760;

/** Half as many trees in steps twice as long: hardly worse, and only to be judged by. */
function inHaste(settings: BoostingSettings): BoostingSettings {
  const { trees, learningRate } = settings;
  return {
    ...settings,
    trees: Math.ceil(trees / 2),
    learningRate: Math.min(1, 2 * learningRate),
  };
}

/**
 * Trains the trees twice: on the head, and on all rows; at the same time where neither waits for the
 * other.
 *
 * Few rows are soon learned by heart: then the boosting stops where the tail is forecast best, and all
 * rows get as many trees, and more in proportion. From a year of hours on, all rows get the trees that
 * the settings say, as the loss on a tail of a few months is flat and its least a matter of chance.
 *
 * @param lots In what the settings of each lot of trees differ, such as the loss or the seed.
 * @param progress Told of all lots as one task.
 * @param begin Boosts the head's trees where they are not waited for.
 * @returns `early`, which has not seen the tail, to judge by; `full`, to forecast with.
 */
export function trainAveragedTrees(
  { head, tail, all }: SplitTable,
  settings: Partial<BoostingSettings>,
  lots: readonly Partial<BoostingSettings>[],
  progress: Progress,
  begin: BeginBoosting = boostHere,
): { early: AveragedTrees; full: AveragedTrees } {
  const share = all.target.length / head.target.length;
  const stops = all.target.length < ROWS_FOR_ALL_TREES;
  const stages = lots.length * (stops ? 2 : 1);
  let stage = 0;
  const staged = (): Progress => {
    const before = stage++;
    return (task, done, total) => progress(task, before * total + done, stages * total);
  };
  const binned = binColumns(all.columns, settings.maxBins ?? boostingDefaults.maxBins);
  const known = binnedRows(binned, 0, head.target.length);
  const members = lots.map((lot) => {
    const own = { ...settings, ...lot };
    if (!stops) {
      const early = begin(head, inHaste({ ...boostingDefaults, ...own }), known);
      const full = trainBoosting(all, own, { progress: staged(), binned });
      return { early, full };
    }
    const early = trainBoosting(head, own, {
      earlyStopping: { validation: tail, patience: PATIENCE },
      progress: staged(),
      binned: known,
    });
    const trees = Math.round(early.trees * share);
    const full = trainBoosting(all, { ...own, trees }, { progress: staged(), binned });
    return { early: () => early, full };
  });
  return {
    early: new AveragedTrees(members.map(({ early }) => early().toJSON())),
    full: new AveragedTrees(members.map(({ full }) => full.toJSON())),
  };
}
