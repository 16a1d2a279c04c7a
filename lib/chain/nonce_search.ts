import { headerBytes, headerHash, meetsDifficulty } from "./header.ts";
import { type Race, type RaceTemplate, Turns } from "./mining.ts";
import { LastWordHasher, midstateOf } from "./sha256.ts";

const WORD = 2 ** 32;

/** Digits of a hash in its first word, which is all that the kernel computes. */
const WORD_DIGITS = 8;

/**
 * Tries the nonces of a race in the order of time; a try costs one compression of SHA-256.
 *
 * Try k is the nonce k of the miner whose turn it is, so a nonce also tells how many hashes were
 * tried before it.
 */
export class NonceSearch {
  readonly #template: RaceTemplate;
  readonly #race: Race;
  readonly #turns: Turns;
  readonly #midstate: Int32Array;
  /** By contestant, made when its first turn comes. */
  #hashers: (LastWordHasher | undefined)[] = [];
  /** Upper half of the nonces that the hashers are made for. */
  #upper = 0;

  /** A search for the nonce that completes a header, by the miners of a race. */
  constructor(template: RaceTemplate, race: Race) {
    this.#template = template;
    this.#race = race;
    this.#turns = new Turns(race);
    this.#midstate = midstateOf(headerBytes({ ...template, miner: 0, nonce: 0 }).subarray(0, 64));
  }

  /**
   * The first nonce of `from` … `to − 1` whose block hash meets the difficulty, or −1.
   *
   * @throws {Error} If `node:crypto` finds another hash than the own kernel.
   */
  firstValid(from: number, to: number): number {
    for (let nonce = from; nonce < to;) {
      this.#setUpper(Math.floor(nonce / WORD));
      const end = Math.min(to, (this.#upper + 1) * WORD);
      const found = this.#firstValidOfWord(nonce, end);
      if (found >= 0) return found;
      nonce = end;
    }
    return -1;
  }

  /** As `firstValid`, where all nonces share their upper half. */
  #firstValidOfWord(from: number, to: number): number {
    const digits = Math.min(this.#template.difficulty, WORD_DIGITS);
    const shift = 32 - 4 * digits;
    for (let nonce = from; nonce < to; nonce++) {
      const turn = this.#turns.of(nonce);
      const hasher = this.#hashers[turn] ??= this.#hasherFor(turn);
      const mayBeValid = digits === 0 || hasher.firstWord(nonce | 0) >>> shift === 0;
      if (mayBeValid && this.#isValid(nonce)) return nonce;
    }
    return -1;
  }

  /** Checks with `node:crypto` what the own kernel has found to start with enough zeros. */
  #isValid(nonce: number): boolean {
    const { difficulty } = this.#template;
    const { miner } = this.#race.contestants[this.#turns.of(nonce)];
    const hash = headerHash({ ...this.#template, miner, nonce });
    if (!meetsDifficulty(hash, Math.min(difficulty, WORD_DIGITS))) {
      throw new Error(`The mining kernel and node:crypto disagree on the hash ${hash}`);
    }
    return meetsDifficulty(hash, difficulty);
  }

  #setUpper(upper: number): void {
    if (upper === this.#upper) return;
    this.#upper = upper;
    this.#hashers = [];
  }

  #hasherFor(turn: number): LastWordHasher {
    const { miner } = this.#race.contestants[turn];
    const header = headerBytes({ ...this.#template, miner, nonce: this.#upper * WORD });
    return new LastWordHasher(this.#midstate, header.subarray(64, 88));
  }
}
