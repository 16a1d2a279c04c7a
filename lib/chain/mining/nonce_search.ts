import { expectedHashes, headerBytes, headerHash, meetsDifficulty } from "../format/header.ts";
import { type Race, type RaceTemplate, Turns } from "./race.ts";
import { LastWordHasher, midstateOf } from "../sha256/last_word.ts";

const WORD = 2 ** 32;

/** Digits of a hash in its first word, which is all that the kernel computes. */
const WORD_DIGITS = 8;

/** Most tries between two looks at what was found. */
const LONGEST_BATCH = 8192;

/**
 * Tries the nonces of a race in the order of time; a try costs one compression of SHA-256.
 *
 * Try k is the nonce k of the miner whose turn it is, so a nonce also tells how many hashes were
 * tried before it. Tries are made in batches, miner by miner, as the kernel hashes several headers
 * of one miner at once; of the valid nonces in a batch the lowest counts.
 */
export class NonceSearch {
  readonly #template: RaceTemplate;
  readonly #race: Race;
  readonly #turns: Turns;
  readonly #midstate: Int32Array;
  /** Small beside the tries to be expected, so that little is tried in vain. */
  readonly #batch: number;
  /** By contestant, made when its first turn comes. */
  #hashers: (LastWordHasher | undefined)[] = [];
  /** By contestant, the lower halves of its nonces in the batch. */
  readonly #nonces: number[][] = [];
  /** Upper half of the nonces that the hashers are made for. */
  #upper = 0;

  /** A search for the nonce that completes a header, by the miners of a race. */
  constructor(template: RaceTemplate, race: Race) {
    this.#template = template;
    this.#race = race;
    this.#turns = new Turns(race);
    this.#midstate = midstateOf(headerBytes({ ...template, miner: 0, nonce: 0 }).subarray(0, 64));
    this.#batch = Math.max(16, Math.min(expectedHashes(template.difficulty) / 8, LONGEST_BATCH));
  }

  /**
   * The first nonce of `from` … `to − 1` whose block hash meets the difficulty, or −1.
   *
   * @throws {Error} If `node:crypto` finds another hash than the own kernel.
   */
  firstValid(from: number, to: number): number {
    for (let nonce = from; nonce < to;) {
      this.#setUpper(Math.floor(nonce / WORD));
      const end = Math.min(to, nonce + this.#batch, (this.#upper + 1) * WORD);
      const found = this.#candidates(nonce, end).find((candidate) => this.#isValid(candidate));
      if (found !== undefined) return found;
      nonce = end;
    }
    return -1;
  }

  /** The nonces of a batch whose hashes start with enough zeros, as far as the kernel sees. */
  #candidates(from: number, to: number): number[] {
    const digits = Math.min(this.#template.difficulty, WORD_DIGITS);
    if (digits === 0) return [from];
    const shift = 32 - 4 * digits;
    const found: number[] = [];
    for (const turn of this.#shareOut(from, to)) {
      const nonces = this.#nonces[turn];
      const hasher = this.#hashers[turn] ??= this.#hasherFor(turn);
      const words = hasher.firstWords(nonces);
      for (let i = 0; i < words.length; i++) {
        if (words[i] >>> shift === 0) found.push(this.#upper * WORD + (nonces[i] >>> 0));
      }
      nonces.length = 0;
    }
    return found.sort((one, other) => one - other);
  }

  /** Gives each try of a batch to the contestant whose turn it is, and names those with any. */
  #shareOut(from: number, to: number): number[] {
    const busy: number[] = [];
    for (let nonce = from; nonce < to; nonce++) {
      const turn = this.#turns.of(nonce);
      const nonces = this.#nonces[turn] ??= [];
      if (nonces.length === 0) busy.push(turn);
      nonces.push(nonce | 0);
    }
    return busy;
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
