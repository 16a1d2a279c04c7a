import type { TradeColumns } from "../market/trades.ts";
import { type Progress, silent } from "../progress.ts";
import type { Block } from "./block.ts";
import type { Seal, Sealer } from "./consensus/consensus.ts";
import { type ConsensusName, consensusRules } from "./consensus/mod.ts";
import { type HashedEntries, Scribe } from "./entries/scribe.ts";
import { NO_HASH } from "./format/header.ts";
import type { PublishedKeys, Validator } from "./format/key_file.ts";
import { KeyRing } from "./format/keys.ts";
import { merkleRoot } from "./format/merkle.ts";

/** What rules a chain. */
export interface ChainSettings {
  /** The run's seed, from which hash powers, stakes and keys follow. */
  readonly seed: number;
  /** Who adds the next block; `proof-of-work` by default. */
  readonly consensus?: ConsensusName;
  /** Zeros, as hex digits, that a block hash starts with, where blocks are mined. */
  readonly difficulty: number;
  /** Number of miners or validators. */
  readonly miners: number;
  /** Start of the scenario, Unix seconds: the timestamp of the genesis block. */
  readonly start: number;
  /** Whether both parties sign every trade. */
  readonly signatures: boolean;
  /** Prosumers 0 … n − 1 whose public keys will be asked for, n; 0 by default. */
  readonly prosumers?: number;
  /**
   * Threads that hash and sign once there is enough to do, one per core by default; 0 for none.
   * Their number never changes a byte.
   */
  readonly threads?: number;
}

/** The trades of a step, for a block. */
export interface HourOfTrades {
  /** Step of the scenario, from 0. */
  readonly step: number;
  /** Start of the step, Unix seconds. */
  readonly timestamp: number;
  /** In the order in which they are to stand. */
  readonly trades: TradeColumns;
}

/**
 * A chain that grows by one block for every step with trades.
 *
 * It keeps its tip only. The blocks are handed out, to be written and let go, so that a year's
 * chain takes no more memory than the few steps under way.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * const trades = {
 *   count: 1,
 *   sender: Int32Array.of(17),
 *   receiver: Int32Array.of(4),
 *   amountKwh: Float64Array.of(0.5),
 *   eurPerKwh: Float64Array.of(0.1),
 *   type: Uint8Array.of(0),
 * };
 * const start = 1723672800;
 * using chain = await Chain.begin(
 *   { seed: 42, difficulty: 3, miners: 10, start, signatures: true },
 * );
 * const block = await chain.append({ step: 0, timestamp: start, trades });
 * equal(block?.header.previousHash, chain.genesis.hash);
 * equal(block?.hash.slice(0, 3), "000");
 * ```
 */
export class Chain implements Disposable {
  /** The block without transactions that every chain starts with. */
  readonly genesis: Block;
  /** Everyone's keys; undefined if trades are not signed. */
  readonly keys: KeyRing | undefined;
  readonly #sealer: Sealer;
  readonly #scribe: Scribe;
  /** The last block so far, once it is sealed. */
  #tip: Promise<Seal>;
  #sealed: Seal;
  #appended = 1;

  private constructor(settings: ChainSettings, genesis: Seal, sealer: Sealer) {
    this.genesis = { ...genesis, transactions: [] };
    this.keys = settings.signatures ? new KeyRing(settings.seed) : undefined;
    this.#sealer = sealer;
    this.#scribe = new Scribe({
      keys: this.keys,
      prosumers: settings.prosumers ?? 0,
      threads: settings.threads ?? navigator.hardwareConcurrency,
    });
    this.#tip = Promise.resolve(genesis);
    this.#sealed = genesis;
  }

  /**
   * Makes the genesis block: index 0, previous hash zeros, no transactions, miner 0, at the start
   * of the scenario. Under proof of work it is mined too.
   *
   * @param progress Told about a block that takes long, from difficulty 5 on: the chance, in per
   * cent, that it would have been found by now.
   */
  static async begin(settings: ChainSettings, progress: Progress = silent): Promise<Chain> {
    const sealer = consensusRules[settings.consensus ?? "proof-of-work"].sealer(settings, progress);
    const genesis = await sealer.sealGenesis({
      previousHash: NO_HASH,
      merkleRoot: merkleRoot([]),
      index: 0,
      timestamp: settings.start,
    });
    return new Chain(settings, genesis, sealer);
  }

  /** The validators with their stakes; undefined where blocks are mined. */
  get validators(): readonly Validator[] | undefined {
    return this.#sealer.validators;
  }

  /** What `keys.json` says: the public keys of all who sign trades or blocks. */
  async publishedKeys(): Promise<PublishedKeys> {
    return { parties: await this.#scribe.publicKeys(), validators: this.validators };
  }

  /** Blocks that are sealed, the genesis block included. */
  get length(): number {
    return this.#sealed.header.index + 1;
  }

  /** Hash of the last sealed block, hex. It stands for all that the chain holds. */
  get tipHash(): string {
    return this.#sealed.hash;
  }

  /**
   * Makes a block of a step's trades; undefined if there are none.
   *
   * The columns are read before the promise is returned, so they may then be used again. The next
   * step's trades may be appended before it is fulfilled: hashing, sealing and signing then overlap,
   * and the blocks are the same.
   */
  append({ step, timestamp, trades }: HourOfTrades): Promise<Block | undefined> {
    if (trades.count === 0) return Promise.resolve(undefined);
    const hashed = this.#scribe.hash({ step, timestamp, trades });
    const before = this.#tip;
    const at = { index: this.#appended++, timestamp, step };
    this.#tip = this.#seal(before, hashed, at);
    return this.#block(before, hashed, this.#tip);
  }

  /** Ends the threads. */
  [Symbol.dispose](): void {
    this.#sealer[Symbol.dispose]();
    this.#scribe[Symbol.dispose]();
  }

  async #seal(
    before: Promise<Seal>,
    hashed: Promise<HashedEntries>,
    { index, timestamp, step }: { index: number; timestamp: number; step: number },
  ): Promise<Seal> {
    const [{ hash: previousHash }, { merkleRoot }] = await Promise.all([before, hashed]);
    const template = { previousHash, merkleRoot, index, timestamp };
    return this.#sealed = await this.#sealer.seal(template, step);
  }

  async #block(
    before: Promise<Seal>,
    hashed: Promise<HashedEntries>,
    seal: Promise<Seal>,
  ): Promise<Block> {
    const [{ hash: previousHash }, entries] = await Promise.all([before, hashed]);
    const [sealed, transactions] = await Promise.all([seal, entries.write(previousHash)]);
    return { ...sealed, transactions };
  }
}
