import { Buffer } from "node:buffer";
import { createHash, type KeyObject } from "node:crypto";
import { encodePublicKey } from "../format/ed25519.ts";
import { signatureOf } from "../format/signature.ts";
import { drawn, lotteryNumber, nextSeed, revealMessage } from "../stake/lottery.ts";
import { stakesOf, validatorKey } from "../stake/validators.ts";

// Edwards curve 25519, RFC 8032 §5.1: the field, the order of the base point, the curve, the point.
const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const BASE = point(
  15112221349535400772501151409588531511454012693041857206046113283949847762202n,
  46316835694926478169428394003475163141307993866256225615783033603165251855960n,
);

/** A point in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z. */
type Point = readonly [X: bigint, Y: bigint, Z: bigint, T: bigint];

/**
 * Valid Ed25519 signatures of one message by one key, as many as are asked for, all different.
 *
 * RFC 8032 derives the nonce from key and message, so that an honest signer has one signature. Who
 * checks cannot see how the nonce was chosen: any gives a valid signature.
 *
 * @param privateKey An Ed25519 key pair.
 */
export function* signaturesAtWill(message: Uint8Array, privateKey: KeyObject): Generator<string> {
  const { d } = privateKey.export({ format: "jwk" });
  const secret = createHash("sha512").update(Buffer.from(d as string, "base64url")).digest();
  const scalar = clamped(secret.subarray(0, 32));
  const publicKey = Buffer.from(encodePublicKey(privateKey), "base64url");
  let nonce = littleEndian(createHash("sha512").update(secret).update(message).digest()) % ORDER;
  let commitment = multiple(BASE, nonce);
  for (;; nonce = (nonce + 1n) % ORDER, commitment = sum(commitment, BASE)) {
    const r = encoded(commitment);
    const digest = createHash("sha512").update(r).update(publicKey).update(message).digest();
    const s = (nonce + littleEndian(digest) * scalar) % ORDER;
    yield Buffer.concat([r, bytesOf(s)]).toString("base64url");
  }
}

/** A validator that grinds, among others who do not. */
export interface Grinding {
  /** The run's seed, from which stakes and keys follow. */
  readonly seed: number;
  /** How many validators there are. */
  readonly validators: number;
  /** The one that grinds, 1 … n. */
  readonly grinder: number;
  /** Signatures that it tries whenever the block is its own, 1 or more; 1 is honest. */
  readonly tries: number;
  /** Blocks to be drawn. */
  readonly blocks: number;
}

/** What grinding was worth. */
export interface GrindingResult {
  /** Share of the stakes, 0 … 1: what the grinder would get without grinding. */
  readonly stakeShare: number;
  /** Share of the blocks that it proposed. */
  readonly blockShare: number;
  /** See {@linkcode groundShare}. */
  readonly inTheory: number;
}

/**
 * The share of the blocks that a validator gets which tries several signatures for its reveal and
 * takes one that draws itself again. After a block of its own it fails with (1 − s)^g, after
 * another's with 1 − s; so in the long run it has s/(s + (1 − s)^g) of the blocks.
 *
 * @param share s, of the stakes, 0 … 1.
 * @param tries g, 1 or more.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(groundShare(0.1, 1).toFixed(6), "0.100000");
 * equal(groundShare(0.5, 2).toFixed(4), "0.6667");
 * ```
 */
export function groundShare(share: number, tries: number): number {
  return share / (share + (1 - share) ** tries);
}

/** Draws blocks with real signatures while one validator grinds its reveals. */
export function grind({ seed, validators, grinder, tries, blocks }: Grinding): GrindingResult {
  const stakes = stakesOf(seed, validators);
  const keys = stakes.map((_, i) => validatorKey(seed, i + 1));
  const drawnFrom = (from: Uint8Array) => drawn(stakes, lotteryNumber(from)) + 1;
  let current: Uint8Array = createHash("sha256").update(`${seed}/grinding`).digest();
  let own = 0;
  for (let index = 1; index <= blocks; index++) {
    const proposer = drawnFrom(current);
    const message = revealMessage(current, index);
    if (proposer !== grinder) {
      current = nextSeed(current, signatureOf(message, keys[proposer - 1]));
      continue;
    }
    own += 1;
    let tried = 0;
    let next = current;
    for (const reveal of signaturesAtWill(message, keys[grinder - 1])) {
      next = nextSeed(current, reveal);
      if (++tried === tries || drawnFrom(next) === grinder) break;
    }
    current = next;
  }
  const stakeShare = stakes[grinder - 1] / stakes.reduce((sum, stake) => sum + stake, 0);
  return { stakeShare, blockShare: own / blocks, inTheory: groundShare(stakeShare, tries) };
}

function point(x: bigint, y: bigint): Point {
  return [x, y, 1n, mod(x * y)];
}

/** RFC 8032 §5.1.4. */
function sum([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * D % P * t2);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function multiple(of: Point, times: bigint): Point {
  let result: Point = [0n, 1n, 1n, 0n];
  for (let rest = times, power = of; rest > 0n; rest >>= 1n, power = sum(power, power)) {
    if (rest & 1n) result = sum(result, power);
  }
  return result;
}

/** RFC 8032 §5.1.2: y, little-endian, with the lowest bit of x as the highest. */
function encoded([x, y, z]: Point): Buffer {
  const inverse = powerOf(z, P - 2n);
  return bytesOf(mod(y * inverse) | (mod(x * inverse) & 1n) << 255n);
}

function powerOf(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let rest = exponent, power = base; rest > 0n; rest >>= 1n, power = power * power % P) {
    if (rest & 1n) result = result * power % P;
  }
  return result;
}

function mod(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
}

function bytesOf(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, "0"), "hex").reverse();
}

/** RFC 8032 §5.1.5: the scalar of a key. */
function clamped(bytes: Uint8Array): bigint {
  const copy = Uint8Array.from(bytes);
  copy[0] &= 0xf8;
  copy[31] = copy[31] & 0x7f | 0x40;
  return littleEndian(copy);
}
