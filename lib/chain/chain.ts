import { partyOf, type TradeColumns } from "../market/mod.ts";
import { type Progress, silent } from "../progress.ts";
import type { Block } from "./block.ts";
import { expectedHashes, NO_HASH } from "./format/header.ts";
import { KeyRing } from "./format/keys.ts";
import { leafHash, merkleRoot } from "./format/merkle.ts";
import { mine, type Mined } from "./mining/proof_of_work.ts";
import { MiningPool } from "./mining/pool.ts";
import { GENESIS_RACE, type Race, raceOfHour, type RaceTemplate } from "./mining/race.ts";
import { signatureOf, signedMessage, withSignatures } from "./format/signature.ts";
import { canonicalTrades } from "./format/transaction.ts";

/** What rules a chain. */
export interface ChainSettings {
  /** The run's seed, from which hash powers and keys follow. */
  readonly seed: number;
  /** Zeros, as hex digits, that a block hash starts with. */
  readonly difficulty: number;
  /** Number of miners. */
  readonly miners: number;
  /** Start of the scenario, Unix seconds: the timestamp of the genesis block. */
  readonly start: number;
  /** Whether both parties sign every trade. */
  readonly signatures: boolean;
}

/** The trades of an hour, for a block. */
export interface HourOfTrades {
  /** Hour of the scenario, from 0. */
  readonly step: number;
  /** Start of the step, Unix seconds. */
  readonly timestamp: number;
  /** In the order in which they are to stand. */
  readonly trades: TradeColumns;
}

/**
 * A proof-of-work chain that grows by one block for every hour with trades.
 *
 * It keeps its tip only. The blocks are handed out, to be written and let go, so that a year's
 * chain takes no more memory than its largest hour.
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
  readonly #settings: ChainSettings;
  readonly #miner: BlockMiner;
  /** Not the block, which would keep its transactions in memory. */
  #tip: { readonly index: number; readonly hash: string };

  private constructor(settings: ChainSettings, genesis: Block, miner: BlockMiner) {
    this.#settings = settings;
    this.genesis = genesis;
    this.keys = settings.signatures ? new KeyRing(settings.seed) : undefined;
    this.#miner = miner;
    this.#tip = { index: 0, hash: genesis.hash };
  }

  /**
   * Mines the genesis block: index 0, previous hash zeros, no transactions, miner 0, at the start
   * of the scenario.
   *
   * @param progress Told about a block that takes long, from difficulty 5 on: the chance, in per
   * cent, that it would have been found by now.
   */
  static async begin(settings: ChainSettings, progress: Progress = silent): Promise<Chain> {
    const template = {
      previousHash: NO_HASH,
      merkleRoot: merkleRoot([]),
      index: 0,
      timestamp: settings.start,
      difficulty: settings.difficulty,
    };
    const miner = new BlockMiner(progress);
    const genesis = await miner.mine(template, GENESIS_RACE, []);
    return new Chain(settings, genesis, miner);
  }

  /** Blocks so far, the genesis block included. */
  get length(): number {
    return this.#tip.index + 1;
  }

  /** Hash of the last block, hex. It stands for all that the chain holds. */
  get tipHash(): string {
    return this.#tip.hash;
  }

  /**
   * Mines an hour's trades into a block; undefined if there are none.
   *
   * The columns are read before the promise is returned, so they may then be used again.
   */
  async append({ step, timestamp, trades }: HourOfTrades): Promise<Block | undefined> {
    if (trades.count === 0) return undefined;
    const { seed, difficulty, miners } = this.#settings;
    const canonical = canonicalTrades(trades, step, timestamp);
    const template = {
      previousHash: this.#tip.hash,
      merkleRoot: merkleRoot(leavesOf(canonical)),
      index: this.length,
      timestamp,
      difficulty,
    };
    const race = raceOfHour(seed, step, miners);
    const transactions = this.#signed(trades, canonical);
    const block = await this.#miner.mine(template, race, transactions);
    this.#tip = { index: block.header.index, hash: block.hash };
    return block;
  }

  /** Ends the threads that mine at high difficulty. */
  [Symbol.dispose](): void {
    this.#miner[Symbol.dispose]();
  }

  #signed({ sender, receiver }: TradeColumns, canonical: readonly string[]): readonly string[] {
    const { keys } = this;
    if (!keys) return canonical;
    const previousHash = this.#tip.hash;
    return canonical.map((text, i) => {
      const message = signedMessage(previousHash, text);
      const senders = signatureOf(message, keys.of(partyOf(sender[i])));
      return withSignatures(text, [senders, signatureOf(message, keys.of(partyOf(receiver[i])))]);
    });
  }
}

/** The leaf hashes of an hour's transactions, one by one: a million at once would weigh. */
function* leavesOf(canonical: readonly string[]): Generator<string> {
  for (const text of canonical) yield leafHash(text);
}

/** Mines blocks, in worker threads where a block takes long, and tells how far it is. */
class BlockMiner implements Disposable {
  readonly #progress: Progress;
  #pool: MiningPool | undefined;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  async mine(
    template: RaceTemplate,
    race: Race,
    transactions: readonly string[],
  ): Promise<Block> {
    const { header, hash, hashesTried } = template.difficulty < DIFFICULTY_OF_THREADS
      ? mine(template, race)
      : await this.#mineInThreads(template, race);
    const { contestants } = race;
    const winner = contestants.find(({ miner }) => miner === header.miner);
    if (!winner) throw new Error(`Miner ${header.miner} won a race that it was not in`);
    const work = { contestants, winnerPower: winner.power, hashesTried };
    return { header, hash, transactions, work };
  }

  async #mineInThreads(template: RaceTemplate, race: Race): Promise<Mined> {
    const task = `Mining block ${template.index}`;
    const expected = expectedHashes(template.difficulty);
    const chanceByNow = (tries: number) => Math.floor(100 * (1 - Math.exp(-tries / expected)));
    this.#pool ??= new MiningPool();
    this.#progress(task, 0, 100);
    const mined = await this.#pool.mine(
      template,
      race,
      (tries) => this.#progress(task, chanceByNow(tries), 100),
    );
    this.#progress(task, 100, 100);
    return mined;
  }

  [Symbol.dispose](): void {
    this.#pool?.[Symbol.dispose]();
  }
}

/** From this difficulty on a block takes long enough to be worth threads. */
const DIFFICULTY_OF_THREADS = 5;
