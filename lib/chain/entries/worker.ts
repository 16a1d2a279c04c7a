/// <reference lib="deno.worker" />
import { type EncodedKeys, encodedKeys } from "../format/key_file.ts";
import { KeyRing } from "../format/keys.ts";
import { type Entries, signedBytes } from "./entries.ts";
import { SliceHasher } from "./slice_hasher.ts";

/** What a thread knows of the run. */
export interface EntrySetup {
  /** From which all keys follow; undefined if trades are not signed. */
  readonly seedOfKeys: number | undefined;
  /** Prosumers 0 … n − 1 whose keys are made beforehand, n. */
  readonly prosumers: number;
}

/** Entries to be hashed, or to be signed; without any, public keys are asked for. */
export interface EntryRequest {
  /** They. */
  readonly entries?: Entries;
  /** What signatures stand on: with it, the entries are written; without, hashed. */
  readonly previousHash?: string;
}

/** What was asked for. */
export interface EntryReply {
  /** Roots of the full trees over the entries, the largest first. */
  readonly roots?: readonly string[];
  /** The entries as a line holds them. Unsigned ones come with their hashes. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Everyone's public keys. */
  readonly publicKeys?: EncodedKeys;
}

let keys: KeyRing | undefined;
let prosumers = 0;
const hasher = new SliceHasher();

self.onmessage = ({ data }: MessageEvent<EntrySetup>) => {
  ({ prosumers } = data);
  if (data.seedOfKeys !== undefined) {
    keys = new KeyRing(data.seedOfKeys);
    for (let id = 0; id < prosumers; id++) keys.of(id);
  }
  self.onmessage = ({ data }: MessageEvent<EntryRequest>) => {
    const reply = replyTo(data);
    self.postMessage(reply, reply.bytes === undefined ? [] : [reply.bytes.buffer]);
  };
};

function replyTo({ entries, previousHash }: EntryRequest): EntryReply {
  if (entries === undefined) return keys ? { publicKeys: encodedKeys(keys, prosumers) } : {};
  if (keys !== undefined && previousHash !== undefined) {
    return { bytes: signedBytes(entries, previousHash, keys) };
  }
  const { roots, bytes } = hasher.hash(entries);
  return keys === undefined ? { roots, bytes } : { roots };
}
