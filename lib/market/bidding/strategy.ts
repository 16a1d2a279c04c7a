import type { Config } from "../../config/settings.ts";
import type { RandomStream } from "../../random.ts";
import type { Round } from "../round.ts";

/** The settings of `market.bidding`. */
export type BiddingSettings = Config["market"]["bidding"];

/** How members quote. */
export interface BiddingStrategy {
  /** One sentence, for the documentation of the setting. */
  readonly meaning: string;
  /**
   * Sets quote and reservation of each member that has something to trade, €/kWh; NaN for the
   * others.
   *
   * @param stream The step's own; one draw per member, used or not.
   */
  quote(round: Round, settings: BiddingSettings, stream: RandomStream): void;
  /**
   * The highest bid that a buyer can quote at its multipliers, or at ones that a budget has moved
   * towards 1, €/kWh.
   */
  highestBid(round: Round, buyer: number, settings: BiddingSettings): number;
  /** The lowest ask that a seller can quote, likewise, €/kWh. */
  lowestAsk(round: Round, seller: number, settings: BiddingSettings): number;
}
