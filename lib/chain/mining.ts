import { randomStream, uniform } from "../random.ts";
import { type BlockHeader, headerHash } from "./header.ts";
import { type HeaderTemplate, NonceSearch } from "./nonce_search.ts";

/** A miner in the race for one block. */
export interface Contestant {
  /** 1 … n; 0 mines the genesis block. It is part of the header, so miners search apart. */
  readonly miner: number;
  /** Hash power: tries per unit of virtual time. */
  readonly power: number;
  /** When its first try arrives, in tries: [0, 1). */
  readonly phase: number;
}

/** What a header holds before the race decides miner and nonce. */
export type RaceTemplate = Omit<HeaderTemplate, "miner">;

/** How a race ended. */
export interface RaceResult {
  readonly header: BlockHeader;
  /** The block hash, hex. */
  readonly hash: string;
  /** Tries of all miners up to the winning one, this included. */
  readonly hashesTried: number;
  /** When the winning try arrived, in virtual time. */
  readonly time: number;
}

/** A valid hash that a contestant has found, and when it arrives. */
interface Find {
  readonly contestant: Contestant;
  readonly nonce: number;
  readonly time: number;
}

/** How a miner is named: `Miner_Node_1`. */
export function minerName(miner: number): string {
  return `Miner_Node_${miner}`;
}

/**
 * The miners of one hour with their hash powers, U(0.1, 1.0), and phases, U(0, 1).
 *
 * @param seed The run's seed.
 * @param step Hour of the scenario, from 0.
 * @param count Number of miners.
 */
export function contestantsOf(seed: number, step: number, count: number): Contestant[] {
  const stream = randomStream(seed, "mining", step);
  return Array.from({ length: count }, (_, i) => ({
    miner: i + 1,
    power: uniform(stream, 0.1, 1),
    phase: stream.next(),
  }));
}

/**
 * The race for a block in proof of work (Nakamoto 2008): every miner tries the nonces 0, 1, 2 … of
 * its own header, and the first valid hash wins.
 *
 * Time is virtual: the try with nonce k of a miner arrives at (k + phase) / power. The earliest
 * valid hash wins, at equal times the one of the lower number. So a miner wins in proportion to
 * its power, and the result depends on neither the speed of the machine nor the slices of time in
 * which the race is computed.
 *
 * @param contestants At least one, in the order of their numbers.
 * @param sliceTries Tries of all miners per slice; it changes the time taken, never the result.
 */
export function race(
  template: RaceTemplate,
  contestants: readonly Contestant[],
  sliceTries: number = defaultSlice(template.difficulty),
): RaceResult {
  const searches = contestants.map(({ miner }) => new NonceSearch({ ...template, miner }));
  const slice = sliceTries / totalPower(contestants);
  for (let n = 0;; n++) {
    let best: Find | undefined;
    for (const [i, contestant] of contestants.entries()) {
      const from = triesBefore(contestant, n * slice);
      const to = triesBefore(contestant, best?.time ?? (n + 1) * slice);
      const nonce = searches[i].firstValid(from, to);
      if (nonce >= 0) best = { contestant, nonce, time: timeOf(contestant, nonce) };
    }
    if (best) return conclude(template, contestants, best);
  }
}

/** Tries in a slice: small beside the expected number, so that little is searched in vain. */
export function defaultSlice(difficulty: number): number {
  return Math.max(16, Math.min(16 ** difficulty / 8, 2 ** 20));
}

/** The power of all contestants: tries per unit of virtual time. */
export function totalPower(contestants: readonly Contestant[]): number {
  return contestants.reduce((sum, { power }) => sum + power, 0);
}

/** How many tries of a contestant arrive before an instant: its nonces 0 … result − 1. */
export function triesBefore(contestant: Contestant, time: number): number {
  let tries = Math.max(0, Math.ceil(time * contestant.power - contestant.phase));
  while (tries > 0 && timeOf(contestant, tries - 1) >= time) tries -= 1;
  while (timeOf(contestant, tries) < time) tries += 1;
  return tries;
}

/** When a contestant's try of a nonce arrives, in virtual time. */
export function timeOf({ power, phase }: Contestant, nonce: number): number {
  return (nonce + phase) / power;
}

/** The result of a race, given the earliest valid hash. */
export function conclude(
  template: RaceTemplate,
  contestants: readonly Contestant[],
  { contestant, nonce, time }: Find,
): RaceResult {
  const header = { ...template, miner: contestant.miner, nonce };
  let hashesTried = 0;
  for (const other of contestants) {
    hashesTried += triesBefore(other, time);
    const sameInstant = timeOf(other, triesBefore(other, time)) === time;
    if (sameInstant && other.miner <= contestant.miner) hashesTried += 1;
  }
  return { header, hash: headerHash(header), hashesTried, time };
}
