import { type ClearingMechanism, oneEach } from "./mechanism.ts";
import { Crossing } from "./parts/crossing.ts";
import { OrderBook } from "./parts/order_book.ts";
import { Pairing } from "./parts/pairing.ts";
import { PostedPrices } from "./parts/posted_prices.ts";

/**
 * MUDA: chance puts every member into one of two halves; in each the price of `uniform` is found, and
 * each trades at the price of the *other*. Those to whom that price is good trade, the shorter side in
 * full, the longer side by quote. A half whose other half finds no price does not trade.
 *
 * Segal-Halevi, Hassidim & Aumann 2018, doi:10.1609/aaai.v32i1.11450. Nobody can move the price that it
 * trades at. Serving the longer side by quote takes nothing from that, but a quote can still win a
 * better place in the queue; the paper's own variants draw lots or charge for the place. A pair in
 * different neighbourhoods trades if p(1 + f) ≤ r_buy and p(1 − f) ≥ r_sell.
 *
 * In the test case of docs/mechanisms.md with halves {B1, B3, S2} and {B2, S1, S3}: prices .20 and
 * .155; the right half trades 2 kWh at .20, the left one nothing; efficiency .4286.
 *
 * Time grows with n. Chance: the stream `halves` of the step, a draw per member.
 */
export const muda: ClearingMechanism = {
  meaning: "two halves by chance, each trades at the price of the other",
  pricedWithin: "quotes",
  capacity: oneEach,
  for(members) {
    const book = new OrderBook(members.size);
    const isRight = new Uint8Array(members.size);
    const left = new Half(members.size);
    const right = new Half(members.size);
    const pairing = new Pairing(members);
    const prices = new PostedPrices();
    return (round, trades) => {
      const stream = round.chance("halves");
      for (let i = 0; i < members.size; i++) isRight[i] = stream.next() < 0.5 ? 0 : 1;
      book.takeByQuote(round);
      left.take(book, isRight, 0);
      right.take(book, isRight, 1);
      const { quote } = round.orders;
      left.crossing.find(left.sellers, left.buyers, round.orders);
      right.crossing.find(right.sellers, right.buyers, round.orders);
      const [leftPrice, rightPrice] = [left.crossing.price, right.crossing.price];
      prices.post(rightPrice);
      pairing.match(
        left.sellersAt(rightPrice, quote),
        left.buyersAt(rightPrice, quote),
        round,
        prices,
        trades,
      );
      prices.post(leftPrice);
      pairing.match(
        right.sellersAt(leftPrice, quote),
        right.buyersAt(leftPrice, quote),
        round,
        prices,
        trades,
      );
    };
  },
};

/** The orders of one half, best first. */
class Half {
  readonly crossing = new Crossing();
  readonly #sellers: Uint32Array;
  readonly #buyers: Uint32Array;
  #sellerCount = 0;
  #buyerCount = 0;

  constructor(members: number) {
    this.#sellers = new Uint32Array(members);
    this.#buyers = new Uint32Array(members);
  }

  get sellers(): Uint32Array {
    return this.#sellers.subarray(0, this.#sellerCount);
  }

  get buyers(): Uint32Array {
    return this.#buyers.subarray(0, this.#buyerCount);
  }

  take({ sellers, buyers }: OrderBook, isRight: Uint8Array, side: number): void {
    this.#sellerCount = this.#buyerCount = 0;
    for (let k = 0; k < sellers.length; k++) {
      if (isRight[sellers[k]] === side) this.#sellers[this.#sellerCount++] = sellers[k];
    }
    for (let k = 0; k < buyers.length; k++) {
      if (isRight[buyers[k]] === side) this.#buyers[this.#buyerCount++] = buyers[k];
    }
  }

  /** Those who sell at a price; none if there is no price. */
  sellersAt(price: number, quote: Float64Array): Uint32Array {
    let count = 0;
    while (count < this.#sellerCount && quote[this.#sellers[count]] <= price) count++;
    return this.#sellers.subarray(0, count);
  }

  buyersAt(price: number, quote: Float64Array): Uint32Array {
    let count = 0;
    while (count < this.#buyerCount && quote[this.#buyers[count]] >= price) count++;
    return this.#buyers.subarray(0, count);
  }
}
