import type { KeyObject } from "node:crypto";
import { ChainAudit } from "../audit/audit.ts";
import { LINE_TAIL, lineHead } from "../block.ts";
import { ChainFault } from "../audit/fault.ts";
import { type BlockHeader, headerBytes, headerHash } from "../format/header.ts";
import type { PublicKeys, Validator } from "../format/key_file.ts";
import { leafHash, merkleRoot } from "../format/merkle.ts";
import { mine } from "../mining/proof_of_work.ts";
import { signatureOf, type Signatures, withSignatures } from "../format/signature.ts";
import { canonicalTransaction, type Transaction } from "../format/transaction.ts";
import { validatorKey } from "../stake/validators.ts";

/**
 * How far a forger goes: only change the trade; also correct the block's Merkle root; also seal the
 * block again, by mining or by signing it; also seal every later block again, so that the links
 * hold.
 */
export type Effort = "edit" | "root" | "seal" | "rewrite";

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
  /** The price of it where blocks are mined. */
  readonly hashesTried: number;
  /** The price of it where validators sign them. */
  readonly blocksSigned: number;
}

/** Private keys of validators that a forger has got hold of, by the validator's number. */
export type StolenKeys = ReadonlyMap<number, KeyObject>;

/**
 * The private keys of a run's first validators, as a forger would have who stole them.
 *
 * @param seed The run's, from which keys follow.
 * @param count How many are stolen: those of validators 1 … count.
 */
export function stolenKeys(seed: number, count: number): StolenKeys {
  return new Map(Array.from({ length: count }, (_, i) => [i + 1, validatorKey(seed, i + 1)]));
}

/**
 * A chain with one trade changed by somebody who has no party's private key: what an audit must
 * find. The old signatures stay on the trade.
 *
 * @param chain The text of a `chain.jsonl`.
 * @param stolen Under proof of stake, what a forger can sign headers with: with the key of the
 * block's validator where it has that, else with its first. Without keys old signatures stay.
 * @throws {RangeError} If there is no such block or trade.
 */
export function forge(
  chain: string,
  { block, trade, change }: Forgery,
  effort: Effort,
  stolen: StolenKeys = new Map(),
): ForgedChain {
  const records = parseChain(chain);
  const { transactions } = records[block] ?? { transactions: [] };
  if (transactions[trade] === undefined) {
    throw new RangeError(`Cannot forge trade ${trade} of block ${block}: there is none`);
  }
  transactions[trade] = { ...transactions[trade], ...change };
  const isStaked = records[0].validators !== undefined;
  const seal = isStaked ? (record: BlockRecord) => signedAgain(record, stolen) : minedAgain;
  let hashesTried = 0, blocksSigned = 0;
  const last = effort === "rewrite" ? records.length - 1 : block;
  for (let at = block; at <= last && effort !== "edit"; at++) {
    const record = linkedAgain(records[at], records[at - 1]?.hash);
    const work = effort === "root" ? { record, hashesTried: 1, blocksSigned: 0 } : seal(record);
    records[at] = work.record;
    hashesTried += work.hashesTried;
    blocksSigned += work.blocksSigned;
  }
  return { text: records.map(lineOf).join(""), hashesTried, blocksSigned };
}

/** With what a chain is audited. */
export interface TrustedKeys {
  /** With them, every trade must be signed by both parties. */
  readonly keys?: PublicKeys | undefined;
  /** With them, draws are repeated and headers must be signed. */
  readonly validators?: readonly Validator[] | undefined;
}

/** What an audit says of a chain, in a sentence. */
export function verdictOn(chain: string, trusted: TrustedKeys = {}): string {
  const audit = new ChainAudit(trusted);
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
  /** Under proof of stake, in the genesis block: SHA-256 of the validators. */
  readonly validators?: string;
  /** Under proof of stake: what the next draw comes from. */
  readonly reveal?: string;
  /** Under proof of stake: the validator's, over the header. */
  readonly signature?: string;
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

/** What it takes to seal a block again. */
interface Sealed {
  readonly record: BlockRecord;
  readonly hashesTried: number;
  readonly blocksSigned: number;
}

/** The block with root, link and hash that fit. */
function linkedAgain(record: BlockRecord, previousHash: string | undefined): BlockRecord {
  const linked = {
    ...record,
    merkleRoot: merkleRoot(leavesOf(record)),
    previousHash: previousHash ?? record.previousHash,
  };
  return { ...linked, hash: headerHash(linked) };
}

function minedAgain(record: BlockRecord): Sealed {
  const race = { contestants: [{ miner: record.miner, power: 1 }], offset: 0 };
  const { header: { nonce }, hash, hashesTried } = mine(record, race);
  return { record: { ...record, nonce, hash }, hashesTried, blocksSigned: 0 };
}

/** The reveal stays: it does not depend on what the block holds. */
function signedAgain(record: BlockRecord, stolen: StolenKeys): Sealed {
  const key = stolen.get(record.miner) ?? stolen.values().next().value;
  if (key === undefined) return { record, hashesTried: 1, blocksSigned: 0 };
  const signature = signatureOf(headerBytes(record), key);
  return { record: { ...record, signature }, hashesTried: 1, blocksSigned: 1 };
}

/** A block's line. */
export function lineOf(record: BlockRecord): string {
  const { hash, validators, reveal, signature, transactions, ...header } = record;
  const texts = transactions.map((trade) => {
    const canonical = canonicalTransaction(trade);
    return trade.signatures === undefined ? canonical : withSignatures(canonical, trade.signatures);
  });
  const marks = {
    ...(validators !== undefined && { validators }),
    ...(reveal !== undefined && { reveal }),
    ...(signature !== undefined && { signature }),
  };
  return lineHead(header, hash, marks) + texts.join(",") + LINE_TAIL;
}
