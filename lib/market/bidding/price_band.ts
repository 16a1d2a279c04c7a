import { DUST_KWH } from "../../community/mod.ts";
import type { BiddingStrategy } from "./strategy.ts";

/** Quotes drawn around the market price; members do not compare them with the aggregator's. */
export const priceBand: BiddingStrategy = {
  meaning: "bids drawn around the market price",

  quote({ members, marketPrice, orders }, { seller_band, buyer_band }, stream) {
    const { openKwh, quote, reservation } = orders;
    const [lowestBid, highestBid] = buyer_band;
    const [lowestAsk, highestAsk] = seller_band;
    for (let i = 0; i < members.size; i++) {
      const draw = stream.next();
      const open = openKwh[i];
      const low = open > 0 ? lowestBid : lowestAsk;
      const high = open > 0 ? highestBid : highestAsk;
      const hasOrder = Math.abs(open) >= DUST_KWH;
      quote[i] = hasOrder ? (low + (high - low) * draw) * marketPrice : NaN;
      reservation[i] = hasOrder ? (open > 0 ? Infinity : -Infinity) : NaN;
    }
  },

  highestBid({ marketPrice }, _buyer, { buyer_band }) {
    return marketPrice * buyer_band[marketPrice < 0 ? 0 : 1];
  },

  lowestAsk({ marketPrice }, _seller, { seller_band }) {
    return marketPrice * seller_band[marketPrice < 0 ? 1 : 0];
  },
};
