import type { Members } from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import type { LocalSteps } from "../time.ts";
import type { Kpis } from "./kpi_definitions.ts";

/**
 * A finished run, read back from its files, in columns.
 *
 * Columns "by hour" have one entry per step. Columns "by hour and prosumer" hold hour h of prosumer
 * i at `h * prosumers + i`.
 */
export interface Results {
  /** Every setting of the run. */
  readonly config: Config;
  /** What run.json states. */
  readonly run: RunRecord;
  /** Steps. */
  readonly hours: number;
  /** Number of prosumers. */
  readonly prosumers: number;
  /** The clock in Rome by hour. */
  readonly calendar: LocalSteps;
  /** Who took part: who lives where, with what. */
  readonly community: Members;
  /** P by hour, €/kWh. */
  readonly marketPrice: Float64Array;
  /** What each prosumer did and had, by hour and prosumer. */
  readonly members: MemberHours;
  /** Balances by hour. */
  readonly accounts: AccountHours;
  /** Every trade on the chain. */
  readonly trades: TradeTable;
  /** Figures of merit, as the run computed them. */
  readonly kpis: Kpis;
  /** The mining races, by hour. */
  readonly races: readonly HourOfMining[];
}

/** What run.json states. */
export interface RunRecord {
  /** The data used, such as `synthetic sample`. */
  readonly dataLabel: string;
  /** Whether any of the data is made up. */
  readonly synthetic: boolean;
  /** SHA-256 of each file of history that the run used. */
  readonly sourceHashes: readonly string[];
  /** Everything, as written. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** prosumer_stats.csv, by hour and prosumer. */
export interface MemberHours {
  /** Generation. */
  readonly pvKwh: Float64Array;
  /** Consumption. */
  readonly loadKwh: Float64Array;
  /** At the end of the hour. */
  readonly batteryLevelKwh: Float64Array;
  /** What self-balancing leaves to trade: > 0 a deficit, < 0 a surplus. */
  readonly imbalanceKwh: Float64Array;
  /** Money at the end of the hour. */
  readonly balanceEur: Float64Array;
  /** Bid or ask, €/kWh; NaN for nothing to trade. */
  readonly quote: Float64Array;
  /** Multiplier on P2P trades after the hour's audit. */
  readonly bonus: Float64Array;
  /** Multiplier on grid purchases after the hour's audit. */
  readonly penalty: Float64Array;
}

/** accounts.csv: balances at the end of each hour, €. */
export interface AccountHours {
  /** The aggregator. */
  readonly aggregator: Float64Array;
  /** The network operator. */
  readonly networkOperator: Float64Array;
  /** The fund of bonuses and penalties. */
  readonly regulatorFund: Float64Array;
  /** All prosumers together. */
  readonly prosumers: Float64Array;
}

/** Every trade on the chain, in its order, a column per quantity. */
export interface TradeTable {
  /** Number of trades. */
  readonly count: number;
  /** Hour of the run, from 0. */
  readonly step: Int32Array;
  /** Who delivers: a prosumer's id, or −1 for the aggregator. */
  readonly sender: Int32Array;
  /** Who takes: a prosumer's id, or −1 for the aggregator. */
  readonly receiver: Int32Array;
  /** Energy. */
  readonly amountKwh: Float64Array;
  /** Price before network fee and bonuses; for a grid purchase what the buyer pays. */
  readonly eurPerKwh: Float64Array;
  /** A code of `TradeType`. */
  readonly type: Uint8Array;
}

/** A row of blockchain_stats.csv. */
export interface HourOfMining {
  /** Hash power by miner; entry i is that of miner i + 1. */
  readonly powers: readonly number[];
  /** 1 … n; null for an hour without a block. */
  readonly winner: number | null;
  /** Transactions that waited for the block. */
  readonly pending: number;
}
