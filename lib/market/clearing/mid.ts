import { DUST_KWH, type Members } from "../../community/mod.ts";
import type { Orders } from "../orders.ts";
import type { Round } from "../round.ts";
import type { TradeBook } from "../trade_book.ts";
import type { ClearingMechanism } from "./mechanism.ts";

const NOBODY = -1;

/**
 * A double auction at the mean of bid and ask.
 *
 * Buyers come by bid, highest first; each is served by the open seller with the lowest ask (equal
 * prices: lower id first) as long as its bid reaches the ask, at the mean of the two. A pair that the
 * network fee applies to trades only within both sides' reservations; a buyer then passes over
 * sellers that are too far.
 *
 * Every trade fills one of its members for good, so that n trades always fit. Time n log n for the
 * sorting; the matching itself is linear.
 */
export const mid: ClearingMechanism = {
  meaning: "pairs by bid and ask, each at the mean of the two",
  capacity: (members) => members,
  for(members) {
    const market = new MidPriceMarket(members);
    return (round, trades) => market.clear(round, trades);
  },
};

class MidPriceMarket {
  readonly #sellers: Uint32Array;
  readonly #buyers: Uint32Array;
  /** Rank of the next seller in the same neighbourhood, by rank of the seller. */
  readonly #nextAtHome: Int32Array;
  /** Rank of the first open seller, by neighbourhood. */
  readonly #firstAtHome: Int32Array;
  readonly #lastAtHome: Int32Array;

  constructor({ size, neighbourhoodNames }: Members) {
    this.#sellers = new Uint32Array(size);
    this.#buyers = new Uint32Array(size);
    this.#nextAtHome = new Int32Array(size);
    this.#firstAtHome = new Int32Array(neighbourhoodNames.length);
    this.#lastAtHome = new Int32Array(neighbourhoodNames.length);
  }

  clear(
    { members: { neighbourhood }, tariff, terms: { barred }, orders }: Round,
    trades: TradeBook,
  ) {
    const { openKwh, quote, reservation } = orders;
    const sellers = this.#sortedSellers(orders, barred);
    const buyers = this.#sortedBuyers(orders, barred);
    const fee = tariff.crossingFee;
    this.#queueAtHome(sellers, neighbourhood);
    let abroad = 0;
    for (let rank = 0; rank < buyers.length; rank++) {
      const buyer = buyers[rank];
      const bid = quote[buyer];
      const home = neighbourhood[buyer];
      const highestAbroad = 2 * reservation[buyer] / (1 + fee) - bid;
      while (openKwh[buyer] >= DUST_KWH) {
        const atHome = this.#openAtHome(home, sellers, openKwh);
        while (
          abroad < sellers.length && (isFilled(openKwh[sellers[abroad]]) ||
            bid < lowestBidFromAbroad(orders, sellers[abroad], fee))
        ) abroad++;
        const foreignFirst = abroad < sellers.length && (atHome === NOBODY || abroad < atHome) &&
          quote[sellers[abroad]] <= highestAbroad;
        const found = foreignFirst ? abroad : atHome;
        if (found === NOBODY || quote[sellers[found]] > bid) break;
        trade(orders, sellers[found], buyer, trades);
      }
    }
  }

  #sortedSellers({ openKwh, quote }: Orders, barred: Uint8Array): Uint32Array {
    let count = 0;
    for (let i = 0; i < openKwh.length; i++) {
      if (openKwh[i] <= -DUST_KWH && barred[i] === 0) this.#sellers[count++] = i;
    }
    return this.#sellers.subarray(0, count).sort((a, b) => quote[a] - quote[b] || a - b);
  }

  #sortedBuyers({ openKwh, quote }: Orders, barred: Uint8Array): Uint32Array {
    let count = 0;
    for (let i = 0; i < openKwh.length; i++) {
      if (openKwh[i] >= DUST_KWH && barred[i] === 0) this.#buyers[count++] = i;
    }
    return this.#buyers.subarray(0, count).sort((a, b) => quote[b] - quote[a] || a - b);
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

/** The lowest bid from elsewhere at which (bid + ask)/2 less fee is worth a seller's while. */
function lowestBidFromAbroad({ quote, reservation }: Orders, seller: number, fee: number): number {
  return 2 * reservation[seller] / (1 - fee) - quote[seller];
}

function trade({ openKwh, quote }: Orders, seller: number, buyer: number, trades: TradeBook): void {
  const amount = Math.min(openKwh[buyer], -openKwh[seller]);
  trades.addP2P(seller, buyer, amount, (quote[buyer] + quote[seller]) / 2);
  openKwh[buyer] -= amount;
  openKwh[seller] += amount;
}

function isFilled(openKwh: number): boolean {
  return openKwh > -DUST_KWH;
}
