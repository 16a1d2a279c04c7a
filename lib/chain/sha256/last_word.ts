/**
 * SHA-256 (FIPS 180-4, doi:10.6028/NIST.FIPS.180-4) for mining only: it hashes block headers that
 * differ in nothing but their last word. Everything else is hashed by `node:crypto`, which also
 * checks every block found here.
 *
 * Four things make a try cheap. The first 64 bytes of a header are compressed once for all miners
 * (midstate). What does not depend on the last word, rounds and terms of the schedule, is computed
 * once per miner. Only the first word of the hash is computed. Four headers are hashed at a time.
 */
import { INITIAL_STATE, ROUND_CONSTANTS } from "./constants.ts";
import {
  LAST_MIXED,
  lastWordKernel,
  memoryLayout,
  ROUNDS_BEFORE,
  varies,
  VARYING,
} from "./last_word_kernel.ts";
import type { Kernel } from "./vector_code.ts";

/**
 * The state of SHA-256 after the first 64 bytes of a message.
 *
 * @param block 64 bytes.
 * @returns 8 words.
 * @throws {RangeError} If there are not 64 bytes.
 */
export function midstateOf(block: Uint8Array): Int32Array {
  const schedule = new Int32Array(64);
  schedule.set(wordsOf(block, 64));
  for (let t = 16; t < 64; t++) schedule[t] = scheduleWord(schedule, t, () => true);
  const state = INITIAL_STATE.slice();
  rounds(state, schedule, 64);
  for (let i = 0; i < 8; i++) state[i] += INITIAL_STATE[i];
  return state;
}

/** Hashes messages of 92 bytes that differ only in their last four. */
export class LastWordHasher {
  /** What the kernel's memory holds before the lanes. */
  readonly #constants = new Int32Array(memoryLayout.lanes / 4);

  /**
   * Does what does not depend on the last four bytes.
   *
   * @param midstate State after the message's first 64 bytes; see {@linkcode midstateOf}.
   * @param tail The 24 bytes between those and the varying word.
   * @throws {RangeError} If they are not 24.
   */
  constructor(midstate: Int32Array, tail: Uint8Array) {
    const w = new Int32Array(64);
    w.set(wordsOf(tail, 4 * VARYING));
    w[VARYING + 1] = 0x80000000;
    w[15] = 8 * 92;
    const isCommon = (t: number) => !varies(t);
    for (let t = 16; t <= LAST_MIXED; t++) w[t] = scheduleWord(w, t, isCommon);

    const start = midstate.slice();
    rounds(start, w, ROUNDS_BEFORE);
    this.#constants.set(start, memoryLayout.start / 4);
    this.#constants[memoryLayout.feedForward / 4] = midstate[0];
    this.#constants.set(w.subarray(0, LAST_MIXED + 1), memoryLayout.schedule / 4);
    for (let t = 0; t < 64; t++) {
      this.#constants[memoryLayout.rounds / 4 + t] = ROUND_CONSTANTS[t] + (varies(t) ? 0 : w[t]);
    }
  }

  /**
   * The first 32 bits of the hashes, signed, of messages with these words as their last four bytes.
   *
   * @param lastWords At most 16,240.
   * @returns As many words. They are overwritten by the next call.
   */
  firstWords(lastWords: ArrayLike<number>): Int32Array {
    const { memory, run } = kernel ??= lastWordKernel();
    const words = lanes ??= new Int32Array(memory.buffer);
    words.set(this.#constants);
    words.set(lastWords, memoryLayout.lanes / 4);
    run(4 * lastWords.length);
    return words.subarray(memoryLayout.lanes / 4, memoryLayout.lanes / 4 + lastWords.length);
  }
}

/** The kernel of this thread, made at its first use, and its memory. */
let kernel: Kernel<[bytes: number]> | undefined;
let lanes: Int32Array | undefined;

/** Word t of the message schedule (§6.2.2, step 1), or the sum of its terms that are common. */
function scheduleWord(w: Int32Array, t: number, isCommon: (t: number) => boolean): number {
  const x = w[t - 15], y = w[t - 2];
  const sigma0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
  const sigma1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
  return (isCommon(t - 16) ? w[t - 16] : 0) + (isCommon(t - 7) ? w[t - 7] : 0) +
    (isCommon(t - 15) ? sigma0 : 0) + (isCommon(t - 2) ? sigma1 : 0);
}

/** The first rounds (§6.2.2, step 3) on the eight working variables. */
function rounds(state: Int32Array, w: Int32Array, count: number): void {
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < count; t++) {
    const sum1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
    const sum0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
    const t1 = (h + sum1 + (e & f ^ ~e & g) + ROUND_CONSTANTS[t] + w[t]) | 0;
    const t2 = (sum0 + (a & b ^ a & c ^ b & c)) | 0;
    h = g, g = f, f = e, e = (d + t1) | 0;
    d = c, c = b, b = a, a = (t1 + t2) | 0;
  }
  state.set([a, b, c, d, e, f, g, h]);
}

/** Big-endian words of bytes. */
function wordsOf(bytes: Uint8Array, length: number): Int32Array {
  if (bytes.length !== length) {
    throw new RangeError(`${length} bytes of the message go here, found ${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: length / 4 }, (_, i) => view.getInt32(4 * i));
}
