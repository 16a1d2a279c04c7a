/**
 * SHA-256 (FIPS 180-4, doi:10.6028/NIST.FIPS.180-4) for mining only: it hashes block headers that
 * differ in nothing but their last word. Everything else is hashed by `node:crypto`, which also
 * checks every block found here.
 *
 * Four things make a try cheap. The first 64 bytes of a header are compressed once (midstate). The
 * rounds before the last word enters, and the words of the schedule that do not depend on it, are
 * computed once. Only the first word of the hash is computed. Four rounds are written out, so that
 * the working variables change places only every fourth round.
 */

/** First 32 bits of the fractional parts of the square roots of the first 8 primes (§5.3.3). */
const INITIAL_STATE = Int32Array.from(firstPrimes(8), (prime) => fractionBits(Math.sqrt(prime)));

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (§4.2.2). */
const ROUND_CONSTANTS = Int32Array.from(firstPrimes(64), (prime) => fractionBits(Math.cbrt(prime)));

/** Bytes of a message before its second block. */
const FIRST_BLOCK = 64;

/** Where in the second block the varying word stands: bytes 88 … 91 of the message. */
const VARYING = 6;

/** The first word of the schedule that depends on the varying word. */
const FIRST_DEPENDENT = 21;

/** Hashes messages of 92 bytes that differ only in their last four. */
export class LastWordHasher {
  readonly #schedule = new Int32Array(64);
  /** The first word of the midstate, added to the last round's result. */
  readonly #feedForward: number;
  /** The working variables after the rounds before the varying word. */
  readonly #prefix: Int32Array;

  /** @param message 92 bytes; the last four are ignored. */
  constructor(message: Uint8Array) {
    if (message.length !== FIRST_BLOCK + 4 * (VARYING + 1)) {
      throw new RangeError(`A message of 92 bytes is hashed here, found ${message.length}`);
    }
    const padded = new DataView(new ArrayBuffer(2 * FIRST_BLOCK));
    new Uint8Array(padded.buffer).set(message);
    padded.setUint8(message.length, 0x80);
    padded.setUint32(2 * FIRST_BLOCK - 4, 8 * message.length);
    const words = Int32Array.from({ length: 32 }, (_, i) => padded.getInt32(4 * i));

    const w = this.#schedule;
    w.set(words.subarray(0, 16));
    extendSchedule(w, 16, 64);
    const midstate = INITIAL_STATE.slice();
    rounds(midstate, w, 0, 64);
    for (let i = 0; i < 8; i++) midstate[i] += INITIAL_STATE[i];

    w.set(words.subarray(16));
    extendSchedule(w, 16, FIRST_DEPENDENT);
    this.#feedForward = midstate[0];
    this.#prefix = midstate;
    rounds(this.#prefix, w, 0, VARYING);
  }

  /** The first 32 bits of the hash, signed, with `lastWord` as the message's last four bytes. */
  firstWord(lastWord: number): number {
    const w = this.#schedule, k = ROUND_CONSTANTS, start = this.#prefix;
    w[VARYING] = lastWord;
    extendSchedule(w, FIRST_DEPENDENT, 64);
    let a = start[0], b = start[1], c = start[2], d = start[3];
    let e = start[4], f = start[5], g = start[6], h = start[7];
    for (let t = VARYING; t < 62; t += 4) {
      h = (h + sum1(e) + choose(e, f, g) + k[t] + w[t]) | 0;
      d = (d + h) | 0;
      h = (h + sum0(a) + majority(a, b, c)) | 0;
      g = (g + sum1(d) + choose(d, e, f) + k[t + 1] + w[t + 1]) | 0;
      c = (c + g) | 0;
      g = (g + sum0(h) + majority(h, a, b)) | 0;
      f = (f + sum1(c) + choose(c, d, e) + k[t + 2] + w[t + 2]) | 0;
      b = (b + f) | 0;
      f = (f + sum0(g) + majority(g, h, a)) | 0;
      e = (e + sum1(b) + choose(b, c, d) + k[t + 3] + w[t + 3]) | 0;
      a = (a + e) | 0;
      e = (e + sum0(f) + majority(f, g, h)) | 0;
      const p = a, q = b, r = c, s = d;
      a = e, b = f, c = g, d = h, e = p, f = q, g = r, h = s;
    }
    h = (h + sum1(e) + choose(e, f, g) + k[62] + w[62]) | 0;
    d = (d + h) | 0;
    h = (h + sum0(a) + majority(a, b, c)) | 0;
    const t1 = (g + sum1(d) + choose(d, e, f) + k[63] + w[63]) | 0;
    return (this.#feedForward + t1 + sum0(h) + majority(h, a, b)) | 0;
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
