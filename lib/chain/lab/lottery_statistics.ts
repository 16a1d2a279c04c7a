import { createHash } from "node:crypto";
import { signatureOf } from "../format/signature.ts";
import { drawn, lotteryNumber, nextSeed, revealMessage } from "../stake/lottery.ts";
import { stakesOf, validatorKey } from "../stake/validators.ts";
import type { ShareClass } from "./race_statistics.ts";

/** What is drawn for, and how often. */
export interface LotterySeries {
  /** Of the stakes, the keys and the first seed of the lottery. */
  readonly seed: number;
  /** How many blocks are drawn. */
  readonly blocks: number;
  /** Among how many validators. */
  readonly validators: number;
}

/**
 * Draws the proposers of blocks of no chain, each seed from the reveal before it as on a chain, and
 * counts which shares of the stakes were drawn. A validator's chance is its share, so `won` scatters
 * around `expected`.
 *
 * @param classes Into how many classes of equal size the validators are put, by stake; those with
 * the smallest stakes come first.
 */
export function proposalsByStake(
  { seed, blocks, validators }: LotterySeries,
  classes: number,
): ShareClass[] {
  const stakes = stakesOf(seed, validators);
  const keys = stakes.map((_, i) => validatorKey(seed, i + 1));
  const proposals = new Uint32Array(validators);
  let current: Uint8Array = createHash("sha256").update(`${seed}/draws`).digest();
  for (let index = 1; index <= blocks; index++) {
    const proposer = drawn(stakes, lotteryNumber(current));
    proposals[proposer] += 1;
    const reveal = signatureOf(revealMessage(current, index), keys[proposer]);
    current = nextSeed(current, reveal);
  }
  const total = stakes.reduce((sum, stake) => sum + stake, 0);
  const order = stakes.map((_, i) => i).sort((a, b) => stakes[a] - stakes[b]);
  return Array.from({ length: classes }, (_, k) => {
    const place = (edge: number) => Math.round(edge * validators / classes);
    const members = order.slice(place(k), place(k + 1));
    const share = members.reduce((sum, i) => sum + stakes[i], 0) / total;
    const won = members.reduce((sum, i) => sum + proposals[i], 0);
    return { count: members.length, share: share / members.length, won, expected: share * blocks };
  });
}
