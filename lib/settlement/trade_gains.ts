import type { Community } from "../community/community.ts";
import { CLOSING_TOLERANCE, type Fees } from "./accounts.ts";
import { type TradeColumns, TradeType } from "../market/trades.ts";

/**
 * What each side of the hour's trades gained against its outside option, €: the same energy bought
 * from, or sold to, the aggregator at the multipliers in force. Below 0 it lost by trading with a
 * peer. A trade with the aggregator is the outside option itself and gains 0.
 *
 * Entry t belongs to trade t of the hour. Its columns are made once and used again every hour.
 */
export class TradeGains {
  /** Gain of the receiver, €. */
  readonly buyerEur: Float64Array;
  /** Gain of the sender, €. */
  readonly sellerEur: Float64Array;

  /** Columns for as many trades as an hour can have at most. */
  constructor(capacity: number) {
    this.buyerEur = new Float64Array(capacity);
    this.sellerEur = new Float64Array(capacity);
  }

  /**
   * Takes the measure of an hour's trades, before the audit changes the multipliers.
   *
   * With v the trade's value, f the network fee if it crosses neighbourhoods, δ = bonus − 1 and q
   * the energy, the buyer gains q·P(1+a)·penalty − v(1+f)(1−δ) and the seller
   * v(1−f)(1+δ) − q·P(1−a).
   *
   * @param marketPrice P, €/kWh.
   */
  measure(trades: TradeColumns, community: Community, marketPrice: number, fees: Fees): void {
    const { neighbourhood, bonus, penalty } = community;
    const gridBuys = marketPrice * (1 + fees.aggregator_fee);
    const gridPays = marketPrice * (1 - fees.aggregator_fee);
    for (let t = 0; t < trades.count; t++) {
      this.buyerEur[t] = 0;
      this.sellerEur[t] = 0;
      if (trades.type[t] !== TradeType.P2P) continue;
      const seller = trades.sender[t];
      const buyer = trades.receiver[t];
      const energy = trades.amountKwh[t];
      const value = energy * trades.eurPerKwh[t];
      const fee = neighbourhood[seller] === neighbourhood[buyer] ? 0 : fees.network_fee;
      const paid = value * (1 + fee) * (2 - bonus[buyer]);
      const received = value * (1 - fee) * bonus[seller];
      this.buyerEur[t] = energy * gridBuys * penalty[buyer] - paid;
      this.sellerEur[t] = received - energy * gridPays;
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
