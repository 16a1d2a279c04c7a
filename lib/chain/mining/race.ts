import { randomStream, uniform } from "../../random.ts";
import type { BlockHeader } from "../format/header.ts";

/** A miner in the race for one block. */
export interface Contestant {
  /** 1 … n; 0 mines the genesis block. It is part of the header, so miners search apart. */
  readonly miner: number;
  /** Hash power, in any unit: only the shares of the whole count. */
  readonly power: number;
}

/** Who tries when in the race for one block. */
export interface Race {
  /** At least one, in the order of their numbers. */
  readonly contestants: readonly Contestant[];
  /** Where the turns begin, a whole number 0 … 2^32 − 1. */
  readonly offset: number;
}

/** What a header holds before the race decides miner and nonce. */
export type RaceTemplate = Omit<BlockHeader, "miner" | "nonce">;

/** Who mines the genesis block: number 0, alone. */
export const GENESIS_RACE: Race = { contestants: [{ miner: 0, power: 1 }], offset: 0 };

/**
 * The race of one hour: the miners' powers, and where the turns begin, drawn uniformly.
 *
 * @param seed The run's seed.
 * @param step Hour of the scenario, from 0.
 * @param miners Number of miners.
 */
export function raceOfHour(seed: number, step: number, miners: number): Race {
  const offset = Math.floor(randomStream(seed, "turns", step).next() * 2 ** 32);
  return { contestants: contestantsOf(seed, step, miners), offset };
}

/**
 * The miners of one hour, each with a hash power U(0.1, 1.0).
 *
 * @param seed The run's seed.
 * @param step Hour of the scenario, from 0.
 * @param miners Number of miners. Further miners do not change the powers of the first.
 */
export function contestantsOf(seed: number, step: number, miners: number): Contestant[] {
  const stream = randomStream(seed, "mining", step);
  return Array.from({ length: miners }, (_, i) => ({
    miner: i + 1,
    power: uniform(stream, 0.1, 1),
  }));
}

/**
 * Whose turn each try of a race is.
 *
 * Tries are numbered in the order of time, and each is one miner's: on a circle divided among the
 * miners in proportion to their power, try k falls at offset + k·φ, φ being the golden section of
 * the circle (Weyl 1916; in 32-bit arithmetic as Knuth's Fibonacci hashing, TAOCP 3, §6.4). So the
 * miners' tries interleave evenly and in proportion to power. As the offset is drawn uniformly,
 * every single try is a miner's with a chance of exactly its share, and so is every win.
 */
export class Turns {
  /** Where on the circle each contestant's part ends, the last left out; ascending. */
  readonly #ends: Float64Array;
  readonly #offset: number;

  /** The turns of a race. */
  constructor({ contestants, offset }: Race) {
    this.#ends = new Float64Array(contestants.length - 1);
    this.#offset = offset;
    const total = contestants.reduce((sum, { power }) => sum + power, 0);
    let sum = 0;
    for (let i = 0; i < this.#ends.length; i++) {
      sum += contestants[i].power;
      this.#ends[i] = 2 ** 32 * sum / total;
    }
  }

  /** The position in the list of contestants of the one whose turn a try is. */
  of(attempt: number): number {
    const at = (this.#offset + Math.imul(attempt, GOLDEN_SECTION)) >>> 0;
    const ends = this.#ends;
    let low = 0, high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (at < ends[middle]) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** 2^32 divided by the golden ratio, rounded to an odd number: its multiples visit every place. */
const GOLDEN_SECTION = 0x9e3779b9;
