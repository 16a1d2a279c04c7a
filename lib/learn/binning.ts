/** Columns of numbers, each value replaced by the number of its bin. */
export interface BinnedColumns {
  /** Rows of each column. */
  readonly rows: number;
  /** Per column: the bin of each row. */
  readonly bins: readonly Uint8Array[];
  /**
   * Upper edges of the bins of each column, rising: x lies in bin b if `edges[b − 1] < x ≤ edges[b]`;
   * there is one bin more than edges.
   */
  readonly edges: readonly Float64Array[];
}

/**
 * Sorts the values of each column into at most `maxBins` bins of about equally many rows, so that
 * a tree need only try the edges between bins (Ke et al. 2017, LightGBM, algorithm 1).
 *
 * @param columns Columns of equal length; every value finite.
 * @param maxBins 2 … 256.
 * @throws {RangeError} For columns of unequal length or a value that is not finite.
 */
export function binColumns(columns: readonly Float64Array[], maxBins: number): BinnedColumns {
  if (!Number.isInteger(maxBins) || maxBins < 2 || maxBins > 256) {
    throw new RangeError(`Cannot bin into ${maxBins} bins: a whole number from 2 to 256 is needed`);
  }
  const rows = columns[0]?.length ?? 0;
  const bins = columns.map(() => new Uint8Array(rows));
  const edges = columns.map((column, c) => {
    if (column.length !== rows) {
      throw new RangeError(
        `Columns must be equally long: column ${c} has ${column.length} rows, the first ${rows}`,
      );
    }
    const own = binEdges(column, maxBins);
    for (let r = 0; r < rows; r++) {
      if (!Number.isFinite(column[r])) {
        throw new RangeError(`Cannot bin ${column[r]} in row ${r} of column ${c}: not finite`);
      }
      bins[c][r] = binOf(column[r], own);
    }
    return own;
  });
  return { rows, bins, edges };
}

/** The rows from `begin` to before `end`, sharing the memory and the edges of all. */
export function binnedRows(binned: BinnedColumns, begin: number, end: number): BinnedColumns {
  const bins = binned.bins.map((column) => column.subarray(begin, end));
  return { rows: end - begin, bins, edges: binned.edges };
}

/** Edges are sought among so many values: sorting more moves none by as much as matters. */
const MOST_SORTED = 16_384;
/** The golden section: its multiples spread over a column without a period of their own. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The column, or an even spread of its values. */
function someOf(column: Float64Array): Float64Array {
  if (column.length <= MOST_SORTED) return column.slice();
  const some = new Float64Array(MOST_SORTED);
  for (let i = 0; i < MOST_SORTED; i++) {
    some[i] = column[Math.floor(i * GOLDEN % 1 * column.length)];
  }
  return some;
}

/** Edges half-way between distinct values, about equally many values between two of them. */
function binEdges(column: Float64Array, maxBins: number): Float64Array {
  const sorted = someOf(column).sort();
  let distinct = 1;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] > sorted[i - 1]) distinct++;
  const edges: number[] = [];
  const share = distinct <= maxBins ? 0 : sorted.length / maxBins;
  let next = share;
  for (let i = 1; i < sorted.length && edges.length < maxBins - 1; i++) {
    if (sorted[i] > sorted[i - 1] && i >= next) {
      edges.push(sorted[i - 1] + (sorted[i] - sorted[i - 1]) / 2);
      next = share === 0 ? 0 : share * (Math.floor(i / share) + 1);
    }
  }
  return Float64Array.from(edges);
}

/** The number of edges below a value, by halving. */
function binOf(value: number, edges: Float64Array): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
