/** Words of a hash that are kept: 128 bits, in which two hashes never agree by chance. */
const WORDS = 4;

/** Slots of a new set. */
const FIRST_CAPACITY = 64;

/** A set of SHA-256 hashes in 32 to 64 bytes each: a million strings would take five times as much. */
export class HashSet {
  /** `WORDS` per slot, all 0 in a free one. */
  #slots = new Uint32Array(WORDS * FIRST_CAPACITY);
  #size = 0;

  /**
   * Puts a hash into the set.
   *
   * @param hash 64 hex digits.
   * @returns Whether it is new.
   */
  add(hash: string): boolean {
    if (2 * this.#size * WORDS >= this.#slots.length) this.#grow();
    const words = wordsOf(hash);
    const at = this.#placeOf(words);
    if (this.#slots[at + WORDS - 1] !== 0) return false;
    this.#slots.set(words, at);
    this.#size += 1;
    return true;
  }

  /** Where the words are, or the free slot where they belong. */
  #placeOf(words: ArrayLike<number>): number {
    const slots = this.#slots;
    const capacity = slots.length / WORDS;
    for (let slot = words[0] & (capacity - 1);; slot = (slot + 1) & (capacity - 1)) {
      const at = WORDS * slot;
      if (slots[at + WORDS - 1] === 0) return at;
      let same = 0;
      while (same < WORDS && slots[at + same] === words[same]) same += 1;
      if (same === WORDS) return at;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(2 * old.length);
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at + WORDS - 1] === 0) continue;
      const words = old.subarray(at, at + WORDS);
      this.#slots.set(words, this.#placeOf(words));
    }
  }
}

/** The first words of a hash; the last of them is never 0, which marks a free slot. */
function wordsOf(hash: string): number[] {
  const words = Array.from({ length: WORDS }, (_, i) => parseInt(hash.slice(8 * i, 8 * i + 8), 16));
  words[WORDS - 1] ||= 1;
  return words;
}
