import { type Block, type Candidate } from "./block.ts";
import { HASH_DIGITS } from "./header.ts";
import { leafHash, merkleRoot } from "./merkle.ts";
import { type Contestant, contestantsOf, race, type RaceResult } from "./mining.ts";
import { canonicalTrades } from "./transaction.ts";

/** The previous hash that the genesis block states. */
export const NO_HASH = "0".repeat(HASH_DIGITS);

/** Who mines the genesis block: number 0, alone. */
const FOUNDER: Contestant = { miner: 0, power: 1, phase: 0 };

/** What rules a chain. */
export interface ChainSettings {
  /** The run's seed, from which hash powers are drawn. */
  readonly seed: number;
  /** Zeros, as hex digits, that a block hash starts with. */
  readonly difficulty: number;
  /** Number of miners. */
  readonly miners: number;
  /** Start of the scenario, Unix seconds: the timestamp of the genesis block. */
  readonly start: number;
}

/**
 * A proof-of-work chain that grows by one block for every hour with trades.
 *
 * It keeps its tip only. The blocks are handed out, to be written and let go, so that a year's
 * chain takes no more memory than its largest hour.
 *
 * @example
 * ```ts
 * import { equal } from "node:assert/strict";
 * import type { TradeColumns } from "../market/trades.ts";
 * const trades: TradeColumns = {
 *   count: 1,
 *   sender: Int32Array.of(17),
 *   receiver: Int32Array.of(4),
 *   amountKwh: Float64Array.of(0.5),
 *   eurPerKwh: Float64Array.of(0.1),
 *   type: Uint8Array.of(0),
 * };
 * using chain = await Chain.begin({ seed: 42, difficulty: 3, miners: 10, start: 1723672800 });
 * const block = await chain.append({ step: 0, timestamp: 1723672800, trades });
 * equal(block?.header.previousHash, chain.genesis.hash);
 * equal(block?.hash.slice(0, 3), "000");
 * ```
 */
export class Chain implements Disposable {
  readonly #settings: ChainSettings;
  /** The block without transactions that every chain starts with. */
  readonly genesis: Block;
  #tip: { readonly index: number; readonly hash: string };

  private constructor(settings: ChainSettings, genesis: Block) {
    this.#settings = settings;
    this.genesis = genesis;
    this.#tip = { index: 0, hash: genesis.hash };
  }

  /** Mines the genesis block: index 0, previous hash zeros, at the start of the scenario. */
  static async begin(settings: ChainSettings): Promise<Chain> {
    const template = {
      previousHash: NO_HASH,
      merkleRoot: merkleRoot([]),
      index: 0,
      timestamp: settings.start,
      difficulty: settings.difficulty,
    };
    const result = await race(template, [FOUNDER]);
    return new Chain(settings, blockOf(result, [FOUNDER], []));
  }

  /** Blocks so far, the genesis block included. */
  get length(): number {
    return this.#tip.index + 1;
  }

  /** Hash of the last block, hex. */
  get tipHash(): string {
    return this.#tip.hash;
  }

  /**
   * Mines an hour's trades into a block; undefined if there are none.
   *
   * @param candidate The hour and its trades, in the order in which they are to stand. The columns
   * must not change before the promise is fulfilled.
   */
  async append({ step, timestamp, trades }: Candidate): Promise<Block | undefined> {
    if (trades.count === 0) return undefined;
    const { seed, difficulty, miners } = this.#settings;
    const transactions = canonicalTrades(trades, step, timestamp);
    const template = {
      previousHash: this.#tip.hash,
      merkleRoot: merkleRoot(transactions.map(leafHash)),
      index: this.length,
      timestamp,
      difficulty,
    };
    const contestants = contestantsOf(seed, step, miners);
    const block = blockOf(await race(template, contestants), contestants, transactions);
    this.#tip = { index: block.header.index, hash: block.hash };
    return block;
  }

  /** Ends what mines in the background. */
  [Symbol.dispose](): void {}
}

function blockOf(
  { header, hash, hashesTried }: RaceResult,
  contestants: readonly Contestant[],
  transactions: readonly string[],
): Block {
  const winner = contestants.find(({ miner }) => miner === header.miner) as Contestant;
  return {
    header,
    hash,
    transactions,
    work: { contestants, winnerPower: winner.power, hashesTried },
  };
}
