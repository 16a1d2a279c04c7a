import { type EncodedKeys, encodedKeys } from "../format/key_file.ts";
import type { KeyRing } from "../format/keys.ts";
import { GrowingTree } from "../format/merkle.ts";
import { Threads } from "../../threads.ts";
import { buffersOf, type Entries, signedBytes, slicesOf } from "./entries.ts";
import { type HashedSlice, SliceHasher } from "./slice_hasher.ts";
import type { EntryReply, EntryRequest, EntrySetup } from "./worker.ts";

/** A block's entries, hashed. */
export interface HashedEntries {
  /** Root of the Merkle tree over them, hex. */
  readonly merkleRoot: string;
  /**
   * The entries as the block's line holds them, in pieces; to be asked for once.
   *
   * @param previousHash Hash of the block before, on which signatures stand.
   */
  write(previousHash: string): Promise<readonly Uint8Array[]>;
}

/** Trades after which threads are worth their start. */
const WORTH_THREADS = { signed: 4096, unsigned: 65_536 };

/** Prosumers whose first hours will be worth threads. */
const PROSUMERS_WORTH_THREADS = 2048;

/** A signature pair takes about so many times as long as canonical JSON and leaf hash. */
const WEIGHT_OF_SIGNING = 45;

/** Who signs, and on how many threads. */
export interface ScribeSettings {
  /** Without them, trades are not signed. */
  readonly keys: KeyRing | undefined;
  /** Prosumers 0 … n − 1 whose public keys will be asked for, n. */
  readonly prosumers: number;
  /** Number of threads; 0 for none. */
  readonly threads: number;
}

/**
 * Hashes and signs the entries of blocks: in worker threads, once there is enough to do, so that the
 * simulation goes on meanwhile. The bytes are the same however many threads there are.
 */
export class Scribe implements Disposable {
  readonly #settings: ScribeSettings;
  readonly #keys: KeyRing | undefined;
  #threads: Threads<EntryRequest, EntryReply> | undefined;
  #publicKeys: Promise<EntryReply> | undefined;
  #hasher: SliceHasher | undefined;
  #entries = 0;

  /** Many prosumers are a sign of much to do: then the threads start at once. */
  constructor(settings: ScribeSettings) {
    this.#settings = settings;
    this.#keys = settings.keys;
    if (settings.prosumers < PROSUMERS_WORTH_THREADS || this.#keys === undefined) return;
    this.#publicKeys = this.#startThreads()?.ask({}, settings.prosumers);
    this.#publicKeys?.catch(() => {}); // It is told to who asks for them.
  }

  /** Takes a block's entries; they are read before the promise is returned. */
  hash(entries: Entries): Promise<HashedEntries> {
    this.#entries += entries.trades.count;
    const enough = this.#keys ? WORTH_THREADS.signed : WORTH_THREADS.unsigned;
    const threads = this.#threads ?? (this.#entries < enough ? undefined : this.#startThreads());
    return threads === undefined
      ? Promise.resolve(this.#hashHere(entries))
      : this.#hashInThreads(threads, entries);
  }

  /** Everyone's public keys; undefined if trades are not signed. */
  async publicKeys(): Promise<EncodedKeys | undefined> {
    if (this.#publicKeys !== undefined) return (await this.#publicKeys).publicKeys;
    return this.#keys && encodedKeys(this.#keys, this.#settings.prosumers);
  }

  /** Ends the threads. */
  [Symbol.dispose](): void {
    this.#threads?.[Symbol.dispose]();
  }

  #startThreads(): Threads<EntryRequest, EntryReply> | undefined {
    const { threads, prosumers } = this.#settings;
    if (threads === 0) return undefined;
    const setup: EntrySetup = { seedOfKeys: this.#keys?.seed, prosumers };
    const module = new URL("./worker.ts", import.meta.url);
    return this.#threads = new Threads(module, threads, setup, "of the chain");
  }

  #hashHere(entries: Entries): HashedEntries {
    const tree = new GrowingTree();
    const slices = slicesOf(entries).map((slice) => {
      const { roots, bytes } = this.#hashed(slice);
      tree.append(roots, slice.trades.count);
      return { slice, bytes };
    });
    const keys = this.#keys;
    const write = (previousHash: string) =>
      Promise.resolve(
        slices.map(({ slice, bytes }) =>
          keys === undefined ? bytes : signedBytes(slice, previousHash, keys)
        ),
      );
    return { merkleRoot: tree.root, write };
  }

  #hashed(slice: Entries): HashedSlice {
    return (this.#hasher ??= new SliceHasher()).hash(slice);
  }

  async #hashInThreads(
    threads: Threads<EntryRequest, EntryReply>,
    entries: Entries,
  ): Promise<HashedEntries> {
    const slices = slicesOf(entries);
    const hash = (slice: Entries) =>
      threads.ask(
        { entries: slice },
        slice.trades.count,
        this.#keys === undefined ? buffersOf(slice) : [],
      );
    const replies: readonly EntryReply[] = this.#keys !== undefined && slices.length === 1
      ? [{ roots: this.#hashed(slices[0]).roots }]
      : await Promise.all(slices.map(hash));
    const tree = new GrowingTree();
    for (const [i, { roots = [] }] of replies.entries()) tree.append(roots, slices[i].trades.count);
    const write = (previousHash: string) =>
      Promise.all(slices.map(async (slice, i) => {
        const written = replies[i].bytes;
        if (written !== undefined) return written;
        const weight = WEIGHT_OF_SIGNING * slice.trades.count;
        const { bytes } = await threads.ask({ entries: slice, previousHash }, weight);
        if (bytes === undefined) throw new Error("A thread of the chain signed nothing");
        return bytes;
      }));
    return { merkleRoot: tree.root, write };
  }
}
