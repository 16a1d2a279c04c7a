import { checkHeader, parseHead } from "./block_rules.ts";
import { ChainLexer, type ChainPiece } from "./lexer.ts";
import { ChainFault, shown } from "./fault.ts";
import type { BlockHeader } from "../format/header.ts";
import { HashSet } from "./hash_set.ts";
import type { PublicKeys } from "../format/keys.ts";
import { GrowingTree, leafHash } from "../format/merkle.ts";
import {
  checkSignatures,
  checkTransaction,
  parseTransaction,
  type Place,
  type RecordedTransaction,
} from "./transaction_rules.ts";
import { STEP_LENGTHS } from "../../time.ts";

const SECONDS_PER_HOUR = 3600;

/** What is asked of a chain besides being valid in itself. */
export interface AuditOptions {
  /** With them, every transaction must be signed by both parties. */
  readonly keys?: PublicKeys | undefined;
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
  /** Tries of all miners: miners take the nonces from 0 on, so a nonce tells the tries before it. */
  readonly hashesTried: number;
  /** Start of the scenario, Unix seconds. */
  readonly start: number;
  /** Zeros, as hex digits, that every block hash starts with. */
  readonly difficulty: number;
  /** Hash of the last block: it stands for the whole chain. */
  readonly tipHash: string;
}

/**
 * Replays a chain from its text, in any pieces: forms, hashes, links, difficulty, Merkle roots,
 * indices, timestamps, duplicates, signatures.
 *
 * What a chain cannot tell by itself is whether blocks are missing at its end: for that, compare
 * the tip's hash with one noted down earlier, or reconcile with a settlement.
 */
export class ChainAudit {
  readonly #options: AuditOptions;
  readonly #lexer = new ChainLexer();
  #genesis: AuditedBlock | undefined;
  #previous: AuditedBlock | undefined;
  #block: OpenBlock | undefined;
  /** Length of a step, s: the first block after the start tells it, the others must agree. */
  #stepLength: number | undefined;
  #transactions = 0;
  #signed = 0;
  #energyKwh = 0;
  #hashesTried = 0;

  /** Begins a replay. */
  constructor(options: AuditOptions = {}) {
    this.#options = options;
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
    this.#closeBlock(block);
    return block.sealed;
  }

  #openBlock(text: string): OpenBlock {
    const where = `Block ${this.#previous ? this.#previous.header.index + 1 : 0}`;
    const { header, hash } = parseHead(text, where);
    const genesis = this.#genesis ?? { header, hash };
    checkHeader({ header, hash }, this.#previous, genesis);
    const { timestamp } = header;
    const hour = Math.floor((timestamp - genesis.header.timestamp) / SECONDS_PER_HOUR);
    const sealed = { header, hash, step: 0, hour, timestamp };
    this.#genesis ??= sealed;
    return { where, sealed, count: 0, leaves: new HashSet(), tree: new GrowingTree() };
  }

  #takeTransaction(text: string, block: OpenBlock): void {
    const { where, sealed, leaves, tree } = block;
    const place = { where, field: `transactions[${block.count}]` };
    if (sealed === this.#genesis) {
      throw new ChainFault(where, "transactions", "none in the genesis block", text);
    }
    const recorded = parseTransaction(text, place);
    if (block.count === 0) sealed.step = this.#stepOf(recorded.transaction, sealed, place);
    checkTransaction(recorded.transaction, sealed.timestamp, sealed.step, place);
    const leaf = leafHash(recorded.canonical);
    if (!leaves.add(leaf)) {
      throw new ChainFault(where, place.field, "a trade not yet in the block", recorded.canonical);
    }
    const { keys } = this.#options;
    if (keys) checkSignatures(recorded, sealed.header.previousHash, keys, place);
    else this.#checkIsSignedLikeOthers(recorded, place);
    tree.add(leaf);
    block.count += 1;
    this.#transactions += 1;
    this.#signed += recorded.signatures ? 1 : 0;
    this.#energyKwh += recorded.transaction.amount;
    this.#options.onTransaction?.(sealed, recorded);
  }

  /**
   * The step that a block's first transaction states.
   *
   * @throws {ChainFault} If the block's time is not that of the step, at the length that all have.
   */
  #stepOf(
    { step }: { readonly step: number },
    block: AuditedBlock,
    { where, field }: Place,
  ): number {
    const start = (this.#genesis as AuditedBlock).timestamp;
    const elapsed = block.timestamp - start;
    if (elapsed > 0 && step > 0) this.#stepLength ??= elapsed / step;
    const length = this.#stepLength ?? STEP_LENGTHS[0];
    if (STEP_LENGTHS.includes(length) && step * length === elapsed) return step;
    const rule = this.#stepLength === undefined || !STEP_LENGTHS.includes(length)
      ? `a step that begins ${elapsed} s after the start at one of the lengths ${STEP_LENGTHS} s`
      : `${elapsed / length}, the step of ${length} s that begins with the block`;
    throw new ChainFault(where, `${field}.step`, rule, shown(step));
  }

  /** Without keys it still shows where signatures were taken away: a chain has all of them or none. */
  #checkIsSignedLikeOthers({ signatures }: RecordedTransaction, { where, field }: Place): void {
    if (this.#transactions === 0 || Boolean(signatures) === this.#signed > 0) return;
    const expected = `${signatures ? "none" : "those of both parties"}, as of the trades before`;
    throw new ChainFault(where, `${field}.signatures`, expected, shown(signatures));
  }

  #closeBlock({ where, sealed, count, tree }: OpenBlock): void {
    if (count === 0 && sealed !== this.#genesis) {
      throw new ChainFault(where, "transactions", "at least one", "none");
    }
    const { merkleRoot } = sealed.header;
    if (merkleRoot !== tree.root) {
      const expected = `${tree.root}, the root over its transactions`;
      throw new ChainFault(where, "merkleRoot", expected, merkleRoot);
    }
    this.#hashesTried += sealed.header.nonce + 1;
    this.#previous = sealed;
    this.#block = undefined;
  }
}

/** The block whose transactions are being read. */
interface OpenBlock {
  readonly where: string;
  readonly sealed: { -readonly [Field in keyof AuditedBlock]: AuditedBlock[Field] };
  count: number;
  /** Hashes of the transactions so far. */
  readonly leaves: HashSet;
  readonly tree: GrowingTree;
}
