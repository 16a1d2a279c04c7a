import type { ClearingMechanism } from "../mechanism.ts";
import { OrderBook } from "./order_book.ts";
import { Pairing, type PairPrices } from "./pairing.ts";

/** A market in which the best bid meets the best ask, and each pair has prices of its own. */
export function pairMarket(prices: PairPrices): ClearingMechanism["for"] {
  return (members) => {
    const book = new OrderBook(members.size);
    const pairing = new Pairing(members);
    return (round, trades) => {
      book.takeByQuote(round);
      pairing.match(book.sellers, book.buyers, round, prices, trades);
    };
  };
}
