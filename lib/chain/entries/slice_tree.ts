import { leafHash, nodeHash } from "../format/merkle.ts";
import { HASH_BYTES, hashMessages } from "../sha256/messages.ts";

/** Prefixes of leaves and nodes (RFC 6962 §2.1). */
const LEAF = 0, NODE = 1;

/**
 * The Merkle tree (RFC 6962 §2.1) over a slice of a block's entries, hashed four at a time; the first
 * leaf and the nodes above it are checked with `node:crypto`.
 *
 * @param texts The entries' canonical JSON, which is ASCII.
 * @param bytes Their bytes, with one byte between every two, such as a comma.
 * @returns Roots of the full trees over the entries, the largest first, in hex, as
 * `GrowingTree.roots` has them.
 * @throws {Error} If a hash is not what `node:crypto` says.
 */
export function rootsOf(texts: readonly string[], bytes: Uint8Array): string[] {
  const roots: string[] = [];
  let level = new Uint8Array(HASH_BYTES * texts.length);
  hashMessages(LEAF, bytes, placesOf(texts), level);
  if (texts.length > 0) check(hexAt(level, 0), leafHash(texts[0]));
  for (let count = texts.length; count > 0; count >>>= 1) {
    if (count % 2 === 1) roots.push(hexAt(level, count - 1));
    if (count > 1) level = levelAbove(level, count >>> 1);
  }
  return roots.reverse();
}

/** The hashes of as many pairs of a level. */
function levelAbove(level: Uint8Array, pairs: number): Uint8Array<ArrayBuffer> {
  const above = new Uint8Array(HASH_BYTES * pairs);
  const places = Int32Array.from({ length: 2 * pairs }, (_, i) => 2 * HASH_BYTES * ((i + 1) >>> 1));
  hashMessages(NODE, level, places, above);
  check(hexAt(above, 0), nodeHash(hexAt(level, 0), hexAt(level, 1)));
  return above;
}

/** Where each entry begins and ends. */
function placesOf(texts: readonly string[]): Int32Array {
  const places = new Int32Array(2 * texts.length);
  for (let i = 0, at = 0; i < texts.length; i++, at++) {
    places[2 * i] = at;
    places[2 * i + 1] = at += texts[i].length;
  }
  return places;
}

function hexAt(hashes: Uint8Array, index: number): string {
  return hashes.subarray(HASH_BYTES * index, HASH_BYTES * (index + 1)).toHex();
}

function check(ours: string, crypto: string): void {
  if (ours === crypto) return;
  throw new Error(`The kernel of SHA-256 says ${ours} where node:crypto says ${crypto}`);
}
