import { DUST_KWH, type Members } from "../../../community/mod.ts";
import type { Orders } from "../../orders.ts";
import type { Round } from "../../round.ts";
import type { TradeBook } from "../../trade_book.ts";

const NOBODY = -1;

/** What a pair pays and gets, and who trades across neighbourhoods at that; prices in €/kWh. */
export interface PairPrices {
  /** Whether a bid and an ask come together at all. */
  meet(bid: number, ask: number): boolean;
  /** What the buyer pays. */
  buyers(bid: number, ask: number): number;
  /** What the seller gets. */
  sellers(bid: number, ask: number): number;
  /**
   * The highest ask from another neighbourhood at which a buyer, the network fee paid, is no worse off
   * than with the aggregator: −Infinity for none, Infinity for any.
   *
   * @param reservation The most that it pays, fee included.
   */
  highestAskAbroad(bid: number, reservation: number, fee: number): number;
  /**
   * The lowest bid from another neighbourhood at which a seller, the network fee paid, is no worse off.
   *
   * @param reservation The least that it takes, fee deducted.
   */
  lowestBidAbroad(ask: number, reservation: number, fee: number): number;
}

/**
 * Pairs buyers with sellers, both in the order given: each buyer is served by the first seller that is
 * open, as long as bid and ask meet. A pair in different neighbourhoods trades only within both sides'
 * reservations; a buyer then passes over sellers that are too far.
 *
 * Every trade fills one of its members for good. Linear in the number of orders: sellers wait in one
 * queue and in one per neighbourhood. It rests on two things that hold for every mechanism: the later a
 * buyer comes the lower it bids (or prices are posted), and the later a seller the higher it asks; so a
 * seller whom a bid from abroad is too low for need not be looked at again by a buyer from abroad.
 */
export class Pairing {
  /** Rank of the next seller in the same neighbourhood, by rank of the seller. */
  readonly #nextAtHome: Int32Array;
  /** Rank of the first open seller, by neighbourhood. */
  readonly #firstAtHome: Int32Array;
  readonly #lastAtHome: Int32Array;

  /** Queues for these members. */
  constructor({ size, neighbourhoodNames }: Members) {
    this.#nextAtHome = new Int32Array(size);
    this.#firstAtHome = new Int32Array(neighbourhoodNames.length);
    this.#lastAtHome = new Int32Array(neighbourhoodNames.length);
  }

  /** Adds the pairs to the book and takes from `orders.openKwh` what they trade. */
  match(
    sellers: Uint32Array,
    buyers: Uint32Array,
    { members: { neighbourhood }, tariff, orders }: Round,
    prices: PairPrices,
    trades: TradeBook,
  ): void {
    const { openKwh, quote, reservation } = orders;
    const fee = tariff.crossingFee;
    this.#queueAtHome(sellers, neighbourhood);
    let abroad = 0;
    for (let rank = 0; rank < buyers.length; rank++) {
      const buyer = buyers[rank];
      const bid = quote[buyer];
      const home = neighbourhood[buyer];
      const highestAbroad = prices.highestAskAbroad(bid, reservation[buyer], fee);
      while (openKwh[buyer] >= DUST_KWH) {
        const atHome = this.#openAtHome(home, sellers, openKwh);
        while (
          abroad < sellers.length && (isFilled(openKwh[sellers[abroad]]) ||
            bid < lowestBidAbroad(prices, orders, sellers[abroad], fee))
        ) abroad++;
        const foreignFirst = abroad < sellers.length && (atHome === NOBODY || abroad < atHome) &&
          quote[sellers[abroad]] <= highestAbroad;
        const found = foreignFirst ? abroad : atHome;
        if (found === NOBODY || !prices.meet(bid, quote[sellers[found]])) break;
        trade(orders, sellers[found], buyer, prices, trades);
      }
    }
  }

  #queueAtHome(sellers: Uint32Array, neighbourhood: Uint16Array): void {
    this.#firstAtHome.fill(NOBODY);
    for (let rank = 0; rank < sellers.length; rank++) {
      const home = neighbourhood[sellers[rank]];
      if (this.#firstAtHome[home] === NOBODY) this.#firstAtHome[home] = rank;
      else this.#nextAtHome[this.#lastAtHome[home]] = rank;
      this.#lastAtHome[home] = rank;
      this.#nextAtHome[rank] = NOBODY;
    }
  }

  #openAtHome(home: number, sellers: Uint32Array, openKwh: Float64Array): number {
    let rank = this.#firstAtHome[home];
    while (rank !== NOBODY && isFilled(openKwh[sellers[rank]])) rank = this.#nextAtHome[rank];
    return this.#firstAtHome[home] = rank;
  }
}

function lowestBidAbroad(
  prices: PairPrices,
  { quote, reservation }: Orders,
  seller: number,
  fee: number,
): number {
  return prices.lowestBidAbroad(quote[seller], reservation[seller], fee);
}

function trade(
  { openKwh, quote }: Orders,
  seller: number,
  buyer: number,
  prices: PairPrices,
  trades: TradeBook,
): void {
  const amount = Math.min(openKwh[buyer], -openKwh[seller]);
  const [bid, ask] = [quote[buyer], quote[seller]];
  trades.addP2P(seller, buyer, amount, prices.buyers(bid, ask), prices.sellers(bid, ask));
  openKwh[buyer] -= amount;
  openKwh[seller] += amount;
}

function isFilled(openKwh: number): boolean {
  return openKwh > -DUST_KWH;
}
