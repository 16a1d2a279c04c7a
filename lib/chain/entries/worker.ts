/// <reference lib="deno.worker" />
import { KeyRing } from "../format/keys.ts";
import { bytesOf, type Entries, textsOf, treeOf } from "./entries.ts";

/** What a thread knows of the run. */
export interface EntrySetup {
  /** From which all keys follow; undefined if trades are not signed. */
  readonly seedOfKeys: number | undefined;
}

/** Entries to be hashed, or to be signed. */
export interface EntryRequest {
  /** They. */
  readonly entries: Entries;
  /** What signatures stand on: with it, the entries are written; without, hashed. */
  readonly previousHash?: string;
}

/** What was asked for. */
export interface EntryReply {
  /** Roots of the full trees over the entries, the largest first. */
  readonly roots?: readonly string[];
  /** The entries as a line holds them. Unsigned ones come with their hashes. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

let keys: KeyRing | undefined;

self.onmessage = ({ data }: MessageEvent<EntrySetup>) => {
  if (data.seedOfKeys !== undefined) keys = new KeyRing(data.seedOfKeys);
  self.onmessage = ({ data }: MessageEvent<EntryRequest>) => {
    const reply = replyTo(data);
    self.postMessage(reply, reply.bytes === undefined ? [] : [reply.bytes.buffer]);
  };
};

function replyTo({ entries, previousHash }: EntryRequest): EntryReply {
  const texts = textsOf(entries);
  if (previousHash !== undefined) {
    return { bytes: bytesOf(texts, entries, previousHash, keys) };
  }
  const { roots } = treeOf(texts);
  return keys === undefined ? { roots, bytes: bytesOf(texts, entries, "", keys) } : { roots };
}
