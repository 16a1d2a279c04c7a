import { createHash } from "node:crypto";

/** Bytes of a block header. */
export const HEADER_BYTES = 92;

/** Hex digits of a block hash: the highest difficulty there is. */
export const HASH_DIGITS = 64;

/** The previous hash that the genesis block states. */
export const NO_HASH: string = "0".repeat(HASH_DIGITS);

/** What a block's hash is computed from. Hashes are 64 lower-case hex digits. */
export interface BlockHeader {
  /** Hash of the block before; all zeros for the genesis block. */
  readonly previousHash: string;
  /** Root over the block's transactions. */
  readonly merkleRoot: string;
  /** Position in the chain, from 0. */
  readonly index: number;
  /** Start of the step, Unix seconds. */
  readonly timestamp: number;
  /** Number of the miner, 1 … n; 0 for the genesis block. */
  readonly miner: number;
  /** Zeros, as hex digits, that the hash must start with. */
  readonly difficulty: number;
  /** The number that the miner searched for. */
  readonly nonce: number;
}

/**
 * The 92 bytes of a header, big-endian: `previousHash` 32 · `merkleRoot` 32 · `index` u32 ·
 * `timestamp` u64 · `miner` u32 · `difficulty` u32 · `nonce` u64.
 *
 * @throws {RangeError} If a field does not fit its bytes; nonce and timestamp stay below 2^53.
 */
export function headerBytes(header: BlockHeader): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  putHash(bytes, 0, "previousHash", header.previousHash);
  putHash(bytes, 32, "merkleRoot", header.merkleRoot);
  view.setUint32(64, whole("index", header.index, 0xffffffff));
  view.setBigUint64(68, BigInt(whole("timestamp", header.timestamp, Number.MAX_SAFE_INTEGER)));
  view.setUint32(76, whole("miner", header.miner, 0xffffffff));
  view.setUint32(80, whole("difficulty", header.difficulty, HASH_DIGITS));
  view.setBigUint64(84, BigInt(whole("nonce", header.nonce, Number.MAX_SAFE_INTEGER)));
  return bytes;
}

/** The block hash: SHA-256 of the header, 64 lower-case hex digits. */
export function headerHash(header: BlockHeader): string {
  return createHash("sha256").update(headerBytes(header)).digest("hex");
}

/**
 * Whether a hash starts with as many zeros as the difficulty asks.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(meetsDifficulty("0003abef", 3), true);
 * equal(meetsDifficulty("0013abef", 3), false);
 * ```
 */
export function meetsDifficulty(hash: string, difficulty: number): boolean {
  return hash.startsWith("0".repeat(difficulty));
}

/** Hashes to be expected for a block: each is valid with a chance of 16^−difficulty. */
export function expectedHashes(difficulty: number): number {
  return 16 ** difficulty;
}

function putHash(bytes: Uint8Array, offset: number, name: string, hex: string): void {
  if (!/^[0-9a-f]{64}$/.test(hex)) {
    throw new RangeError(`Cannot write ${name}: it must be 64 lower-case hex digits, is "${hex}"`);
  }
  bytes.subarray(offset, offset + 32).setFromHex(hex);
}

function whole(name: string, value: number, highest: number): number {
  if (!(Number.isInteger(value) && value >= 0 && value <= highest)) {
    throw new RangeError(
      `Cannot write ${name}: it must be a whole number 0 … ${highest}, is ${value}`,
    );
  }
  return value;
}
