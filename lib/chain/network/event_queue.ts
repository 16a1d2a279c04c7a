/**
 * Events in the order of their times: a binary heap (Williams 1964, doi:10.1145/512274.512284).
 * Events at the same time come in the order in which they were put in, so that a simulation can be
 * repeated.
 */
export class EventQueue<Event> {
  readonly #heap: { readonly time: number; readonly order: number; readonly event: Event }[] = [];
  #order = 0;

  /** How many are waiting. */
  get size(): number {
    return this.#heap.length;
  }

  /** Puts an event in. */
  push(time: number, event: Event): void {
    const heap = this.#heap;
    const entry = { time, order: this.#order++, event };
    let at = heap.length;
    for (; at > 0; at = (at - 1) >>> 1) {
      const parent = heap[(at - 1) >>> 1];
      if (!isBefore(entry, parent)) break;
      heap[at] = parent;
    }
    heap[at] = entry;
  }

  /** Takes the first event out; undefined if there is none. */
  pop(): { readonly time: number; readonly event: Event } | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child += 1;
      if (!isBefore(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(
  one: { readonly time: number; readonly order: number },
  other: { readonly time: number; readonly order: number },
): boolean {
  return one.time < other.time || (one.time === other.time && one.order < other.order);
}
