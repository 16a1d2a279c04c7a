import { type BlockHeader, headerHash } from "./header.ts";
import { NonceSearch } from "./nonce_search.ts";
import type { Race, RaceTemplate } from "./mining.ts";

/** A header whose hash meets its difficulty. */
export interface Mined {
  readonly header: BlockHeader;
  /** The block hash, hex. */
  readonly hash: string;
  /** Tries of all miners up to the winning one, this included. */
  readonly hashesTried: number;
}

/**
 * Holds the race for a block in proof of work (Nakamoto 2008): the miners try the nonces of their
 * own headers in turns, in proportion to their power, and the first valid hash wins.
 *
 * @param sliceTries Tries between two reports of progress; it never changes the result.
 */
export function mine(template: RaceTemplate, race: Race, sliceTries: number = 2 ** 18): Mined {
  const search = new NonceSearch(template, race);
  for (let from = 0;; from += sliceTries) {
    const nonce = search.firstValid(from, from + sliceTries);
    if (nonce >= 0) return minedAt(template, search.minerOf(nonce), nonce);
  }
}

/** The block header that a miner's nonce completes. */
export function minedAt(template: RaceTemplate, miner: number, nonce: number): Mined {
  const header = { ...template, miner, nonce };
  return { header, hash: headerHash(header), hashesTried: nonce + 1 };
}
