import { type Round, type TradeColumns, TradeType } from "../market/mod.ts";
import { CLOSING_TOLERANCE } from "./accounts.ts";
import { costOfPeerTrade, proceedsOfPeerTrade } from "./peer_trade.ts";

/**
 * What each side of a step's trades gained against its outside option, €: the same energy bought
 * from, or sold to, the aggregator at the multipliers in force. Below 0 it lost by trading with a
 * peer. A trade with the aggregator is the outside option itself and gains 0.
 *
 * Entry t belongs to trade t of the step. Its columns are made once and used again every step.
 */
export class TradeGains {
  /** Gain of the receiver, €. */
  readonly buyerEur: Float64Array;
  /** Gain of the sender, €. */
  readonly sellerEur: Float64Array;

  /** Columns for as many trades as a step can have at most. */
  constructor(capacity: number) {
    this.buyerEur = new Float64Array(capacity);
    this.sellerEur = new Float64Array(capacity);
  }

  /**
   * Takes the measure of a step's trades, before the audit changes the multipliers: the buyer gains
   * q·λb·penalty less what it pays, the seller what it gets less q·λs.
   */
  measure(
    trades: TradeColumns,
    { prices, tariff, terms: { bonus, penalty } }: Pick<Round, "prices" | "tariff" | "terms">,
  ): void {
    for (let t = 0; t < trades.count; t++) {
      this.buyerEur[t] = 0;
      this.sellerEur[t] = 0;
      if (trades.type[t] !== TradeType.P2P) continue;
      const seller = trades.sender[t];
      const buyer = trades.receiver[t];
      const energy = trades.amountKwh[t];
      const value = energy * trades.eurPerKwh[t];
      const fee = tariff.networkFee(seller, buyer);
      this.buyerEur[t] = energy * prices.ask[buyer] * penalty[buyer] -
        costOfPeerTrade(value, fee, bonus[buyer]);
      this.sellerEur[t] = proceedsOfPeerTrade(value, fee, bonus[seller]) -
        energy * prices.pay[seller];
    }
  }
}

/**
 * Whether a gain is a loss, beyond the rounding of the sums that it came from.
 *
 * @param stakeEur Value of the trade, €.
 */
export function isLoss(gainEur: number, stakeEur: number): boolean {
  return gainEur < -CLOSING_TOLERANCE * Math.abs(stakeEur);
}
