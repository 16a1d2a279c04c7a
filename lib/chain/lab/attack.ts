import type { RandomStream } from "../../random.ts";
import { NO_HASH } from "../format/header.ts";
import { mine } from "../mining/proof_of_work.ts";

/**
 * The chance that a forger who holds a share of all hash power ever catches up from `behind` blocks
 * behind: the gambler's ruin, (q/p)^z (Feller 1957; Nakamoto 2008, §11).
 *
 * @param share q, 0 … 1.
 * @param behind z, a whole number from 0.
 */
export function catchUpFrom(share: number, behind: number): number {
  return share >= 0.5 ? 1 : (share / (1 - share)) ** behind;
}

/**
 * The chance that a forger replaces a block on which the honest have built until it is `depth`
 * blocks deep, by Nakamoto's formula (2008, §11, https://bitcoin.org/bitcoin.pdf). It takes the
 * forger's progress meanwhile for a Poisson variable, as if the honest had needed exactly the
 * expected time.
 *
 * @param share q, the forger's share of all hash power, 0 … 1.
 * @param depth z, a whole number from 0.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(nakamotoSuccess(0.1, 5).toFixed(7), "0.0009137");
 * ```
 */
export function nakamotoSuccess(share: number, depth: number): number {
  if (share >= 0.5) return 1;
  const expected = depth * share / (1 - share);
  let poisson = Math.exp(-expected);
  let failure = 0;
  for (let k = 0; k <= depth; k++) {
    if (k > 0) poisson *= expected / k;
    failure += poisson * (1 - catchUpFrom(share, depth - k));
  }
  return 1 - failure;
}

/**
 * As {@linkcode nakamotoSuccess} without its simplification: the forger's progress is negative
 * binomial, as each block is the forger's with a chance of q (Rosenfeld 2014, arXiv:1402.2009, §4).
 */
export function exactSuccess(share: number, depth: number): number {
  if (share >= 0.5) return 1;
  const honest = 1 - share;
  let progress = honest ** depth;
  let failure = 0;
  for (let m = 0; m <= depth; m++) {
    if (m > 0) progress *= share * (depth + m - 1) / m;
    failure += progress * (1 - catchUpFrom(share, depth - m));
  }
  return 1 - failure;
}

/** Beyond this chance of catching up, a race is given up as lost. */
const HOPELESS = 1e-12;

/**
 * The share of races that a forger wins, block by block: first until the honest have built `depth`
 * blocks, then until the forger has drawn level or is hopelessly behind.
 *
 * @param share q, the forger's share of all hash power, below 0.5.
 * @param races How many are run.
 */
export function simulatedSuccess(
  share: number,
  depth: number,
  races: number,
  stream: RandomStream,
): number {
  if (!(share < 0.5)) {
    throw new RangeError(
      `A share of hash power below 0.5 is needed, as others always win; found ${share}`,
    );
  }
  let won = 0;
  for (let race = 0; race < races; race++) {
    let behind = 0;
    for (let honest = 0; honest < depth;) {
      if (stream.next() < share) behind -= 1;
      else honest += 1, behind += 1;
    }
    while (behind > 0 && catchUpFrom(share, behind) > HOPELESS) {
      behind += stream.next() < share ? -1 : 1;
    }
    if (behind <= 0) won += 1;
  }
  return won / races;
}

/**
 * The hashes that a forger alone tries to replace a block and all later ones: each stands on the
 * hash of the one before, so none of the honest work can be used again.
 *
 * @param blocks How many blocks are mined anew, the forged one included.
 * @param forgery Tells one forgery from another.
 */
export function rewritingWork(difficulty: number, blocks: number, forgery: number): number {
  let previousHash = NO_HASH;
  let hashesTried = 0;
  for (let index = 0; index < blocks; index++) {
    const template = { previousHash, merkleRoot: NO_HASH, index, timestamp: forgery, difficulty };
    const mined = mine(template, { contestants: [{ miner: 1, power: 1 }], offset: 0 });
    previousHash = mined.hash;
    hashesTried += mined.hashesTried;
  }
  return hashesTried;
}
