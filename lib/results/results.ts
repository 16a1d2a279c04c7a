import type { Members } from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import type { LocalSteps } from "../time.ts";
import type { Kpis } from "./kpi_definitions.ts";

/**
 * A finished run, read back from its files, in columns.
 *
 * Columns "by step" have one entry per step. Columns "by step and prosumer" hold step k of prosumer
 * i at `k * prosumers + i`.
 */
export interface Results {
  /** Every setting of the run. */
  readonly config: Config;
  /** What run.json states. */
  readonly run: RunRecord;
  /** Number of steps. */
  readonly steps: number;
  /** Number of prosumers. */
  readonly prosumers: number;
  /** The clock in Rome by step, and how long a step is. */
  readonly calendar: LocalSteps;
  /** Who took part: who lives where, with what. */
  readonly community: Members;
  /** P by step, €/kWh: the market price as forecast, on which contracts are made. */
  readonly marketPrice: Float64Array;
  /** P* by step, €/kWh: the market price that came, on which imbalances are settled. */
  readonly actualPrice: Float64Array;
  /** P_z by step, €/kWh, as forecast, where Italy's tariffs are reckoned with; else P. */
  readonly zonalPrice: Float64Array;
  /** What each prosumer has in each world. */
  readonly worlds: MemberWorlds;
  /** What each prosumer did and had, by step and prosumer. */
  readonly members: MemberSteps;
  /** Balances by step. */
  readonly accounts: AccountSteps;
  /** Every trade on the chain. */
  readonly trades: TradeTable;
  /** Figures of merit, as the run computed them. */
  readonly kpis: Kpis;
  /** The mining races, by step. */
  readonly races: readonly StepOfMining[];
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

/** members.csv, by prosumer, €: what each has alone, with the market, as an energy community. */
export interface MemberWorlds {
  /** What it has with the aggregator alone, without penalties. */
  readonly alone: Float64Array;
  /** What that is more than without panels and battery. */
  readonly benefitAlone: Float64Array;
  /** What it has more with the market than alone. */
  readonly benefitMarket: Float64Array;
  /** The incentive of energy communities; NaN without it. */
  readonly benefitCer: Float64Array;
}

/** prosumer_stats.csv, by step and prosumer. */
export interface MemberSteps {
  /** Generation as forecast. */
  readonly pvKwh: Float64Array;
  /** Consumption as expected. */
  readonly loadKwh: Float64Array;
  /** Generation as it was. */
  readonly pvMeteredKwh: Float64Array;
  /** Consumption as it was. */
  readonly loadMeteredKwh: Float64Array;
  /** What the meter showed: > 0 taken from the network, < 0 fed in. */
  readonly meteredKwh: Float64Array;
  /** At the end of the step, as it was. */
  readonly batteryLevelKwh: Float64Array;
  /** What planned self-balancing leaves to trade, the contract: > 0 a deficit, < 0 a surplus. */
  readonly imbalanceKwh: Float64Array;
  /** Money at the end of the step. */
  readonly balanceEur: Float64Array;
  /** Bid or ask, €/kWh; NaN for nothing to trade. */
  readonly quote: Float64Array;
  /** Multiplier on P2P trades after the step's audit. */
  readonly bonus: Float64Array;
  /** Multiplier on grid purchases after the step's audit. */
  readonly penalty: Float64Array;
}

/** accounts.csv and regulator.csv: balances and sums at the end of each step, €. */
export interface AccountSteps {
  /** The aggregator. */
  readonly aggregator: Float64Array;
  /** The network operator. */
  readonly networkOperator: Float64Array;
  /** The fund of bonuses and penalties. */
  readonly regulatorFund: Float64Array;
  /** What the fund has taken in so far: penalties, and bonuses below 1. */
  readonly fundTakenIn: Float64Array;
  /** What the fund has paid so far: bonuses, penalties below 1, and what it handed back. */
  readonly fundPaidOut: Float64Array;
  /** What mechanisms with two prices leave over. */
  readonly marketOperator: Float64Array;
  /** All prosumers together. */
  readonly prosumers: Float64Array;
}

/** Every trade on the chain, in its order, a column per quantity. */
export interface TradeTable {
  /** Number of trades. */
  readonly count: number;
  /** Step of the run, from 0. */
  readonly step: Int32Array;
  /** Who delivers: a prosumer's id, or −1 for the aggregator. */
  readonly sender: Int32Array;
  /** Who takes: a prosumer's id, or −1 for the aggregator. */
  readonly receiver: Int32Array;
  /** Energy. */
  readonly amountKwh: Float64Array;
  /** Price before network fee and bonuses; for a grid purchase what the buyer pays. */
  readonly eurPerKwh: Float64Array;
  /** What the seller gets, before network fee and bonuses. */
  readonly sellersEurPerKwh: Float64Array;
  /** A code of `TradeType`. */
  readonly type: Uint8Array;
}

/** A row of blockchain_stats.csv. */
export interface StepOfMining {
  /** Hash power by miner; entry i is that of miner i + 1. */
  readonly powers: readonly number[];
  /** 1 … n; null for a step without a block. */
  readonly winner: number | null;
  /** Transactions that waited for the block. */
  readonly pending: number;
}
