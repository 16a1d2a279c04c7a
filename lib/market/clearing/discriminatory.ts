import { type ClearingMechanism, oneEach } from "./mechanism.ts";
import { pairMarket } from "./parts/pair_market.ts";

/**
 * Pairs as in `mid`; the buyer pays its bid, the seller gets its ask, and the difference stays with the
 * market operator.
 *
 * The spread that a dealer between the two sides keeps: Wurman, Walsh & Wellman 1998,
 * doi:10.1016/S0167-9236(98)00060-8. A pair in different neighbourhoods trades if
 * bid·(1 + f) ≤ r_buy and ask·(1 − f) ≥ r_sell.
 *
 * In the test case of docs/mechanisms.md: members gain nothing, the operator .42 €; efficiency 1.
 *
 * Time grows with n.
 */
export const discriminatory: ClearingMechanism = {
  meaning: "pairs by bid and ask, the buyer pays its bid, the seller gets its ask",
  pricedWithin: "quotes",
  capacity: oneEach,
  for: pairMarket({
    meet: (bid, ask) => bid >= ask,
    buyers: (bid) => bid,
    sellers: (_bid, ask) => ask,
    highestAskAbroad: (bid, reservation, fee) =>
      bid * (1 + fee) <= reservation ? Infinity : -Infinity,
    lowestBidAbroad: (ask, reservation, fee) =>
      ask * (1 - fee) >= reservation ? -Infinity : Infinity,
  }),
};
