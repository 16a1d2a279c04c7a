import type { BlockHeader } from "./format/header.ts";
import type { Contestant } from "./mining/race.ts";

/**
 * What a block's line states besides header and hash: text by field, in the order of the line.
 * Under proof of work there is nothing of the kind.
 */
export type Marks = Readonly<Record<string, string>>;

/** A sealed block, as it is held until it is written. */
export interface Block {
  /** What the hash is taken of. */
  readonly header: BlockHeader;
  /** Hash of the header, 64 lower-case hex digits. */
  readonly hash: string;
  /** What the line states besides: nothing if the block was mined. */
  readonly marks: Marks;
  /**
   * The transactions as `chain.jsonl` holds them, with signatures where trades are signed: bytes of
   * JSON in pieces of one transaction or more, with commas between those of a piece.
   */
  readonly transactions: readonly Uint8Array[];
  /** Who competed for it, and what it cost. */
  readonly work: BlockWork;
}

/** Who competed for a block, and what it cost. */
export interface BlockWork {
  /**
   * The step's miners or validators, in the order of their numbers; the genesis block has its one
   * miner 0.
   */
  readonly contestants: readonly Contestant[];
  /** Hash power or stake of the winner. */
  readonly winnerPower: number;
  /** Tries of all miners up to the winning one, this included; 0 under proof of stake. */
  readonly hashesTried: number;
}

/**
 * A block's line of `chain.jsonl`, in chunks to be written one after another.
 *
 * The nonce is a JSON number: nonces count up from 0 and stay far below 2^53.
 */
export function* blockLine(block: Block): Generator<Uint8Array> {
  const { header, hash, marks, transactions } = block;
  yield ENCODER.encode(lineHead(header, hash, marks));
  for (let i = 0; i < transactions.length; i++) {
    if (i > 0) yield COMMA;
    yield transactions[i];
  }
  yield TAIL;
}

/** A block's line of `chain.jsonl` as text; it must not be longer than a string can be, 0.5 GB. */
export function blockText(block: Block): string {
  const decoder = new TextDecoder();
  let text = "";
  for (const piece of blockLine(block)) text += decoder.decode(piece);
  return text;
}

/** A line of `chain.jsonl` up to its first transaction. */
export function lineHead(header: BlockHeader, hash: string, marks: Marks): string {
  const { previousHash, merkleRoot, index, timestamp, miner, difficulty, nonce } = header;
  return `{"index":${index},"previousHash":"${previousHash}","merkleRoot":"${merkleRoot}",` +
    `"timestamp":${timestamp},"miner":${miner},"difficulty":${difficulty},"nonce":${nonce},` +
    `"hash":"${hash}",${marksJson(marks)}"transactions":[`;
}

/** Marks are hex or base64url: nothing in them needs escaping. */
function marksJson(marks: Marks): string {
  let json = "";
  for (const field in marks) json += `"${field}":"${marks[field]}",`;
  return json;
}

/** A line of `chain.jsonl` after its last transaction. */
export const LINE_TAIL = "]}\n";

const ENCODER = new TextEncoder();
const COMMA = ENCODER.encode(",");
const TAIL = ENCODER.encode(LINE_TAIL);
