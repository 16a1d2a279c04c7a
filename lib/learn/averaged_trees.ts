import {
  BoostedTrees,
  type BoostedTreesJson,
  type BoostingSettings,
  trainBoosting,
  type TrainingTable,
} from "./boosting.ts";
import type { Progress } from "../progress.ts";

/** The text form of {@link AveragedTrees}. */
export type AveragedTreesJson = readonly BoostedTreesJson[];

/** Boosted trees of several losses, averaged. */
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

/** Trees without a better loss on the tail before the boosting stops. */
const PATIENCE = 60;

/**
 * Trains the trees twice: on the head, stopping where the tail is forecast best, and on all rows
 * with as many trees, and more in proportion to the rows.
 *
 * @param losses One lot of trees is boosted for each.
 * @param progress Told of all lots as one task.
 * @returns `early`, which has not seen the tail, to judge by; `full`, to forecast with.
 */
export function trainAveragedTrees(
  { head, tail, all }: SplitTable,
  settings: Partial<BoostingSettings>,
  losses: readonly BoostingSettings["loss"][],
  progress: Progress,
): { early: AveragedTrees; full: AveragedTrees } {
  const share = all.target.length / head.target.length;
  const stages = 2 * losses.length;
  let stage = 0;
  const staged = (): Progress => {
    const before = stage++;
    return (task, done, total) => progress(task, before * total + done, stages * total);
  };
  const members = losses.map((loss) => {
    const own = { ...settings, loss };
    const earlyStopping = { validation: tail, patience: PATIENCE };
    const early = trainBoosting(head, own, { earlyStopping, progress: staged() });
    const trees = Math.round(early.trees * share);
    return { early, full: trainBoosting(all, { ...own, trees }, { progress: staged() }) };
  });
  return {
    early: new AveragedTrees(members.map(({ early }) => early.toJSON())),
    full: new AveragedTrees(members.map(({ full }) => full.toJSON())),
  };
}
