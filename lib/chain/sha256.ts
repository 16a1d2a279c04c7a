/**
 * SHA-256 (FIPS 180-4, doi:10.6028/NIST.FIPS.180-4) for mining only: it hashes block headers that
 * differ in nothing but their last word. Everything else is hashed by `node:crypto`, which also
 * checks every block found here.
 *
 * Four things make a try cheap. The first 64 bytes of a header are compressed once for all miners
 * (midstate). The first rounds and the words of the schedule that do not depend on the last word
 * are computed once per miner. Only the first word of the hash is computed. Four rounds are written
 * out, so that the working variables change places only every fourth round.
 */

/** First 32 bits of the fractional parts of the square roots of the first 8 primes (§5.3.3). */
const INITIAL_STATE = Int32Array.from(firstPrimes(8), (prime) => fractionBits(Math.sqrt(prime)));

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (§4.2.2). */
const ROUND_CONSTANTS = Int32Array.from(firstPrimes(64), (prime) => fractionBits(Math.cbrt(prime)));

/** Where in the second block the varying word stands. */
const VARYING = 6;

/** The first word of the schedule that depends on the varying word. */
const FIRST_DEPENDENT = 21;

/** Rounds done once: fewer than need be, so that the rest divides by four. */
const ROUNDS_BEFORE = 4;

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
  extendSchedule(schedule, 16, 64);
  const state = INITIAL_STATE.slice();
  rounds(state, schedule, 0, 64);
  for (let i = 0; i < 8; i++) state[i] += INITIAL_STATE[i];
  return state;
}

/** Hashes messages of 92 bytes that differ only in their last four. */
export class LastWordHasher {
  readonly #schedule = new Int32Array(64);
  /** The first word of the midstate, added to the last round's result. */
  readonly #feedForward: number;
  /** The working variables after the rounds done once. */
  readonly #start: Int32Array;

  /**
   * Does what does not depend on the last four bytes.
   *
   * @param midstate State after the message's first 64 bytes; see {@linkcode midstateOf}.
   * @param tail The 24 bytes between those and the varying word.
   * @throws {RangeError} If they are not 24.
   */
  constructor(midstate: Int32Array, tail: Uint8Array) {
    const w = this.#schedule;
    w.set(wordsOf(tail, 4 * VARYING));
    w[VARYING + 1] = 0x80000000;
    w[15] = 8 * 92;
    extendSchedule(w, 16, FIRST_DEPENDENT);
    this.#feedForward = midstate[0];
    this.#start = midstate.slice();
    rounds(this.#start, w, 0, ROUNDS_BEFORE);
  }

  /** The first 32 bits of the hash, signed, with `lastWord` as the message's last four bytes. */
  firstWord(lastWord: number): number {
    const w = this.#schedule, k = ROUND_CONSTANTS, start = this.#start;
    w[VARYING] = lastWord;
    extendSchedule(w, FIRST_DEPENDENT, 64);
    // Choice and majority are written out: with more calls, V8 no longer inlines them all.
    let a = start[0], b = start[1], c = start[2], d = start[3];
    let e = start[4], f = start[5], g = start[6], h = start[7];
    for (let t = ROUNDS_BEFORE; t < 64; t += 4) {
      h = (h + sum1(e) + (g ^ e & (f ^ g)) + k[t] + w[t]) | 0;
      d = (d + h) | 0;
      h = (h + sum0(a) + (a & b | c & (a | b))) | 0;
      g = (g + sum1(d) + (f ^ d & (e ^ f)) + k[t + 1] + w[t + 1]) | 0;
      c = (c + g) | 0;
      g = (g + sum0(h) + (h & a | b & (h | a))) | 0;
      f = (f + sum1(c) + (e ^ c & (d ^ e)) + k[t + 2] + w[t + 2]) | 0;
      b = (b + f) | 0;
      f = (f + sum0(g) + (g & h | a & (g | h))) | 0;
      e = (e + sum1(b) + (d ^ b & (c ^ d)) + k[t + 3] + w[t + 3]) | 0;
      a = (a + e) | 0;
      e = (e + sum0(f) + (f & g | h & (f | g))) | 0;
      const p = a, q = b, r = c, s = d;
      a = e, b = f, c = g, d = h, e = p, f = q, g = r, h = s;
    }
    return (this.#feedForward + a) | 0;
  }
}

/** Words `from` … `to − 1` of the message schedule (§6.2.2, step 1). */
function extendSchedule(w: Int32Array, from: number, to: number): void {
  for (let t = from; t < to; t++) {
    const x = w[t - 15], y = w[t - 2];
    w[t] = (w[t - 16] + w[t - 7] +
      ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) +
      ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10)) | 0;
  }
}

/** Rounds `from` … `to − 1` (§6.2.2, step 3) on the eight working variables. */
function rounds(state: Int32Array, w: Int32Array, from: number, to: number): void {
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = from; t < to; t++) {
    const t1 = (h + sum1(e) + choose(e, f, g) + ROUND_CONSTANTS[t] + w[t]) | 0;
    const t2 = (sum0(a) + majority(a, b, c)) | 0;
    h = g, g = f, f = e, e = (d + t1) | 0;
    d = c, c = b, b = a, a = (t1 + t2) | 0;
  }
  state.set([a, b, c, d, e, f, g, h]);
}

function sum0(x: number): number {
  return (x >>> 2 | x << 30) ^ (x >>> 13 | x << 19) ^ (x >>> 22 | x << 10);
}

function sum1(x: number): number {
  return (x >>> 6 | x << 26) ^ (x >>> 11 | x << 21) ^ (x >>> 25 | x << 7);
}

function choose(x: number, y: number, z: number): number {
  return z ^ x & (y ^ z);
}

function majority(x: number, y: number, z: number): number {
  return x & y | z & (x | y);
}

/** Big-endian words of bytes. */
function wordsOf(bytes: Uint8Array, length: number): Int32Array {
  if (bytes.length !== length) {
    throw new RangeError(`${length} bytes of the message go here, found ${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(4 * i));
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return primes;
}

function fractionBits(x: number): number {
  return Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;
}
