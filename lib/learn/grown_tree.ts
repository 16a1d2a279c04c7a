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

/** The nodes of a tree while it grows; children that are leaves are yet to be named. */
export interface Nodes {
  readonly column: number[];
  readonly bin: number[];
  readonly left: number[];
  readonly right: number[];
}

/** A leaf of it: its rows, and where the node above points at it. */
export interface GrownLeaf {
  readonly begin: number;
  readonly end: number;
  /** −1 for the root. */
  readonly parent: number;
  readonly isLeft: boolean;
}

/** The tree of nodes and leaves; the nodes are altered. */
export function linkLeaves(
  nodes: Nodes,
  unsorted: readonly GrownLeaf[],
  rows: Int32Array,
): GrownTree {
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
