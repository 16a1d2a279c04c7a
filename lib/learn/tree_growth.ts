import type { BinnedColumns } from "./binning.ts";

/** What bounds the growth of one regression tree. */
export interface GrowthLimits {
  /** Leaves at most. */
  readonly leaves: number;
  /** Rows of a leaf at least. */
  readonly minLeafRows: number;
  /** Added to the row count of a leaf: draws its value towards 0. */
  readonly l2: number;
}

/** A tree whose splits are bins: a row goes left if its bin in `column` is ≤ `bin`. */
export interface GrownTree {
  /** Per node: which column is compared. */
  readonly column: Uint16Array;
  /** Per node: the last bin that goes left. */
  readonly bin: Uint8Array;
  /** Child node, or, for a leaf, the complement `~leaf` of its number. */
  readonly left: Int32Array;
  /** As `left`. */
  readonly right: Int32Array;
  /** Rows of leaf l are `rows[leafStart[l]] … rows[leafStart[l + 1] − 1]`. */
  readonly rows: Int32Array;
  /** Where the rows of each leaf begin. */
  readonly leafStart: Int32Array;
}

interface Leaf {
  readonly begin: number;
  readonly end: number;
  readonly gradient: number;
  /** Which histogram of the pool is this leaf's. */
  readonly slot: number;
  /** Where the node above points at this leaf; −1 for the root. */
  readonly parent: number;
  readonly isLeft: boolean;
  split: Split | null;
}

interface Split {
  readonly gain: number;
  readonly column: number;
  readonly bin: number;
  readonly leftRows: number;
  readonly leftGradient: number;
}

/**
 * Grows regression trees leaf by leaf, the leaf with the largest gain first, from histograms of
 * gradients; a child's histogram is its parent's minus its sibling's (Ke et al. 2017).
 */
export class TreeGrower {
  readonly #table: BinnedColumns;
  readonly #limits: GrowthLimits;
  /** Where the bins of a column begin in a histogram. */
  readonly #offset: Int32Array;
  /** Per leaf of the pool: gradient sum and row count of every bin of every column. */
  readonly #pool: Float64Array[];
  readonly #ordered: Float64Array;
  readonly #spare: Int32Array;

  /** Makes room for the histograms. */
  constructor(table: BinnedColumns, limits: GrowthLimits) {
    this.#table = table;
    this.#limits = limits;
    this.#offset = new Int32Array(table.edges.length + 1);
    table.edges.forEach((edges, c) => this.#offset[c + 1] = this.#offset[c] + edges.length + 1);
    const size = 2 * this.#offset[table.edges.length];
    this.#pool = Array.from({ length: limits.leaves }, () => new Float64Array(size));
    this.#ordered = new Float64Array(table.rows);
    this.#spare = new Int32Array(table.rows);
  }

  /**
   * Grows one tree that follows the negative gradients.
   *
   * @param rows Rows to grow from; reordered leaf by leaf.
   * @param gradients Gradient of the loss at every row of the table.
   * @param columns Columns that may be split.
   */
  grow(rows: Int32Array, gradients: Float64Array, columns: Uint16Array): GrownTree {
    let total = 0;
    for (let i = 0; i < rows.length; i++) total += gradients[rows[i]];
    const root: Leaf = {
      begin: 0,
      end: rows.length,
      gradient: total,
      slot: 0,
      parent: -1,
      isLeft: false,
      split: null,
    };
    this.#fillHistogram(root, rows, gradients, columns);
    root.split = this.#bestSplit(root, columns);
    const leaves = [root];
    const nodes = this.#splitLeaves(leaves, rows, gradients, columns);
    return linkLeaves(nodes, leaves, rows);
  }

  #splitLeaves(
    leaves: Leaf[],
    rows: Int32Array,
    gradients: Float64Array,
    columns: Uint16Array,
  ): Nodes {
    const nodes: Nodes = { column: [], bin: [], left: [], right: [] };
    while (leaves.length < this.#limits.leaves) {
      const at = indexOfLargestGain(leaves);
      if (at < 0) break;
      const { leaf, split } = { leaf: leaves[at], split: leaves[at].split! };
      const node = nodes.column.push(split.column) - 1;
      nodes.bin.push(split.bin);
      nodes.left.push(0);
      nodes.right.push(0);
      if (leaf.parent >= 0) (leaf.isLeft ? nodes.left : nodes.right)[leaf.parent] = node;
      const [left, right] = this.#divide(leaf, split, node, leaves.length, rows);
      const [small, large] = left.slot === leaf.slot ? [right, left] : [left, right];
      this.#fillHistogram(small, rows, gradients, columns);
      this.#subtractHistogram(large.slot, small.slot, columns);
      left.split = this.#bestSplit(left, columns);
      right.split = this.#bestSplit(right, columns);
      leaves[at] = left;
      leaves.push(right);
    }
    return nodes;
  }

  /** Moves the rows of a leaf that go left before those that go right, each in their order. */
  #divide(leaf: Leaf, split: Split, parent: number, slot: number, rows: Int32Array): [Leaf, Leaf] {
    const bins = this.#table.bins[split.column];
    let left = leaf.begin;
    let right = 0;
    for (let i = leaf.begin; i < leaf.end; i++) {
      const row = rows[i];
      if (bins[row] <= split.bin) rows[left++] = row;
      else this.#spare[right++] = row;
    }
    for (let i = 0; i < right; i++) rows[left + i] = this.#spare[i];
    const leftIsSmall = split.leftRows * 2 <= leaf.end - leaf.begin;
    return [
      {
        begin: leaf.begin,
        end: left,
        gradient: split.leftGradient,
        slot: leftIsSmall ? slot : leaf.slot,
        parent,
        isLeft: true,
        split: null,
      },
      {
        begin: left,
        end: leaf.end,
        gradient: leaf.gradient - split.leftGradient,
        slot: leftIsSmall ? leaf.slot : slot,
        parent,
        isLeft: false,
        split: null,
      },
    ];
  }

  #fillHistogram(leaf: Leaf, rows: Int32Array, gradients: Float64Array, columns: Uint16Array) {
    const histogram = this.#pool[leaf.slot];
    const ordered = this.#ordered;
    for (let i = leaf.begin; i < leaf.end; i++) ordered[i] = gradients[rows[i]];
    for (const column of columns) {
      const first = 2 * this.#offset[column];
      histogram.fill(0, first, 2 * this.#offset[column + 1]);
      const bins = this.#table.bins[column];
      for (let i = leaf.begin; i < leaf.end; i++) {
        const at = first + 2 * bins[rows[i]];
        histogram[at] += ordered[i];
        histogram[at + 1]++;
      }
    }
  }

  #subtractHistogram(fromSlot: number, slot: number, columns: Uint16Array) {
    const from = this.#pool[fromSlot];
    const other = this.#pool[slot];
    for (const column of columns) {
      const end = 2 * this.#offset[column + 1];
      for (let i = 2 * this.#offset[column]; i < end; i++) from[i] -= other[i];
    }
  }

  /** The split that lowers the loss most (Chen & Guestrin 2016, eq. 7), or null for none. */
  #bestSplit(leaf: Leaf, columns: Uint16Array): Split | null {
    const { minLeafRows, l2 } = this.#limits;
    const count = leaf.end - leaf.begin;
    if (count < 2 * minLeafRows) return null;
    const histogram = this.#pool[leaf.slot];
    const unsplit = leaf.gradient * leaf.gradient / (count + l2);
    let best: Split | null = null;
    let bestScore = unsplit * (1 + 1e-12) + 1e-12;
    for (const column of columns) {
      const first = this.#offset[column];
      const last = this.#offset[column + 1] - 1;
      let leftGradient = 0;
      let leftRows = 0;
      for (let b = first; b < last; b++) {
        leftGradient += histogram[2 * b];
        leftRows += histogram[2 * b + 1];
        if (leftRows < minLeafRows || histogram[2 * b + 1] === 0) continue;
        if (count - leftRows < minLeafRows) break;
        const rightGradient = leaf.gradient - leftGradient;
        const score = leftGradient * leftGradient / (leftRows + l2) +
          rightGradient * rightGradient / (count - leftRows + l2);
        if (score > bestScore) {
          bestScore = score;
          best = { gain: score - unsplit, column, bin: b - first, leftRows, leftGradient };
        }
      }
    }
    return best;
  }
}

interface Nodes {
  readonly column: number[];
  readonly bin: number[];
  readonly left: number[];
  readonly right: number[];
}

function indexOfLargestGain(leaves: readonly Leaf[]): number {
  let at = -1;
  let gain = 0;
  for (let i = 0; i < leaves.length; i++) {
    const split = leaves[i].split;
    if (split !== null && split.gain > gain) {
      gain = split.gain;
      at = i;
    }
  }
  return at;
}

function linkLeaves(nodes: Nodes, unsorted: readonly Leaf[], rows: Int32Array): GrownTree {
  const leaves = unsorted.toSorted((a, b) => a.begin - b.begin);
  const leafStart = new Int32Array(leaves.length + 1);
  leaves.forEach((leaf, l) => {
    leafStart[l + 1] = leaf.end;
    if (leaf.parent >= 0) (leaf.isLeft ? nodes.left : nodes.right)[leaf.parent] = ~l;
  });
  return {
    column: Uint16Array.from(nodes.column),
    bin: Uint8Array.from(nodes.bin),
    left: Int32Array.from(nodes.left),
    right: Int32Array.from(nodes.right),
    rows,
    leafStart,
  };
}
