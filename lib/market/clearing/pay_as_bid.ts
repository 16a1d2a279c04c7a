import { type ClearingMechanism, oneEach } from "./mechanism.ts";
import { pairMarket } from "./parts/pair_market.ts";

/**
 * Pairs as in `mid`, each at the buyer's bid: p = bid. A buyer that bids what the energy is worth to
 * it gains nothing, so buyers have every reason to bid less.
 *
 * Kahn, Cramton, Porter & Tabors 2001, doi:10.1016/S1040-6190(01)00216-0. A pair in different
 * neighbourhoods trades if bid·(1 + f) ≤ r_buy and bid·(1 − f) ≥ r_sell.
 *
 * In the test case of docs/mechanisms.md: .24, .24, .20; gains B 0, S1 .26, S2 .16 €; efficiency 1.
 *
 * Time grows with n.
 */
export const payAsBid: ClearingMechanism = {
  meaning: "pairs by bid and ask, each at the bid",
  pricedWithin: "quotes",
  capacity: oneEach,
  for: pairMarket({
    meet: (bid, ask) => bid >= ask,
    buyers: (bid) => bid,
    sellers: (bid) => bid,
    highestAskAbroad: (bid, reservation, fee) =>
      bid * (1 + fee) <= reservation ? Infinity : -Infinity,
    lowestBidAbroad: (_ask, reservation, fee) => reservation / (1 - fee),
  }),
};
