import { createHash } from "node:crypto";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** A reproducible sequence of draws. Two streams of different names are independent. */
export interface RandomStream {
  /** The next draw, uniform in [0, 1). */
  next(): number;
}

/**
 * The stream of draws named by its purpose: `randomStream(42, "load", hour)`.
 *
 * The seed, the name and the keys are hashed (SHA-256) into the state of a xoroshiro128+
 * generator (Blackman & Vigna 2021, doi:10.1145/3460772), so a change in what one stream draws
 * never shifts another's draws. Draw once per prosumer in the order of their ids, needed or not:
 * prosumer 7 then sees the same chance in a community of 10 and of 10,000.
 *
 * @param seed The run's seed.
 * @param name What the draws are for.
 * @param keys Further coordinates of the stream, such as the step.
 * @example
 * ```ts
 * import { strictEqual as equal, notStrictEqual as notEqual } from "node:assert/strict";
 * equal(randomStream(42, "load", 3).next(), randomStream(42, "load", 3).next());
 * notEqual(randomStream(42, "load", 3).next(), randomStream(42, "bids", 3).next());
 * ```
 */
export function randomStream(seed: number, name: string, ...keys: number[]): RandomStream {
  const digest = createHash("sha256").update([seed, name, ...keys].join("/")).digest();
  const state = [0, 4, 8, 12].map((offset) => digest.readInt32BE(offset));
  const generator = xoroshiro128plusFromState(state);
  return { next: () => uniformFloat64(generator) };
}

/** A draw uniform in [low, high); `low` itself if the two are equal. */
export function uniform(stream: RandomStream, low: number, high: number): number {
  return low + (high - low) * stream.next();
}

/** A draw uniform over the integers low … high, both ends included. */
export function uniformInteger(stream: RandomStream, low: number, high: number): number {
  return low + Math.floor(stream.next() * (high - low + 1));
}

/** `count` of the items, drawn without replacement, in the order drawn (Fisher & Yates 1938). */
export function sample<T>(stream: RandomStream, items: readonly T[], count: number): T[] {
  if (count > items.length) {
    throw new RangeError(`Cannot draw ${count} of ${items.length} items without replacement`);
  }
  const pool = [...items];
  for (let i = 0; i < count; i++) {
    const j = uniformInteger(stream, i, pool.length - 1);
    [pool[i], pool[j]] = [pool[j], pool[i]];
  }
  return pool.slice(0, count);
}
