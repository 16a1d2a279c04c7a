const MULTIPLIER = 0xd256d193;
const WEYL = 0x9e3779b9;
const ROUNDS = 10;

/**
 * Random bits by place instead of by order: Philox2x32-10 of Salmon et al. (2011),
 * doi:10.1145/2063384.2063405. The same key and counter give the same bits, whoever asks and
 * whenever, so that a million members can have a sequence each without a generator each.
 *
 * @param key 32 bits: which experiment.
 * @param high Counter, 32 bits: whose sequence.
 * @param low Counter, 32 bits: which of its draws.
 * @param out Gets two draws, whole numbers from 0 to 2³² − 1.
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * const out = new Uint32Array(2);
 * philox(0, 0, 0, out); // the known answer that the authors publish with Random123
 * deepEqual([...out], [0xff1dae59, 0x6cd10df2]);
 * ```
 */
export function philox(key: number, high: number, low: number, out: Uint32Array): void {
  let k = key | 0, left = low | 0, right = high | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const productLow = Math.imul(MULTIPLIER, left);
    const productHigh = highBits(MULTIPLIER, left);
    left = productHigh ^ k ^ right;
    right = productLow;
    k = (k + WEYL) | 0;
  }
  out[0] = left;
  out[1] = right;
}

/** The upper 32 of the 64 bits of a product of two unsigned 32-bit numbers. */
function highBits(a: number, b: number): number {
  const a1 = a >>> 16, a0 = a & 0xffff, b1 = b >>> 16, b0 = b & 0xffff;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const carry = (middle & 0xffff) + a0 * b1;
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(carry / 65536)) | 0;
}
