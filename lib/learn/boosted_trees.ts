/** The text form of a {@link BoostedTrees}; a tree's arrays follow one another. */
export interface BoostedTreesJson {
  /** Number of values in a row. */
  readonly columns: number;
  /** What the trees are added to. */
  readonly initial: number;
  /** First node of each tree, then the number of nodes. */
  readonly treeStart: readonly number[];
  /** Per node: which value of the row is compared. */
  readonly column: readonly number[];
  /** Per node: a value up to this goes left. */
  readonly threshold: readonly number[];
  /** Per node: its left child, or `~leaf`. */
  readonly left: readonly number[];
  /** Per node: its right child, or `~leaf`. */
  readonly right: readonly number[];
  /** Per leaf: what it adds. */
  readonly leafValue: readonly number[];
}

/** A sum of regression trees, as {@link trainBoosting} returns it. */
export class BoostedTrees {
  /** Number of values in a row. */
  readonly columns: number;
  readonly #initial: number;
  readonly #treeStart: Int32Array;
  readonly #column: Uint16Array;
  readonly #threshold: Float64Array;
  /** Child node, or `~leaf`. */
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #leafValue: Float64Array;

  /** Takes what `toJSON` gave. @throws {TypeError} If the parts do not belong together. */
  constructor(json: BoostedTreesJson) {
    checkParts(json);
    this.columns = json.columns;
    this.#initial = json.initial;
    this.#treeStart = Int32Array.from(json.treeStart);
    this.#column = Uint16Array.from(json.column);
    this.#threshold = Float64Array.from(json.threshold);
    this.#left = Int32Array.from(json.left);
    this.#right = Int32Array.from(json.right);
    this.#leafValue = Float64Array.from(json.leafValue);
  }

  /** Number of trees. */
  get trees(): number {
    return this.#treeStart.length - 1;
  }

  /**
   * The forecast for one row.
   *
   * @param row One value per column.
   */
  predict(row: ArrayLike<number>): number {
    let sum = this.#initial;
    for (let tree = 0; tree < this.trees; tree++) {
      let node = this.#treeStart[tree];
      while (node >= 0) {
        node = row[this.#column[node]] <= this.#threshold[node]
          ? this.#left[node]
          : this.#right[node];
      }
      sum += this.#leafValue[~node];
    }
    return sum;
  }

  /** The forecasts for every row of columns of equal length. */
  predictColumns(columns: readonly Float64Array[]): Float64Array {
    const row = new Float64Array(columns.length);
    return Float64Array.from({ length: columns[0]?.length ?? 0 }, (_, r) => {
      for (let c = 0; c < columns.length; c++) row[c] = columns[c][r];
      return this.predict(row);
    });
  }

  /** What the constructor takes. */
  toJSON(): BoostedTreesJson {
    return {
      columns: this.columns,
      initial: this.#initial,
      treeStart: [...this.#treeStart],
      column: [...this.#column],
      threshold: [...this.#threshold],
      left: [...this.#left],
      right: [...this.#right],
      leafValue: [...this.#leafValue],
    };
  }
}

function checkParts(json: BoostedTreesJson): void {
  const { columns, initial, treeStart, column, threshold, left, right, leafValue } = json ?? {};
  const lists = [treeStart, column, threshold, left, right, leafValue];
  const whole = lists.every(Array.isArray) &&
    [threshold, left, right].every((part) => part.length === column.length) &&
    [initial, ...threshold, ...leafValue].every(Number.isFinite) &&
    column.every((c) => isWholeBelow(c, 0, columns)) &&
    treeStart[0] === 0 && treeStart.at(-1) === column.length &&
    treeStart.every((node, tree) => tree === 0 || node > treeStart[tree - 1]) &&
    everyChildFits(json);
  if (!whole) throw new TypeError("These are not boosted trees: their parts do not fit together");
}

/** Whether a child is a leaf or a later node of the same tree, so that every way down ends. */
function everyChildFits({ treeStart, left, right, leafValue }: BoostedTreesJson): boolean {
  for (let tree = 1; tree < treeStart.length; tree++) {
    for (let node = treeStart[tree - 1]; node < treeStart[tree]; node++) {
      const fits = (child: number) =>
        child < 0
          ? isWholeBelow(~child, 0, leafValue.length)
          : isWholeBelow(child, node + 1, treeStart[tree]);
      if (!fits(left[node]) || !fits(right[node])) return false;
    }
  }
  return true;
}

function isWholeBelow(value: number, least: number, end: number): boolean {
  return Number.isInteger(value) && value >= least && value < end;
}
