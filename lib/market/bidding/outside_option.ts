import { DUST_KWH } from "../../community/mod.ts";
import type { BiddingStrategy } from "./strategy.ts";

/**
 * The most that a buyer can pay a peer, before fee and bonus, and be no worse off than with the
 * aggregator, €/kWh: λb·penalty / (1 − δ), δ = bonus − 1.
 *
 * @param gridAsks λb, €/kWh.
 */
export function buyersReservation(gridAsks: number, bonus: number, penalty: number): number {
  return gridAsks * penalty / (2 - bonus);
}

/**
 * The least that a seller can take from a peer, before fee and bonus, and be no worse off than
 * with the aggregator, €/kWh: λs / (1 + δ), δ = bonus − 1.
 *
 * @param gridPays λs, €/kWh.
 */
export function sellersReservation(gridPays: number, bonus: number): number {
  return gridPays / bonus;
}

/** Nobody quotes a price at which the aggregator would serve it better; each wants a margin. */
export const outsideOption: BiddingStrategy = {
  meaning: "from what the aggregator offers",

  quote({ members, marketPrice, prices, terms, orders }, _settings, stream) {
    const { openKwh, quote, reservation } = orders;
    const { bonus, penalty } = terms;
    for (let i = 0; i < members.size; i++) {
      stream.next();
      const open = openKwh[i];
      if (Math.abs(open) < DUST_KWH) {
        quote[i] = reservation[i] = NaN;
      } else if (open > 0) {
        reservation[i] = buyersReservation(prices.ask[i], bonus[i], penalty[i]);
        quote[i] = reservation[i] - members.margin[i] * marketPrice;
      } else {
        reservation[i] = sellersReservation(prices.pay[i], bonus[i]);
        quote[i] = reservation[i] + members.margin[i] * marketPrice;
      }
    }
  },

  highestBid({ marketPrice, prices, members, terms }, buyer) {
    const bonus = extremes(terms.bonus[buyer]);
    const penalty = extremes(terms.penalty[buyer]);
    let highest = -Infinity;
    for (const b of bonus) {
      for (const p of penalty) {
        highest = Math.max(highest, buyersReservation(prices.ask[buyer], b, p));
      }
    }
    return highest - Math.min(0, members.margin[buyer] * marketPrice);
  },

  lowestAsk({ marketPrice, prices, members, terms }, seller) {
    let lowest = Infinity;
    for (const b of extremes(terms.bonus[seller])) {
      lowest = Math.min(lowest, sellersReservation(prices.pay[seller], b));
    }
    return lowest + Math.min(0, members.margin[seller] * marketPrice);
  },
};

/** A multiplier as it is, and as a budget would have it at the most. */
function extremes(multiplier: number): readonly [number, number] {
  return [multiplier, 1];
}
