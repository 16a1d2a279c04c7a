import type { BlockHeader } from "./format/header.ts";
import type { Contestant } from "./mining/race.ts";

/** A mined block, as it is held until it is written. */
export interface Block {
  /** What the hash is taken of. */
  readonly header: BlockHeader;
  /** Hash of the header, 64 lower-case hex digits. */
  readonly hash: string;
  /** The transactions as `chain.jsonl` holds them: JSON, with signatures where trades are signed. */
  readonly transactions: readonly string[];
  /** Who raced, and what it cost. */
  readonly work: BlockWork;
}

/** Who raced for a block, and what it cost. */
export interface BlockWork {
  /** The hour's miners in the order of their numbers; the genesis block has its one miner 0. */
  readonly contestants: readonly Contestant[];
  /** Hash power of the winner. */
  readonly winnerPower: number;
  /** Tries of all miners up to the winning one, this included. */
  readonly hashesTried: number;
}

/** Keeps each chunk of a line far below the longest string there can be. */
const TRANSACTIONS_PER_CHUNK = 4096;

/**
 * A block's line of `chain.jsonl`, in chunks to be written one after another.
 *
 * The nonce is a JSON number: nonces count up from 0 and stay far below 2^53.
 */
export function* blockLine({ header, hash, transactions }: Block): Generator<string> {
  yield lineHead(header, hash);
  for (let i = 0; i < transactions.length; i += TRANSACTIONS_PER_CHUNK) {
    const chunk = transactions.slice(i, i + TRANSACTIONS_PER_CHUNK).join(",");
    yield i === 0 ? chunk : "," + chunk;
  }
  yield LINE_TAIL;
}

/** A line of `chain.jsonl` up to its first transaction. */
export function lineHead(header: BlockHeader, hash: string): string {
  const { previousHash, merkleRoot, index, timestamp, miner, difficulty, nonce } = header;
  return `{"index":${index},"previousHash":"${previousHash}","merkleRoot":"${merkleRoot}",` +
    `"timestamp":${timestamp},"miner":${miner},"difficulty":${difficulty},"nonce":${nonce},` +
    `"hash":"${hash}","transactions":[`;
}

/** A line of `chain.jsonl` after its last transaction. */
export const LINE_TAIL = "]}\n";
