import type { Members } from "../../community/mod.ts";
import type { Round } from "../round.ts";
import type { TradeBook } from "../trade_book.ts";

/**
 * Trades among the peers of a step: takes from `orders.openKwh` what is traded and adds a P2P trade
 * per pair to the book.
 */
export type Clear = (round: Round, trades: TradeBook) => void;

/** A rule by which peers trade. */
export interface ClearingMechanism {
  /** One sentence, for the documentation of the setting. */
  readonly meaning: string;
  /** The most trades that a step of so many members can have, those with the aggregator included. */
  capacity(members: number): number;
  /** The rule for these members, with columns of its own that every step uses again. */
  for(members: Members): Clear;
}
