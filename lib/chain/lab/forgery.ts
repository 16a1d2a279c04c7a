import { ChainAudit } from "../audit/audit.ts";
import { type Block, blockLine } from "../block.ts";
import { ChainFault } from "../audit/fault.ts";
import { type BlockHeader, headerHash } from "../format/header.ts";
import type { PublicKeys } from "../format/keys.ts";
import { leafHash, merkleRoot } from "../format/merkle.ts";
import { mine } from "../mining/proof_of_work.ts";
import { type Signatures, withSignatures } from "../format/signature.ts";
import { canonicalTransaction, type Transaction } from "../format/transaction.ts";

/**
 * How far a forger goes: only change the trade; also correct the block's Merkle root; also mine the
 * block again; also mine every later block again, so that the links hold.
 */
export type Effort = "edit" | "root" | "mine" | "rewrite";

/** Which trade is to be forged, and how. */
export interface Forgery {
  /** Index of the block. */
  readonly block: number;
  /** Position of the trade in the block, from 0. */
  readonly trade: number;
  /** Fields that get other values. */
  readonly change: Partial<Transaction>;
}

/** A chain that somebody tampered with. */
export interface ForgedChain {
  /** As the text of a `chain.jsonl`. */
  readonly text: string;
  /** The price of it. */
  readonly hashesTried: number;
}

/**
 * A chain with one trade changed by somebody who has no one's private key: what an audit must find.
 * The old signatures stay on the trade.
 *
 * @param chain The text of a `chain.jsonl`.
 * @throws {RangeError} If there is no such block or trade.
 */
export function forge(
  chain: string,
  { block, trade, change }: Forgery,
  effort: Effort,
): ForgedChain {
  const records = parseChain(chain);
  const { transactions } = records[block] ?? { transactions: [] };
  if (transactions[trade] === undefined) {
    throw new RangeError(`Cannot forge trade ${trade} of block ${block}: there is none`);
  }
  transactions[trade] = { ...transactions[trade], ...change };
  let hashesTried = 0;
  const last = effort === "rewrite" ? records.length - 1 : block;
  for (let at = block; at <= last; at++) {
    const work = remade(records[at], records[at - 1]?.hash, effort);
    records[at] = work.record;
    hashesTried += work.hashesTried;
  }
  return { text: records.map(lineOf).join(""), hashesTried };
}

/** What an audit says of a chain, in a sentence. */
export function verdictOn(chain: string, keys?: PublicKeys): string {
  const audit = new ChainAudit({ keys });
  try {
    audit.take(chain);
    const { blocks, transactions } = audit.finish();
    return `valid: ${blocks} blocks with ${transactions} trades`;
  } catch (error) {
    if (!(error instanceof ChainFault)) throw error;
    return error.message;
  }
}

/** A line of `chain.jsonl`. */
export interface BlockRecord extends BlockHeader {
  /** Hash of the header, hex. */
  readonly hash: string;
  /** The trades, with the signatures of their parties where they are signed. */
  readonly transactions: (Transaction & { readonly signatures?: Signatures })[];
}

/** The blocks in the text of a `chain.jsonl`, taken at their word. */
export function parseChain(chain: string): BlockRecord[] {
  return chain.trimEnd().split("\n").map((line) => JSON.parse(line) as BlockRecord);
}

/** The leaves of a block's Merkle tree: the hashes of its trades, hex. */
export function leavesOf({ transactions }: BlockRecord): string[] {
  return transactions.map((trade) => leafHash(canonicalTransaction(trade)));
}

/** The block as the forger leaves it. */
function remade(
  record: BlockRecord,
  previousHash: string | undefined,
  effort: Effort,
): { record: BlockRecord; hashesTried: number } {
  if (effort === "edit") return { record, hashesTried: 0 };
  const header: BlockHeader = {
    ...record,
    merkleRoot: merkleRoot(
      record.transactions.map((trade) => leafHash(canonicalTransaction(trade))),
    ),
    previousHash: previousHash ?? record.previousHash,
  };
  if (effort === "root") {
    return { record: { ...record, ...header, hash: headerHash(header) }, hashesTried: 1 };
  }
  const race = { contestants: [{ miner: header.miner, power: 1 }], offset: 0 };
  const mined = mine(header, race);
  const { nonce } = mined.header;
  const forged = { ...record, ...header, nonce, hash: mined.hash };
  return { record: forged, hashesTried: mined.hashesTried };
}

function lineOf(record: BlockRecord): string {
  const { hash, transactions, ...header } = record;
  const texts = transactions.map((trade) => {
    const canonical = canonicalTransaction(trade);
    return trade.signatures === undefined ? canonical : withSignatures(canonical, trade.signatures);
  });
  const work: Block["work"] = { contestants: [], winnerPower: 0, hashesTried: 0 };
  return [...blockLine({ header, hash, transactions: texts, work })].join("");
}
