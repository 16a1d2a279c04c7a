import { type BlockHeader, headerBytes, headerHash, meetsDifficulty } from "./header.ts";
import { LastWordHasher } from "./sha256.ts";

/** A header whose nonce is still to be found. */
export type HeaderTemplate = Omit<BlockHeader, "nonce">;

const WORD = 2 ** 32;

/** Searches the nonces of one header; a try costs one compression of SHA-256. */
export class NonceSearch {
  readonly #template: HeaderTemplate;
  #hasher: LastWordHasher;
  /** Upper half of the nonces that the hasher is made for. */
  #upper = 0;

  constructor(template: HeaderTemplate) {
    this.#template = template;
    this.#hasher = hasherFor(template, 0);
  }

  /**
   * The first nonce of `from` … `to − 1` whose block hash meets the difficulty, or −1.
   *
   * @throws {Error} If `node:crypto` finds another hash than the own kernel.
   */
  firstValid(from: number, to: number): number {
    for (let nonce = from; nonce < to;) {
      const upper = Math.floor(nonce / WORD);
      if (upper !== this.#upper) {
        this.#hasher = hasherFor(this.#template, upper);
        this.#upper = upper;
      }
      const end = Math.min(to, (upper + 1) * WORD);
      const found = this.#firstValidInWord(nonce, end);
      if (found >= 0) return found;
      nonce = end;
    }
    return -1;
  }

  /** As `firstValid`, where all nonces share their upper half. */
  #firstValidInWord(from: number, to: number): number {
    const hasher = this.#hasher;
    const digits = Math.min(this.#template.difficulty, 8);
    const shift = 32 - 4 * digits;
    for (let nonce = from; nonce < to; nonce++) {
      const mayBeValid = digits === 0 || hasher.firstWord(nonce | 0) >>> shift === 0;
      if (mayBeValid && this.#isValid(nonce)) return nonce;
    }
    return -1;
  }

  /** Checks with `node:crypto` what the own kernel has found to start with enough zeros. */
  #isValid(nonce: number): boolean {
    const { difficulty } = this.#template;
    const hash = headerHash({ ...this.#template, nonce });
    if (!meetsDifficulty(hash, Math.min(difficulty, 8))) {
      throw new Error(`The mining kernel and node:crypto disagree on the hash ${hash}`);
    }
    return meetsDifficulty(hash, difficulty);
  }
}

function hasherFor(template: HeaderTemplate, upper: number): LastWordHasher {
  return new LastWordHasher(headerBytes({ ...template, nonce: upper * WORD }));
}
