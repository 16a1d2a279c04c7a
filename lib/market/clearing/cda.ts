import { DUST_KWH, type Members } from "../../community/mod.ts";
import { Ranking } from "../ranking.ts";
import type { Round } from "../round.ts";
import type { TradeBook } from "../trade_book.ts";
import { type ClearingMechanism, oneEach } from "./mechanism.ts";
import { OrderBook } from "./parts/order_book.ts";
import { RestingOrders } from "./parts/resting_orders.ts";

/**
 * Continuous double auction: orders arrive one after another, in an order that chance gives. Each
 * trades at once with the best order of the other side that rests in the book, at that order's price,
 * as long as the prices meet; what is left of it rests. Of equal prices the one that came first.
 *
 * Smith 1962, doi:10.1086/258609; with traders of no intelligence Gode & Sunder 1993,
 * doi:10.1086/261868. Early bargains take partners from better ones, so that more is traded than is
 * best. A pair in different neighbourhoods trades, at the resting price p, if p(1 + f) ≤ r_buy and
 * p(1 − f) ≥ r_sell; else the next best order is taken.
 *
 * In the test case of docs/mechanisms.md with the order B3 S3 S2 B2 B1 S1: 2 kWh at .16, 1 at .16, 2 at
 * .22, 2 at .14; 7 kWh; efficiency .619.
 *
 * Time n log n: a heap of resting orders for each neighbourhood and one of those that trade beyond it.
 * Chance: the stream `arrival` of the step, a draw per member.
 */
export const cda: ClearingMechanism = {
  meaning: "orders arrive by chance and trade at once, at the price of the order that waits",
  pricedWithin: "quotes",
  capacity: oneEach,
  for(members) {
    const market = new ContinuousMarket(members);
    return (round, trades) => market.clear(round, trades);
  },
};

class ContinuousMarket {
  readonly #book: OrderBook;
  readonly #ranking: Ranking;
  readonly #arrivals: Uint32Array;
  /** When each comes, by member. */
  readonly #time: Float64Array;
  readonly #bids: RestingOrders;
  readonly #asks: RestingOrders;

  constructor(members: Members) {
    this.#book = new OrderBook(members.size);
    this.#ranking = new Ranking(members.size);
    this.#arrivals = new Uint32Array(members.size);
    this.#time = new Float64Array(members.size);
    this.#bids = new RestingOrders(members);
    this.#asks = new RestingOrders(members);
  }

  clear(round: Round, trades: TradeBook): void {
    const { openKwh, quote } = round.orders;
    const time = this.#time;
    const stream = round.chance("arrival");
    for (let i = 0; i < time.length; i++) time[i] = stream.next();
    this.#book.takeByQuote(round);
    const { sellers, buyers } = this.#book;
    this.#asks.begin(inOrderOfArrival(sellers, quote, time));
    this.#bids.begin(inOrderOfArrival(buyers, quote, time));
    const arrivals = this.#arrivals.subarray(0, sellers.length + buyers.length);
    arrivals.set(sellers);
    arrivals.set(buyers, sellers.length);
    this.#ranking.sort(arrivals.sort(), time, 1);
    for (let k = 0; k < arrivals.length; k++) {
      if (openKwh[arrivals[k]] > 0) this.#buy(arrivals[k], round, trades);
      else this.#sell(arrivals[k], round, trades);
    }
  }

  #buy(buyer: number, { tariff, orders }: Round, trades: TradeBook): void {
    const { openKwh, quote, reservation } = orders;
    const fee = tariff.crossingFee;
    const highestAbroad = reservation[buyer] / (1 + fee);
    while (openKwh[buyer] >= DUST_KWH) {
      const abroad = this.#asks.bestAbroad(buyer, openKwh);
      const seller = abroad >= 0 && quote[abroad] <= highestAbroad
        ? abroad
        : this.#asks.bestAtHome(buyer, openKwh);
      if (seller < 0 || quote[seller] > quote[buyer]) break;
      const amount = Math.min(openKwh[buyer], -openKwh[seller]);
      trades.addP2P(seller, buyer, amount, quote[seller]);
      openKwh[buyer] -= amount;
      openKwh[seller] += amount;
    }
    if (openKwh[buyer] < DUST_KWH) return;
    this.#bids.rest(buyer, quote[buyer] * (1 + fee) <= reservation[buyer]);
  }

  #sell(seller: number, { tariff, orders }: Round, trades: TradeBook): void {
    const { openKwh, quote, reservation } = orders;
    const fee = tariff.crossingFee;
    const lowestAbroad = reservation[seller] / (1 - fee);
    while (openKwh[seller] <= -DUST_KWH) {
      const abroad = this.#bids.bestAbroad(seller, openKwh);
      const buyer = abroad >= 0 && quote[abroad] >= lowestAbroad
        ? abroad
        : this.#bids.bestAtHome(seller, openKwh);
      if (buyer < 0 || quote[buyer] < quote[seller]) break;
      const amount = Math.min(openKwh[buyer], -openKwh[seller]);
      trades.addP2P(seller, buyer, amount, quote[buyer]);
      openKwh[buyer] -= amount;
      openKwh[seller] += amount;
    }
    if (openKwh[seller] > -DUST_KWH) return;
    this.#asks.rest(seller, quote[seller] * (1 - fee) >= reservation[seller]);
  }
}

/** Orders sorted by price and id, those of one price by the time at which they come. */
function inOrderOfArrival(
  members: Uint32Array,
  quote: Float64Array,
  time: Float64Array,
): Uint32Array {
  for (let from = 0; from < members.length;) {
    let to = from + 1;
    while (to < members.length && quote[members[to]] === quote[members[from]]) to++;
    if (to > from + 1) {
      members.subarray(from, to).sort((a, b) => time[a] - time[b] || a - b);
    }
    from = to;
  }
  return members;
}
