import type { Community } from "../../community/community.ts";
import type { Config } from "../../config/settings.ts";
import { buyersReservation, sellersReservation } from "../bidding.ts";
import { DUST_KWH } from "../../community/self_balancing.ts";
import type { TradeBook } from "../trade_book.ts";

const NOBODY = -1;

/**
 * Step 2, the self-organised market: a double auction in discriminatory pricing.
 *
 * Buyers come by bid, highest first; each is served by the open seller with the lowest ask (equal
 * prices: lower id first) as long as its bid reaches the ask, at the mean of the two. Under
 * `outside-option` bidding a pair from two neighbourhoods trades only if, the network fee paid,
 * neither is worse off than with the aggregator; a buyer then passes over sellers that are too far.
 *
 * Time n log n for the sorting; the matching itself is linear. Reuses its columns every hour.
 */
export class PeerMarket {
  readonly #settings: Pick<Config, "market" | "grid">;
  readonly #sellers: Uint32Array;
  readonly #buyers: Uint32Array;
  /** Rank of the next seller in the same neighbourhood, by rank of the seller. */
  readonly #nextAtHome: Int32Array;
  /** Rank of the first open seller, by neighbourhood. */
  readonly #firstAtHome: Int32Array;
  readonly #lastAtHome: Int32Array;

  /** The market of a community, by how its members bid and what crossing neighbourhoods costs. */
  constructor(community: Community, settings: Pick<Config, "market" | "grid">) {
    this.#settings = settings;
    this.#sellers = new Uint32Array(community.size);
    this.#buyers = new Uint32Array(community.size);
    this.#nextAtHome = new Int32Array(community.size);
    this.#firstAtHome = new Int32Array(community.neighbourhoodNames.length);
    this.#lastAtHome = new Int32Array(community.neighbourhoodNames.length);
  }

  /**
   * Trades what can be traded among peers.
   *
   * @param community Its `openKwh` shrinks by what is traded.
   * @param marketPrice P, €/kWh: the aggregator's price follows from it.
   * @param trades Gets one P2P trade per pair.
   */
  clear(community: Community, marketPrice: number, trades: TradeBook): void {
    const { openKwh, quote, neighbourhood } = community;
    const sellers = this.#sortedSellers(community);
    const buyers = this.#sortedBuyers(community);
    this.#queueAtHome(sellers, neighbourhood);
    let abroad = 0;
    for (let rank = 0; rank < buyers.length; rank++) {
      const buyer = buyers[rank];
      const bid = quote[buyer];
      const home = neighbourhood[buyer];
      const highestAbroad = this.#highestAskAbroad(community, buyer, marketPrice);
      while (openKwh[buyer] >= DUST_KWH) {
        const atHome = this.#openAtHome(home, sellers, openKwh);
        while (
          abroad < sellers.length && (isFilled(openKwh[sellers[abroad]]) ||
            bid < this.#lowestBidFromAbroad(community, sellers[abroad], marketPrice))
        ) abroad++;
        const foreignFirst = abroad < sellers.length && (atHome === NOBODY || abroad < atHome) &&
          quote[sellers[abroad]] <= highestAbroad;
        const found = foreignFirst ? abroad : atHome;
        if (found === NOBODY || quote[sellers[found]] > bid) break;
        trade(community, sellers[found], buyer, trades);
      }
    }
  }

  #sortedSellers({ size, openKwh, quote, barred }: Community): Uint32Array {
    let count = 0;
    for (let i = 0; i < size; i++) {
      if (openKwh[i] <= -DUST_KWH && barred[i] === 0) this.#sellers[count++] = i;
    }
    return this.#sellers.subarray(0, count).sort((a, b) => quote[a] - quote[b] || a - b);
  }

  #sortedBuyers({ size, openKwh, quote, barred }: Community): Uint32Array {
    let count = 0;
    for (let i = 0; i < size; i++) {
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

  /** The highest ask from elsewhere at which (bid + ask)/2 plus fee is worth a buyer's while. */
  #highestAskAbroad(
    { quote, bonus, penalty }: Community,
    buyer: number,
    marketPrice: number,
  ): number {
    if (this.#settings.market.bidding.strategy !== "outside-option") return Infinity;
    const { network_fee, aggregator_fee } = this.#settings.grid;
    const most = buyersReservation(marketPrice, aggregator_fee, bonus[buyer], penalty[buyer]);
    return 2 * most / (1 + network_fee) - quote[buyer];
  }

  /** The lowest bid from elsewhere at which (bid + ask)/2 less fee is worth a seller's while. */
  #lowestBidFromAbroad({ quote, bonus }: Community, seller: number, marketPrice: number): number {
    if (this.#settings.market.bidding.strategy !== "outside-option") return -Infinity;
    const { network_fee, aggregator_fee } = this.#settings.grid;
    const least = sellersReservation(marketPrice, aggregator_fee, bonus[seller]);
    return 2 * least / (1 - network_fee) - quote[seller];
  }
}

function trade(community: Community, seller: number, buyer: number, trades: TradeBook): void {
  const { openKwh, quote } = community;
  const amount = Math.min(openKwh[buyer], -openKwh[seller]);
  trades.addP2P(seller, buyer, amount, (quote[buyer] + quote[seller]) / 2);
  openKwh[buyer] -= amount;
  openKwh[seller] += amount;
}

function isFilled(openKwh: number): boolean {
  return openKwh > -DUST_KWH;
}
