import { type ClearingMechanism, oneEach } from "./mechanism.ts";
import { Crossing } from "./parts/crossing.ts";
import { OrderBook } from "./parts/order_book.ts";
import { Pairing } from "./parts/pairing.ts";
import { PostedPrices } from "./parts/posted_prices.ts";

/**
 * One price for all, where supply and demand cross: p = lo + k(hi − lo) with k = ½,
 * lo = max(last accepted ask, first rejected bid), hi = min(last accepted bid, first rejected ask). An
 * order that is filled in part sets the price itself.
 *
 * The k-double auction of Satterthwaite & Williams 1989, doi:10.1016/0022-0531(89)90121-X. The price is
 * found without regard to the network fee; those accepted are then paired, highest bid and lowest ask
 * first, and a pair in different neighbourhoods trades if p(1 + f) ≤ r_buy and p(1 − f) ≥ r_sell.
 *
 * In the test case of docs/mechanisms.md: [.16, .20] → .18; gains B1 .18, B2 .04, S1 .14, S2 .06 €;
 * efficiency 1.
 *
 * Time grows with n.
 */
export const uniform: ClearingMechanism = {
  meaning: "one price for all, in the middle of those at which supply meets demand",
  pricedWithin: "quotes",
  capacity: oneEach,
  for(members) {
    const book = new OrderBook(members.size);
    const crossing = new Crossing();
    const pairing = new Pairing(members);
    const prices = new PostedPrices();
    return (round, trades) => {
      book.takeByQuote(round);
      const { sellers, buyers } = book;
      crossing.find(sellers, buyers, round.orders);
      prices.post(crossing.price);
      pairing.match(
        sellers.subarray(0, crossing.sellers),
        buyers.subarray(0, crossing.buyers),
        round,
        prices,
        trades,
      );
    };
  },
};
