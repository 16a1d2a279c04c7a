import type { Members } from "../../community/mod.ts";
import type { Round } from "../round.ts";
import type { TradeBook } from "../trade_book.ts";

/**
 * Trades among the peers of a step: takes from `orders.openKwh` what is traded and adds a P2P trade
 * per pair to the book. What stays open the aggregator clears.
 */
export type Clear = (round: Round, trades: TradeBook) => void;

/** A rule by which peers trade. */
export interface ClearingMechanism {
  /** One sentence, for the documentation of the setting. */
  readonly meaning: string;
  /**
   * Between what all its prices lie, which is what a budget reckons with. `quotes`: no buyer pays more
   * than its bid, no seller gets less than its ask, and no price is outside of all bids and asks.
   * `tariff`: between the lowest λs and the highest λb, or 0.
   */
  readonly pricedWithin: "quotes" | "tariff";
  /** The most trades that a step of so many members can have, those with the aggregator included. */
  capacity(members: number): number;
  /** The rule for these members, with columns of its own that every step uses again. */
  for(members: Members): Clear;
}

/** Capacity of a rule by which each trade but a member's last fills somebody for good. */
export const oneEach = (members: number): number => members;

/** Capacity of a rule that holds back a part of what members have: it goes to the aggregator. */
export const twoEach = (members: number): number => 2 * members;
