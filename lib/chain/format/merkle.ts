import { createHash, hash } from "node:crypto";

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
  LEFT.setFromHex(left);
  RIGHT.setFromHex(right);
  return hash("sha256", NODE, "hex");
}

/** The bytes of the node being hashed. */
const NODE = Uint8Array.of(1, ...new Uint8Array(64));
const LEFT = NODE.subarray(1, 33);
const RIGHT = NODE.subarray(33);

/**
 * The root of a Merkle tree (RFC 6962 §2.1, doi:10.17487/RFC6962).
 *
 * @param leaves Leaf hashes in order, hex; see {@linkcode leafHash}.
 * @returns 64 lower-case hex digits; for no leaves the SHA-256 of the empty string.
 */
export function merkleRoot(leaves: Iterable<string>): string {
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root;
}

/**
 * A Merkle tree that takes leaves one by one and remembers log n hashes.
 *
 * The RFC splits at the largest power of two. So the finished parts of a growing tree are full
 * trees whose sizes are the powers of two in the number of leaves, the largest to the left; the
 * root joins them from the right.
 */
export class GrowingTree {
  #size = 0;
  /** Roots of the full trees, the largest first. */
  readonly #full: string[] = [];

  /**
   * Takes the next leaf.
   *
   * @param leaf Its hash, hex.
   */
  add(leaf: string): void {
    this.#push(leaf, 1);
  }

  /**
   * Takes the leaves of another tree.
   *
   * @param roots Its {@linkcode GrowingTree.roots}.
   * @param size Its number of leaves. While this tree has leaves that are no multiple of the size
   * of the other's largest full tree, the two do not fit.
   * @throws {RangeError} If they do not fit.
   */
  append(roots: readonly string[], size: number): void {
    for (let rest = size, i = 0; i < roots.length; i++) {
      const part = 2 ** Math.floor(Math.log2(rest));
      if (this.#size % part !== 0) {
        throw new RangeError(`Cannot append a full tree of ${part} leaves to ${this.#size} leaves`);
      }
      this.#push(roots[i], part);
      rest -= part;
    }
  }

  /** Roots of the full trees that it consists of, the largest first. */
  get roots(): readonly string[] {
    return this.#full;
  }

  /** Takes a full tree whose size divides the number of leaves so far. */
  #push(root: string, size: number): void {
    let joined = root;
    for (let full = this.#size / size; full % 2 === 1; full = (full - 1) / 2) {
      joined = nodeHash(this.#full.pop() as string, joined);
    }
    this.#full.push(joined);
    this.#size += size;
  }

  /** The root over the leaves so far; for none the SHA-256 of the empty string. */
  get root(): string {
    if (this.#size === 0) return hash("sha256", "", "hex");
    return this.#full.reduceRight((right, left) => nodeHash(left, right));
  }
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
  let root = leaf;
  let used = 0;
  for (let at = index, last = size - 1; last > 0; at >>>= 1, last >>>= 1) {
    if (at === last && at % 2 === 0) continue;
    if (used === path.length) return undefined;
    root = at % 2 === 0 ? nodeHash(root, path[used]) : nodeHash(path[used], root);
    used += 1;
  }
  return used === path.length ? root : undefined;
}

/** Pairs neighbours, which gives the RFC's tree; the last node of an odd level rises unchanged. */
function levelAbove(level: readonly string[]): string[] {
  const above = new Array<string>(Math.ceil(level.length / 2));
  for (let i = 0; i < above.length; i++) {
    const right = 2 * i + 1;
    above[i] = right < level.length ? nodeHash(level[2 * i], level[right]) : level[2 * i];
  }
  return above;
}
