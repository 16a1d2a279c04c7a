import type { BinnedColumns } from "./binning.ts";
import { BoostedTrees } from "./boosted_trees.ts";
import type { GrownTree } from "./grown_tree.ts";

/** Trees gathered one after another, their bins turned back into thresholds. */
export class Forest {
  readonly #initial: number;
  readonly #columns: number;
  readonly #treeStart = [0];
  readonly #leafStart = [0];
  readonly #column: number[] = [];
  readonly #threshold: number[] = [];
  readonly #left: number[] = [];
  readonly #right: number[] = [];
  readonly #leafValue: number[] = [];

  /** Begins without trees. `initial` is what they are added to, `columns` the values in a row. */
  constructor(initial: number, columns: number) {
    this.#initial = initial;
    this.#columns = columns;
  }

  /** Trees gathered. */
  get trees(): number {
    return this.#treeStart.length - 1;
  }

  /** Adds a tree and the values of its leaves. */
  add(tree: GrownTree, values: Float64Array, { edges }: BinnedColumns): void {
    const [nodes, leaves] = [this.#column.length, this.#leafValue.length];
    const moved = (child: number) => child >= 0 ? child + nodes : ~(~child + leaves);
    for (let n = 0; n < tree.column.length; n++) {
      this.#column.push(tree.column[n]);
      this.#threshold.push(edges[tree.column[n]][tree.bin[n]]);
      this.#left.push(moved(tree.left[n]));
      this.#right.push(moved(tree.right[n]));
    }
    this.#leafValue.push(...values);
    this.#treeStart.push(this.#column.length);
    this.#leafStart.push(this.#leafValue.length);
  }

  /** What the last tree adds to a row of columns. */
  lastValue(columns: readonly Float64Array[], row: number): number {
    let node = this.#treeStart[this.trees - 1];
    while (node >= 0) {
      const goesLeft = columns[this.#column[node]][row] <= this.#threshold[node];
      node = goesLeft ? this.#left[node] : this.#right[node];
    }
    return this.#leafValue[~node];
  }

  /** The model of the first trees. */
  first(trees: number): BoostedTrees {
    const nodes = this.#treeStart[trees];
    return new BoostedTrees({
      columns: this.#columns,
      initial: this.#initial,
      treeStart: this.#treeStart.slice(0, trees + 1),
      column: this.#column.slice(0, nodes),
      threshold: this.#threshold.slice(0, nodes),
      left: this.#left.slice(0, nodes),
      right: this.#right.slice(0, nodes),
      leafValue: this.#leafValue.slice(0, this.#leafStart[trees]),
    });
  }
}
