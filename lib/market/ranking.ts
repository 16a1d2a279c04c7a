/** Below so many members a comparison sort is faster. */
const FEWEST_FOR_DIGITS = 400;
/** The 64 bits of a price are six digits of 11 bits. */
const DIGIT_BITS = 11;
const DIGITS = 6;
const VALUES = 1 << DIGIT_BITS;

/**
 * Ranks members by their quotes, equal quotes by id. Its columns are made once and used again every
 * step.
 *
 * Many are ranked digit by digit of their quotes' bits (LSD radix sort, Knuth 1998, The Art of
 * Computer Programming 3, § 5.2.5), in time proportional to their number; the order is that of a sort
 * by comparison.
 */
export class Ranking {
  readonly #high: Uint32Array;
  readonly #low: Uint32Array;
  readonly #spare: Uint32Array;
  readonly #counts = new Uint32Array(DIGITS * VALUES);
  readonly #price = new Float64Array(1);
  readonly #bits = new Uint32Array(this.#price.buffer);

  /** Of so many members. */
  constructor(members: number) {
    this.#high = new Uint32Array(members);
    this.#low = new Uint32Array(members);
    this.#spare = new Uint32Array(members);
  }

  /**
   * Sorts ids by quote.
   *
   * @param ids Ascending; sorted in place.
   * @param quote By member, €/kWh; no NaN among those of `ids`.
   * @param direction 1 for the lowest quote first, −1 for the highest.
   */
  sort(ids: Uint32Array, quote: Float64Array, direction: 1 | -1): void {
    if (ids.length < FEWEST_FOR_DIGITS) {
      ids.sort((a, b) => direction * (quote[a] - quote[b]) || a - b);
      return;
    }
    this.#readKeys(ids, quote, direction);
    let [from, to] = [ids, this.#spare.subarray(0, ids.length)];
    for (let digit = 0; digit < DIGITS; digit++) {
      if (this.#distribute(from, to, digit)) [from, to] = [to, from];
    }
    if (from !== ids) ids.set(from);
  }

  /** Writes each quote as an unsigned number of 64 bits that sorts like it, and counts digits. */
  #readKeys(ids: Uint32Array, quote: Float64Array, direction: 1 | -1): void {
    this.#counts.fill(0);
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i];
      this.#price[0] = direction * quote[id] + 0; // + 0 turns −0 into 0
      const isNegative = this.#bits[1] >>> 31 === 1;
      const low = isNegative ? ~this.#bits[0] >>> 0 : this.#bits[0];
      const high = isNegative ? ~this.#bits[1] >>> 0 : (this.#bits[1] | 0x8000_0000) >>> 0;
      this.#low[id] = low;
      this.#high[id] = high;
      for (let digit = 0; digit < DIGITS; digit++) {
        this.#counts[digit * VALUES + digitOf(low, high, digit)]++;
      }
    }
  }

  /** Moves ids in the order of a digit; false if all have the same and nothing need be moved. */
  #distribute(from: Uint32Array, to: Uint32Array, digit: number): boolean {
    const counts = this.#counts.subarray(digit * VALUES, (digit + 1) * VALUES);
    let start = 0;
    for (let value = 0; value < VALUES; value++) {
      const count = counts[value];
      if (count === from.length) return false;
      counts[value] = start;
      start += count;
    }
    for (let i = 0; i < from.length; i++) {
      const id = from[i];
      to[counts[digitOf(this.#low[id], this.#high[id], digit)]++] = id;
    }
    return true;
  }
}

/** A digit of a number of 64 bits, the lowest first. */
function digitOf(low: number, high: number, digit: number): number {
  const shift = digit * DIGIT_BITS;
  if (shift + DIGIT_BITS <= 32) return low >>> shift & VALUES - 1;
  if (shift >= 32) return high >>> shift - 32 & VALUES - 1;
  return (low >>> shift | high << 32 - shift) & VALUES - 1;
}
