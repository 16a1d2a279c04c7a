import { type BlockHeader, headerHash } from "../format/header.ts";
import { type Race, type RaceTemplate, Turns } from "./race.ts";
import { NonceSearch } from "./nonce_search.ts";

/** A header whose hash meets its difficulty. */
export interface Mined {
  /** The header with miner and nonce. */
  readonly header: BlockHeader;
  /** The block hash, hex. */
  readonly hash: string;
  /** Tries of all miners up to the winning one, this included. */
  readonly hashesTried: number;
}

/**
 * Holds the race for a block in proof of work (Nakamoto 2008): the miners try the nonces of their
 * own headers in turns, in proportion to their power, and the first valid hash wins.
 */
export function mine(template: RaceTemplate, race: Race): Mined {
  const nonce = new NonceSearch(template, race).firstValid(0, Number.MAX_SAFE_INTEGER);
  return minedAt(template, race, nonce);
}

/** The block header that a try of a race completes. */
export function minedAt(template: RaceTemplate, race: Race, nonce: number): Mined {
  const { miner } = race.contestants[new Turns(race).of(nonce)];
  const header = { ...template, miner, nonce };
  return { header, hash: headerHash(header), hashesTried: nonce + 1 };
}
