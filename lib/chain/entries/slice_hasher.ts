import { AsciiWriter } from "../../ascii/mod.ts";
import { leafHash, nodeHash } from "../format/merkle.ts";
import { CanonicalTrades, MOST_BYTES_OF_TRADE } from "../format/transaction.ts";
import { HASH_BYTES, MessageHasher } from "../sha256/messages.ts";
import { type Entries, ENTRIES_PER_SLICE } from "./entries.ts";

/** Prefixes of leaves and nodes (RFC 6962 §2.1). */
const LEAF = 0, NODE = 1;

/** Messages that are hashed at a time. */
const LANES = 4;

const COMMA = ",".charCodeAt(0);

/** A node's message: its prefix, at the last of eight bytes, and the hashes of its children. */
const NODE_BYTES = 8 + 2 * HASH_BYTES;
const NODE_BEGIN = 7;

/** A slice of a block's entries, hashed. */
export interface HashedSlice {
  /** Roots of the full trees over the entries, the largest first, in hex, as `GrowingTree.roots` has them. */
  readonly roots: readonly string[];
  /** The entries' canonical JSON, with commas between. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Makes the canonical JSON of slices and the Merkle tree (RFC 6962 §2.1) over it, in one memory, four
 * hashes at a time; of the leaves and of each level the first of each lane is checked with
 * `node:crypto`.
 */
export class SliceHasher {
  readonly #hasher = new MessageHasher(
    ENTRIES_PER_SLICE * (MOST_BYTES_OF_TRADE + NODE_BYTES / 2) + NODE_BYTES,
  );
  readonly #nodes = this.#hasher.free;
  readonly #text = this.#nodes + NODE_BYTES * (ENTRIES_PER_SLICE / 2 + 1);
  readonly #writer = new AsciiWriter(this.#hasher.bytes);
  /** Begin and end of each entry, with its prefix. */
  readonly #leaves = new Int32Array(2 * ENTRIES_PER_SLICE);
  /** Begin and end of each node's message. */
  readonly #pairs = new Int32Array(ENTRIES_PER_SLICE);
  /** Where the hash of each leaf, and of each node of a level, goes: to the message of the node above. */
  readonly #places = new Int32Array(ENTRIES_PER_SLICE);

  constructor() {
    for (let i = 0; i < ENTRIES_PER_SLICE; i++) {
      const node = this.#nodes + NODE_BYTES * (i >>> 1);
      this.#places[i] = node + NODE_BEGIN + 1 + HASH_BYTES * (i % 2);
      this.#pairs[i] = node + (i % 2 === 0 ? NODE_BEGIN : NODE_BYTES);
      this.#hasher.bytes[node + NODE_BEGIN] = NODE;
    }
  }

  /**
   * Hashes a slice.
   *
   * @throws {RangeError} If a number is not finite.
   * @throws {Error} If a hash is not what `node:crypto` says.
   */
  hash(entries: Entries): HashedSlice {
    const { count } = entries.trades;
    if (count === 0) return { roots: [], bytes: new Uint8Array(0) };
    this.#write(entries);
    const roots = this.#rootsOf(count);
    const { bytes } = this.#hasher;
    for (let i = 1; i < count; i++) bytes[this.#leaves[2 * i]] = COMMA;
    return { roots, bytes: bytes.slice(this.#text + 1, this.#writer.at) };
  }

  /** Writes each entry with its prefix. */
  #write({ trades, step, timestamp }: Entries): void {
    const writer = this.#writer, leaves = this.#leaves;
    const canonical = new CanonicalTrades(step, timestamp);
    writer.at = this.#text;
    for (let i = 0; i < trades.count; i++) {
      leaves[2 * i] = writer.at;
      writer.bytes[writer.at++] = LEAF;
      canonical.write(writer, trades, i);
      leaves[2 * i + 1] = writer.at;
    }
  }

  #rootsOf(entries: number): string[] {
    this.#hashAll(this.#leaves, entries);
    for (let i = 0; i < Math.min(LANES, entries); i++) {
      const leaf = this.#writer.bytes.subarray(this.#leaves[2 * i] + 1, this.#leaves[2 * i + 1]);
      expectSame(this.#hexAt(i), leafHash(leaf));
    }
    const roots: string[] = [];
    for (let count = entries; count > 0; count >>>= 1) {
      if (count % 2 === 1) roots.push(this.#hexAt(count - 1));
      if (count > 1) this.#hashLevelAbove(count >>> 1);
    }
    return roots.reverse();
  }

  /** Each hash takes the place of one that has been read. */
  #hashLevelAbove(pairs: number): void {
    const checked = Math.min(LANES, pairs);
    const expected = Array.from(
      { length: checked },
      (_, i) => nodeHash(this.#hexAt(2 * i), this.#hexAt(2 * i + 1)),
    );
    this.#hashAll(this.#pairs, pairs);
    for (let i = 0; i < checked; i++) expectSame(this.#hexAt(i), expected[i]);
  }

  #hashAll(messages: Int32Array, count: number): void {
    for (let from = 0; from < count; from += LANES) {
      this.#hasher.hash(messages, this.#places, from, Math.min(LANES, count - from));
    }
  }

  #hexAt(index: number): string {
    const at = this.#places[index];
    return this.#hasher.bytes.subarray(at, at + HASH_BYTES).toHex();
  }
}

function expectSame(ours: string, crypto: string): void {
  if (ours === crypto) return;
  throw new Error(`The kernel of SHA-256 says ${ours} where node:crypto says ${crypto}`);
}
