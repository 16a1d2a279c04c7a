import { DUST_KWH } from "../../../community/mod.ts";
import type { Orders } from "../../orders.ts";

/**
 * Where supply and demand cross, the network fee left aside: who is accepted if the best bid is served
 * by the best ask as long as it reaches it. That allocation has the greatest Σ q(bid − ask) of all.
 */
export class Crossing {
  /** How many of the buyers are accepted, the last of them perhaps in part. */
  buyers = 0;
  /** How many of the sellers are accepted, the last of them perhaps in part. */
  sellers = 0;
  /** The lowest accepted bid, €/kWh. */
  lastBid = NaN;
  /** The highest accepted ask, €/kWh. */
  lastAsk = NaN;
  /** The highest bid that is rejected, in whole or in part, €/kWh; −Infinity for none. */
  firstRejectedBid = -Infinity;
  /** The lowest ask that is rejected, in whole or in part, €/kWh; Infinity for none. */
  firstRejectedAsk = Infinity;

  /** Finds it. Both sides are ids, the best first. */
  find(sellers: Uint32Array, buyers: Uint32Array, { openKwh, quote }: Orders): void {
    let b = 0;
    let s = 0;
    let wanted = buyers.length > 0 ? openKwh[buyers[0]] : 0;
    let offered = sellers.length > 0 ? -openKwh[sellers[0]] : 0;
    let isBuyerCut = false;
    let isSellerCut = false;
    while (b < buyers.length && s < sellers.length && quote[buyers[b]] >= quote[sellers[s]]) {
      const amount = Math.min(wanted, offered);
      wanted -= amount;
      offered -= amount;
      isBuyerCut = wanted >= DUST_KWH;
      isSellerCut = offered >= DUST_KWH;
      if (!isBuyerCut && ++b < buyers.length) wanted = openKwh[buyers[b]];
      if (!isSellerCut && ++s < sellers.length) offered = -openKwh[sellers[s]];
    }
    this.buyers = isBuyerCut ? b + 1 : b;
    this.sellers = isSellerCut ? s + 1 : s;
    this.lastBid = this.buyers > 0 ? quote[buyers[this.buyers - 1]] : NaN;
    this.lastAsk = this.sellers > 0 ? quote[sellers[this.sellers - 1]] : NaN;
    this.firstRejectedBid = b < buyers.length ? quote[buyers[b]] : -Infinity;
    this.firstRejectedAsk = s < sellers.length ? quote[sellers[s]] : Infinity;
  }

  /**
   * The price at which all that are accepted want to trade and none that is rejected does, the middle
   * of the range of such prices:
   *
   *     p = lo + k(hi − lo),  k = ½
   *     lo = max(last accepted ask, first rejected bid)
   *     hi = min(last accepted bid, first rejected ask)
   *
   * An order that is accepted in part is also the first rejected one, so that it sets the price itself.
   *
   * @returns €/kWh; NaN where nobody is accepted.
   */
  get price(): number {
    const low = Math.max(this.lastAsk, this.firstRejectedBid);
    const high = Math.min(this.lastBid, this.firstRejectedAsk);
    return low + (high - low) / 2;
  }
}
