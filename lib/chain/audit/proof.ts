import { ChainAudit } from "./audit.ts";
import { type BlockHeader, headerHash } from "../format/header.ts";
import { auditPath, leafHash, nodeHash, rootFromPath } from "../format/merkle.ts";
import { AGGREGATOR } from "../../market/mod.ts";
import { canonicalTransaction, type Transaction } from "../format/transaction.ts";
import type { VerifyOptions } from "./verify.ts";

/** What shows to anyone who knows a block's hash that a trade is in the block. */
export interface InclusionProof {
  /** The trade, without its signatures. */
  readonly transaction: Transaction;
  /** Position of the transaction in the block, from 0. */
  readonly index: number;
  /** Transactions in the block. */
  readonly size: number;
  /** Sibling hashes from the leaf up (RFC 6962 §2.1.1), hex. */
  readonly path: readonly string[];
  /** The block's header. */
  readonly header: BlockHeader;
}

/**
 * Whether a proof leads from its trade to the block with a hash. Nothing else is needed: the hash
 * fixes the header, the header the Merkle root, the root every transaction.
 *
 * @param blockHash 64 lower-case hex digits.
 */
export function provesInclusion(proof: InclusionProof, blockHash: string): boolean {
  const { transaction, index, size, path, header } = proof;
  const leaf = leafHash(canonicalTransaction(transaction));
  return rootFromPath(leaf, index, size, path) === header.merkleRoot &&
    headerHash(header) === blockHash;
}

/** A proof and the hash of its block. */
export interface ProvenTrade {
  /** What leads from the trade to the block. */
  readonly proof: InclusionProof;
  /** The hash that the proof is to be held against, hex. */
  readonly blockHash: string;
}

/**
 * Proofs for the trades of a prosumer in an hour, from a chain's file.
 *
 * The whole chain is replayed, so that nothing is proven from a chain that is not valid.
 *
 * @param chunks The file's bytes.
 * @param prosumer Its id.
 * @param hour From 0; all its steps count.
 * @param options What is asked of the chain besides: with validators, draws are repeated.
 * @returns In the order of the chain; empty if it did not trade.
 * @throws {ChainFault} At the first fault of the chain.
 */
export async function proveTrades(
  chunks: AsyncIterable<Uint8Array>,
  prosumer: number,
  hour: number,
  options: Pick<VerifyOptions, "validators" | "consensus" | "stepSeconds"> = {},
): Promise<ProvenTrade[]> {
  /** By block of the hour: the leaves of its tree, and the prosumer's own trades. */
  const found = new Map<number, BlockOfHour>();
  const proven: ProvenTrade[] = [];
  const audit = new ChainAudit({
    ...options,
    onTransaction: (block, { transaction, canonical }) => {
      if (block.hour !== hour) return;
      const { leaves, own } = entryOf(found, block.header.index);
      const { sender, receiver } = transaction;
      if (sender === prosumer || receiver === prosumer) {
        own.push({ transaction, index: leaves.length });
      }
      leaves.push(leafHash(canonical));
    },
  });
  const decoder = new TextDecoder("latin1");
  for await (const chunk of chunks) {
    for (const { header, hash } of audit.take(decoder.decode(chunk))) {
      const { leaves, own } = found.get(header.index) ?? { leaves: [], own: [] };
      found.delete(header.index);
      proven.push(...own.map((trade) => ({
        proof: { ...trade, size: leaves.length, path: auditPath(leaves, trade.index), header },
        blockHash: hash,
      })));
    }
  }
  audit.finish();
  return proven;
}

interface BlockOfHour {
  readonly leaves: string[];
  readonly own: { readonly transaction: Transaction; readonly index: number }[];
}

function entryOf(blocks: Map<number, BlockOfHour>, index: number): BlockOfHour {
  const entry = blocks.get(index) ?? { leaves: [], own: [] };
  blocks.set(index, entry);
  return entry;
}

/** A proof told step by step, so that a person can follow it with any SHA-256 tool. */
export function explainProof({ proof, blockHash }: ProvenTrade): string {
  const { transaction, index, size, path, header } = proof;
  const canonical = canonicalTransaction(transaction);
  let hash = leafHash(canonical);
  const lines = [
    tellTrade(transaction),
    "",
    `It is transaction ${index} of ${size} (from 0) in block ${header.index}. Its bytes:`,
    `  ${canonical}`,
    "Leaf: SHA-256 of a byte 00 and those bytes:",
    `  ${hash}`,
  ];
  let at = index, last = size - 1;
  for (const sibling of path) {
    while (at === last && at % 2 === 0) at >>>= 1, last >>>= 1;
    const onRight = at % 2 === 1;
    hash = onRight ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    lines.push(
      `Node: SHA-256 of a byte 01, then ${
        onRight ? "the sibling, then ours" : "ours, then the sibling"
      }`,
      `  sibling ${sibling}`,
      `  gives   ${hash}`,
    );
    at >>>= 1, last >>>= 1;
  }
  return [...lines, ...tellHeader(header, blockHash)].join("\n");
}

function tellTrade({ sender, receiver, amount, price_per_kWh, step, type }: Transaction): string {
  const name = (party: Transaction["sender"]) =>
    party === AGGREGATOR ? "the aggregator" : `prosumer ${party}`;
  return `Step ${step}: ${name(sender)} delivered ${amount} kWh to ${name(receiver)} ` +
    `at ${price_per_kWh} €/kWh (${type}).`;
}

function tellHeader(header: BlockHeader, blockHash: string): string[] {
  const { previousHash, merkleRoot, index, timestamp, miner, difficulty, nonce } = header;
  const bigEndian = (value: number, bytes: number) => value.toString(16).padStart(2 * bytes, "0");
  return [
    "That is the Merkle root in the block's header:",
    `  previousHash ${previousHash}`,
    `  merkleRoot   ${merkleRoot}`,
    `  index        ${bigEndian(index, 4)}  (${index})`,
    `  timestamp    ${bigEndian(timestamp, 8)}  (${timestamp})`,
    `  miner        ${bigEndian(miner, 4)}  (${miner})`,
    `  difficulty   ${bigEndian(difficulty, 4)}  (${difficulty})`,
    `  nonce        ${bigEndian(nonce, 8)}  (${nonce})`,
    "Block hash: SHA-256 of these 92 bytes:",
    `  ${blockHash}`,
    "Who has noted this hash needs nothing else to be sure that the trade is on the chain.",
  ];
}
