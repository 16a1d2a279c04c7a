import { createHash } from "node:crypto";

/**
 * The hash of a leaf: SHA-256(0x00 ‖ entry) (RFC 6962 §2.1).
 *
 * @param entry The leaf's bytes; text stands for its UTF-8 bytes.
 * @returns 64 lower-case hex digits.
 */
export function leafHash(entry: string | Uint8Array): string {
  if (typeof entry === "string") return createHash("sha256").update("\0" + entry).digest("hex");
  return createHash("sha256").update("\0").update(entry).digest("hex");
}

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right) (RFC 6962 §2.1), all in hex. */
export function nodeHash(left: string, right: string): string {
  return createHash("sha256").update("01" + left + right, "hex").digest("hex");
}

/**
 * The root of a Merkle tree (RFC 6962 §2.1, doi:10.17487/RFC6962).
 *
 * Splitting at the largest power of two, as the RFC defines it, is the same as pairing neighbours
 * level by level, where the last node of an odd level rises unchanged.
 *
 * @param leaves Leaf hashes in order, hex; see {@linkcode leafHash}.
 * @returns 64 lower-case hex digits; for no leaves the SHA-256 of the empty string.
 */
export function merkleRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) return createHash("sha256").digest("hex");
  let level = leaves;
  while (level.length > 1) level = levelAbove(level);
  return level[0];
}

/**
 * What proves that one leaf is in the tree: the sibling hashes from the leaf up to the root
 * (RFC 6962 §2.1.1).
 *
 * @param leaves Leaf hashes in order, hex.
 * @param index Position of the leaf, from 0.
 * @throws {RangeError} If there is no such leaf.
 */
export function auditPath(leaves: readonly string[], index: number): string[] {
  if (!(Number.isInteger(index) && index >= 0 && index < leaves.length)) {
    throw new RangeError(`Cannot prove leaf ${index} of a tree with ${leaves.length} leaves`);
  }
  const path: string[] = [];
  for (let level = leaves, at = index; level.length > 1; level = levelAbove(level), at >>>= 1) {
    const sibling = at ^ 1;
    if (sibling < level.length) path.push(level[sibling]);
  }
  return path;
}

/**
 * The root that a leaf and its audit path lead to (RFC 9162 §2.1.3.2); the leaf is proven to be in
 * a tree if this is the tree's root.
 *
 * @param leaf The leaf's hash, hex.
 * @param index Position of the leaf, from 0.
 * @param size Leaves in the tree.
 * @param path As from {@linkcode auditPath}.
 * @returns The root, or undefined if the path has not the length that index and size demand.
 */
export function rootFromPath(
  leaf: string,
  index: number,
  size: number,
  path: readonly string[],
): string | undefined {
  if (!(Number.isInteger(index) && index >= 0 && index < size)) return undefined;
  let hash = leaf;
  let used = 0;
  for (let at = index, last = size - 1; last > 0; at >>>= 1, last >>>= 1) {
    if (at === last && at % 2 === 0) continue;
    if (used === path.length) return undefined;
    hash = at % 2 === 0 ? nodeHash(hash, path[used]) : nodeHash(path[used], hash);
    used += 1;
  }
  return used === path.length ? hash : undefined;
}

function levelAbove(level: readonly string[]): string[] {
  const above = new Array<string>(Math.ceil(level.length / 2));
  for (let i = 0; i < above.length; i++) {
    const right = 2 * i + 1;
    above[i] = right < level.length ? nodeHash(level[2 * i], level[right]) : level[2 * i];
  }
  return above;
}
