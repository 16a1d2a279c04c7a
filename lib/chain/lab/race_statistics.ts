import { randomStream } from "../../random.ts";
import { NO_HASH } from "../format/header.ts";
import { leafHash } from "../format/merkle.ts";
import { raceOfHour, type RaceTemplate } from "../mining/race.ts";
import { mine } from "../mining/proof_of_work.ts";

/** What is raced for, and how often. */
export interface RaceSeries {
  /** Of all chance. */
  readonly seed: number;
  /** How many. */
  readonly races: number;
  /** Who race, 1 … n. */
  readonly miners: number;
  /** Zeros that a hash must begin with. */
  readonly difficulty: number;
}

/** How miners of about the same share of the power did. */
export interface ShareClass {
  /** Miners that took part, counted anew in every race. */
  readonly count: number;
  /** Mean share of the power, 0 … 1. */
  readonly share: number;
  /** Blocks won. */
  readonly won: number;
  /** Blocks that the power was worth: the sum of the shares. */
  readonly expected: number;
}

/**
 * Holds races for blocks of no chain, with powers drawn anew for each, and counts which shares of
 * the power won. In a fair race a miner's chance is its share, so `won` scatters around `expected`.
 *
 * @param classes Into how many classes of equal size the miners are put, by share.
 */
export function winsByShare(
  { seed, races, miners, difficulty }: RaceSeries,
  classes: number,
): ShareClass[] {
  const entries: { share: number; won: number }[] = [];
  for (let step = 0; step < races; step++) {
    const race = raceOfHour(seed, step, miners);
    const winner = mine(templateOf(seed, step, difficulty), race).header.miner;
    const total = race.contestants.reduce((sum, { power }) => sum + power, 0);
    for (const { miner, power } of race.contestants) {
      entries.push({ share: power / total, won: miner === winner ? 1 : 0 });
    }
  }
  entries.sort((a, b) => a.share - b.share);
  return Array.from({ length: classes }, (_, k) => {
    const place = (edge: number) => Math.round(edge * entries.length / classes);
    const members = entries.slice(place(k), place(k + 1));
    const expected = members.reduce((sum, { share }) => sum + share, 0);
    const won = members.reduce((sum, entry) => sum + entry.won, 0);
    return { count: members.length, share: expected / members.length, won, expected };
  });
}

/**
 * Mean number of hashes that a block takes, 16^difficulty in the long run.
 *
 * @param series `blocks` is how many are mined.
 */
export function meanTries(
  { seed, difficulty, blocks }: {
    readonly seed: number;
    readonly difficulty: number;
    readonly blocks: number;
  },
): number {
  let tries = 0;
  for (let step = 0; step < blocks; step++) {
    const race = raceOfHour(seed, step, 10);
    tries += mine(templateOf(seed, step, difficulty), race).hashesTried;
  }
  return tries / blocks;
}

/** A header over made-up trades. */
function templateOf(seed: number, step: number, difficulty: number): RaceTemplate {
  const merkleRoot = leafHash(String(randomStream(seed, "made-up trades", step).next()));
  return { previousHash: NO_HASH, merkleRoot, index: 1, timestamp: step, difficulty };
}
