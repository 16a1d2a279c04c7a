import type { Members } from "../community/mod.ts";
import type { Orders } from "./orders.ts";
import type { GridPrices, Tariff } from "./tariff.ts";

/** On what terms members trade in a step, as the regulator has set them; one entry per member. */
export interface Terms {
  /** Multiplier on P2P trades, 1 for none. */
  readonly bonus: Float64Array;
  /** Multiplier on grid purchases, 1 for none. */
  readonly penalty: Float64Array;
  /** 1 for a member who may not trade with peers. */
  readonly barred: Uint8Array;
}

/** All that the market of a step rests on. Its columns are used again by the next step. */
export interface Round {
  /** Who takes part. */
  readonly members: Members;
  /** P, €/kWh. */
  readonly marketPrice: number;
  /** What the aggregator asks and pays. */
  readonly prices: GridPrices;
  /** What the network costs. */
  readonly tariff: Tariff;
  /** Bonus, penalty and admission. */
  readonly terms: Terms;
  /** What is to be traded, and the quotes. */
  readonly orders: Orders;
}
