import { type ClearingMechanism, oneEach } from "./mechanism.ts";
import { pairMarket } from "./parts/pair_market.ts";

/**
 * A double auction at the mean of bid and ask.
 *
 * Buyers come by bid, highest first; each is served by the open seller with the lowest ask (equal
 * prices: lower id first) as long as its bid reaches the ask, at p = (bid + ask)/2. A pair that the
 * network fee f applies to trades only within both sides' reservations, p(1 + f) ≤ r_buy and
 * p(1 − f) ≥ r_sell; a buyer then passes over sellers that are too far.
 *
 * The k-double auction with discriminatory prices and k = ½ of Nicolaisen, Petrov & Tesfatsion 2001,
 * doi:10.1109/4235.956714. Without the fee it reaches the greatest Σ q(bid − ask).
 *
 * In the test case of docs/mechanisms.md: B1–S1 2 kWh at .175, B1–S2 1 at .20, B2–S2 2 at .18; gains
 * B1 .17, B2 .04, S1 .13, S2 .08 €; efficiency 1.
 *
 * Time grows with n, as ranking and matching do.
 */
export const mid: ClearingMechanism = {
  meaning: "pairs by bid and ask, each at the mean of the two",
  pricedWithin: "quotes",
  capacity: oneEach,
  for: pairMarket({
    meet: (bid, ask) => bid >= ask,
    buyers: mean,
    sellers: mean,
    highestAskAbroad: (bid, reservation, fee) => 2 * reservation / (1 + fee) - bid,
    lowestBidAbroad: (ask, reservation, fee) => 2 * reservation / (1 - fee) - ask,
  }),
};

function mean(bid: number, ask: number): number {
  return (bid + ask) / 2;
}
