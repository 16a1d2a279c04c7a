import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

const BITS_OF_A_DRAW = 53;

/**
 * The lottery number of a block, in [0, 1): the first 53 bits of the seed before it.
 *
 * @param seed 32 bytes.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(lotteryNumber(Uint8Array.of(0x40, ...new Uint8Array(31))), 0.25);
 * ```
 */
export function lotteryNumber(seed: Uint8Array): number {
  const view = new DataView(seed.buffer, seed.byteOffset, 8);
  return Number(view.getBigUint64(0) >> BigInt(64 - BITS_OF_A_DRAW)) / 2 ** BITS_OF_A_DRAW;
}

/**
 * Whose the block is: the stakes lie end to end on a line, in the order of the validators, and the
 * number times their sum falls into one of them.
 *
 * Sums are taken from the first to the last, in double precision, so that everyone gets the same.
 *
 * @param stakes Above 0, at least one.
 * @param number From {@linkcode lotteryNumber}.
 * @returns Place in the list, from 0.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(drawn([1, 2, 1], 0.24), 0);
 * equal(drawn([1, 2, 1], 0.25), 1);
 * ```
 */
export function drawn(stakes: readonly number[], number: number): number {
  const target = number * stakes.reduce((sum, stake) => sum + stake, 0);
  let end = 0;
  for (let i = 0; i < stakes.length - 1; i++) {
    end += stakes[i];
    if (target < end) return i;
  }
  return stakes.length - 1;
}

/**
 * What the chosen validator of a block signs to reveal the next seed: the seed before the block, 32
 * bytes, and the block's index, 4 bytes big-endian.
 */
export function revealMessage(seed: Uint8Array, index: number): Uint8Array {
  const message = new Uint8Array(36);
  message.set(seed);
  new DataView(message.buffer).setUint32(32, index);
  return message;
}

/** The first seed: the hash of the genesis block, 32 bytes. */
export function firstSeed(genesisHash: string): Uint8Array {
  return Uint8Array.fromHex(genesisHash);
}

/**
 * The seed after a block: SHA-256 of the seed before it and the 64 bytes of the reveal.
 *
 * @param reveal base64url.
 */
export function nextSeed(seed: Uint8Array, reveal: string): Uint8Array {
  return createHash("sha256").update(seed).update(Buffer.from(reveal, "base64url")).digest();
}
