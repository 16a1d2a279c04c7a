import type { SealAudit, SealedHeader } from "../consensus/consensus.ts";
import { type ConsensusName, consensusRules } from "../consensus/mod.ts";
import { checkHeader, parseHead } from "./block_rules.ts";
import { ChainLexer, type ChainPiece } from "./lexer.ts";
import { ChainFault, shown } from "./fault.ts";
import type { BlockHeader } from "../format/header.ts";
import { HashSet } from "./hash_set.ts";
import type { PublicKeys, Validator } from "../format/key_file.ts";
import { GrowingTree, leafHash } from "../format/merkle.ts";
import {
  checkTransaction,
  parseTransaction,
  type Place,
  type RecordedTransaction,
} from "./transaction_rules.ts";
import { SequentialSignatures, type SignatureAudit } from "./signature_audit.ts";
import { StepLength } from "./step_length.ts";

/** What is asked of a chain besides being valid in itself. */
export interface AuditOptions {
  /** With them, every transaction must be signed by both parties. */
  readonly keys?: PublicKeys | undefined;
  /** With them, the draws of a chain by proof of stake are repeated and its seals checked. */
  readonly validators?: readonly Validator[] | undefined;
  /** By which consensus it must have been made; what its genesis block says by default. */
  readonly consensus?: ConsensusName | undefined;
  /** Length of a step, s; what the chain's trades say by default. */
  readonly stepSeconds?: number | undefined;
  /** Checks the signatures of trades instead of the audit itself; `keys` is then not asked for. */
  readonly signatures?: SignatureAudit | undefined;
  /** Told of every transaction, before the whole of its block is found valid. */
  readonly onTransaction?: (block: AuditedBlock, recorded: RecordedTransaction) => void;
}

/** A block of a chain that is being replayed. */
export interface AuditedBlock {
  /** Its header. */
  readonly header: BlockHeader;
  /** The hash of its header, hex. */
  readonly hash: string;
  /** Its step, from 0, as its transactions state it; 0 also for the genesis block. */
  readonly step: number;
  /** The hour of the run that its step begins in, from 0. */
  readonly hour: number;
  /** Start of the step, Unix seconds. */
  readonly timestamp: number;
}

/** What a chain holds, once it is found valid. */
export interface AuditSummary {
  /** The genesis block included. */
  readonly blocks: number;
  /** Trades in all blocks. */
  readonly transactions: number;
  /** Transactions with signatures, whether or not keys to check them were at hand. */
  readonly signed: number;
  /** Energy traded, kWh. */
  readonly energyKwh: number;
  /** By which the chain was made. */
  readonly consensus: ConsensusName;
  /** Whether the seals were checked whole: under proof of stake that takes the validators. */
  readonly sealsChecked: boolean;
  /**
   * Tries of all miners: miners take the nonces from 0 on, so a nonce tells the tries before it. 0
   * under proof of stake.
   */
  readonly hashesTried: number;
  /** Start of the scenario, Unix seconds. */
  readonly start: number;
  /** Zeros, as hex digits, that every block hash starts with; 0 under proof of stake. */
  readonly difficulty: number;
  /** Hash of the last block: it stands for the whole chain. */
  readonly tipHash: string;
}

/**
 * Replays a chain from its text, in any pieces: forms, hashes, links, difficulty or draws, Merkle
 * roots, indices, timestamps, duplicates, signatures.
 *
 * What a chain cannot tell by itself is whether blocks are missing at its end: for that, compare
 * the tip's hash with one noted down earlier, or reconcile with a settlement.
 */
export class ChainAudit {
  readonly #options: AuditOptions;
  readonly #signatures: SignatureAudit | undefined;
  readonly #lexer = new ChainLexer();
  #genesis: Genesis | undefined;
  #previous: SealedHeader | undefined;
  #block: OpenBlock | undefined;
  #transactions = 0;
  #signed = 0;
  #energyKwh = 0;
  #hashesTried = 0;

  /** Begins a replay. */
  constructor(options: AuditOptions = {}) {
    this.#options = options;
    const { keys, signatures } = options;
    this.#signatures = signatures ?? (keys && new SequentialSignatures(keys));
  }

  /**
   * Takes the next part of the file.
   *
   * @returns The blocks that it completes, valid up to their last byte.
   * @throws {ChainFault} At the first fault.
   */
  take(text: string): AuditedBlock[] {
    const completed: AuditedBlock[] = [];
    for (const piece of this.#lexer.push(text)) {
      const block = this.#takePiece(piece);
      if (block) completed.push(block);
    }
    return completed;
  }

  /**
   * Ends the file.
   *
   * @throws {ChainFault} If it is empty or ends in the middle of a block.
   */
  finish(): AuditSummary {
    this.#lexer.finish();
    if (!this.#genesis || !this.#previous) {
      throw new ChainFault("Block 0", "line", "a genesis block", "the end of the file");
    }
    return {
      blocks: this.#previous.header.index + 1,
      transactions: this.#transactions,
      signed: this.#signed,
      energyKwh: this.#energyKwh,
      hashesTried: this.#hashesTried,
      consensus: this.#genesis.consensus,
      sealsChecked: this.#genesis.seals.complete,
      start: this.#genesis.header.timestamp,
      difficulty: this.#genesis.header.difficulty,
      tipHash: this.#previous.hash,
    };
  }

  /** Returns the block that the piece ends. */
  #takePiece(piece: ChainPiece): AuditedBlock | undefined {
    if (piece.kind === "head") {
      this.#block = this.#openBlock(piece.text);
      return undefined;
    }
    const block = this.#block;
    if (!block) throw new Error("A block begins with its head");
    if (piece.kind === "transaction") {
      this.#takeTransaction(piece.text, block);
      return undefined;
    }
    return this.#closeBlock(block);
  }

  #openBlock(text: string): OpenBlock {
    const where = `Block ${this.#previous ? this.#previous.header.index + 1 : 0}`;
    const sealed = parseHead(text, where, this.#genesis?.consensus);
    const genesis = this.#genesis ??= this.#begin(sealed, sealed.consensus, where);
    checkHeader(sealed, this.#previous, genesis.seals, genesis.steps);
    const audited = this.#previous === undefined ? auditedBlock(sealed, 0, 0) : undefined;
    return { where, sealed, audited, count: 0, leaves: new HashSet(), tree: new GrowingTree() };
  }

  #begin(sealed: SealedHeader, consensus: ConsensusName, where: string): Genesis {
    const { validators, stepSeconds } = this.#options;
    const expected = this.#options.consensus ?? consensus;
    if (consensus !== expected) {
      throw new ChainFault(where, "line", `that of a chain by ${expected}`, `one by ${consensus}`);
    }
    const seals = consensusRules[consensus].audit(sealed, { validators });
    const steps = new StepLength(sealed.header.timestamp, stepSeconds);
    return { ...sealed, consensus, seals, steps };
  }

  #takeTransaction(text: string, block: OpenBlock): void {
    const { where, sealed, leaves, tree } = block;
    const place = { where, field: `transactions[${block.count}]` };
    const genesis = this.#genesis;
    if (this.#previous === undefined || genesis === undefined) {
      throw new ChainFault(where, "transactions", "none in the genesis block", text);
    }
    const recorded = parseTransaction(text, place);
    const { transaction, canonical } = recorded;
    const { timestamp, previousHash } = sealed.header;
    block.audited ??= auditedBlock(
      sealed,
      genesis.steps.stepAt(timestamp, transaction.step, where),
      genesis.steps.hourOf(timestamp),
    );
    checkTransaction(transaction, timestamp, block.audited.step, place);
    const leaf = leafHash(canonical);
    if (!leaves.add(leaf)) {
      throw new ChainFault(where, place.field, "a trade not yet in the block", canonical);
    }
    if (this.#signatures) this.#signatures.check(recorded, previousHash, place);
    else this.#checkIsSignedLikeOthers(recorded, place);
    tree.add(leaf);
    block.count += 1;
    this.#transactions += 1;
    this.#signed += recorded.signatures ? 1 : 0;
    this.#energyKwh += transaction.amount;
    this.#options.onTransaction?.(block.audited, recorded);
  }

  /** Without keys it still shows where signatures were taken away: a chain has all of them or none. */
  #checkIsSignedLikeOthers({ signatures }: RecordedTransaction, { where, field }: Place): void {
    if (this.#transactions === 0 || Boolean(signatures) === this.#signed > 0) return;
    const expected = `${signatures ? "none" : "those of both parties"}, as of the trades before`;
    throw new ChainFault(where, `${field}.signatures`, expected, shown(signatures));
  }

  #closeBlock({ where, sealed, audited, tree }: OpenBlock): AuditedBlock {
    if (audited === undefined) throw new ChainFault(where, "transactions", "at least one", "none");
    const { merkleRoot } = sealed.header;
    if (merkleRoot !== tree.root) {
      const expected = `${tree.root}, the root over its transactions`;
      throw new ChainFault(where, "merkleRoot", expected, merkleRoot);
    }
    this.#hashesTried += this.#genesis?.seals.hashesTried(sealed.header) ?? 0;
    this.#previous = sealed;
    this.#block = undefined;
    return audited;
  }
}

/** What the first block fixes for all others. */
interface Genesis extends SealedHeader {
  readonly consensus: ConsensusName;
  readonly seals: SealAudit;
  readonly steps: StepLength;
}

/** The block whose transactions are being read. */
interface OpenBlock {
  readonly where: string;
  readonly sealed: SealedHeader;
  /** Known once the first transaction has told the step. */
  audited: AuditedBlock | undefined;
  count: number;
  /** Hashes of the transactions so far. */
  readonly leaves: HashSet;
  readonly tree: GrowingTree;
}

function auditedBlock({ header, hash }: SealedHeader, step: number, hour: number): AuditedBlock {
  return { header, hash, step, hour, timestamp: header.timestamp };
}
