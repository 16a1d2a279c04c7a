/**
 * Binary heaps of whole numbers side by side in one column, the least of each first (Williams 1964,
 * Communications of the ACM 7, 347–348). A push and a pop cost log n, and nothing is allocated.
 */
export class RankHeaps {
  readonly #ranks: Uint32Array;
  readonly #offset: Uint32Array;
  readonly #count: Uint32Array;

  /** Empty heaps; each holds at most so many. */
  constructor(capacities: Uint32Array) {
    this.#offset = new Uint32Array(capacities.length);
    this.#count = new Uint32Array(capacities.length);
    let total = 0;
    for (let heap = 0; heap < capacities.length; heap++) {
      this.#offset[heap] = total;
      total += capacities[heap];
    }
    this.#ranks = new Uint32Array(total);
  }

  /** Empties all. */
  clear(): void {
    this.#count.fill(0);
  }

  /** The least of a heap; −1 of none. */
  first(heap: number): number {
    return this.#count[heap] === 0 ? -1 : this.#ranks[this.#offset[heap]];
  }

  /** Adds a number to a heap. */
  push(heap: number, rank: number): void {
    const ranks = this.#ranks;
    const offset = this.#offset[heap];
    let at = this.#count[heap]++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (ranks[offset + parent] <= rank) break;
      ranks[offset + at] = ranks[offset + parent];
      at = parent;
    }
    ranks[offset + at] = rank;
  }

  /** Removes the least of a heap that is not empty. */
  pop(heap: number): void {
    const ranks = this.#ranks;
    const offset = this.#offset[heap];
    const count = --this.#count[heap];
    const last = ranks[offset + count];
    let at = 0;
    for (let child = 1; child < count; child = 2 * at + 1) {
      if (child + 1 < count && ranks[offset + child + 1] < ranks[offset + child]) child++;
      if (ranks[offset + child] >= last) break;
      ranks[offset + at] = ranks[offset + child];
      at = child;
    }
    ranks[offset + at] = last;
  }
}
