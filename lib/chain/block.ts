import type { TradeColumns } from "../market/trades.ts";
import type { BlockHeader } from "./header.ts";
import type { Contestant } from "./mining.ts";

/** A mined block as the simulation holds it until it is written. */
export interface Block {
  readonly header: BlockHeader;
  /** Hash of the header, 64 lower-case hex digits. */
  readonly hash: string;
  /** The transactions, each as its canonical JSON. */
  readonly transactions: readonly string[];
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

/** What a new block is to record. */
export interface Candidate {
  /** Hour of the scenario, from 0. */
  readonly step: number;
  /** Start of the step, Unix seconds. */
  readonly timestamp: number;
  readonly trades: TradeColumns;
}

/** What a block stands in `chain.jsonl` as: one line of JSON. */
export function* blockLine(block: Block): Generator<string> {
  const { previousHash, merkleRoot, index, timestamp, miner, difficulty, nonce } = block.header;
  const head = { index, previousHash, merkleRoot, timestamp, miner, difficulty, nonce };
  yield `${JSON.stringify({ ...head, hash: block.hash }).slice(0, -1)},"transactions":[`;
  for (let i = 0; i < block.transactions.length; i += TRANSACTIONS_PER_CHUNK) {
    const chunk = block.transactions.slice(i, i + TRANSACTIONS_PER_CHUNK).join(",");
    yield i === 0 ? chunk : "," + chunk;
  }
  yield "]}\n";
}

/** Keeps each chunk of a line far below the longest string there can be. */
const TRANSACTIONS_PER_CHUNK = 4096;
