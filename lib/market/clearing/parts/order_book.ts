import { DUST_KWH } from "../../../community/mod.ts";
import { Ranking } from "../../ranking.ts";
import type { Round } from "../../round.ts";

/** The orders of those who are admitted, the two sides apart. Its columns are made once. */
export class OrderBook {
  readonly #ranking: Ranking;
  readonly #sellers: Uint32Array;
  readonly #buyers: Uint32Array;
  #sellerCount = 0;
  #buyerCount = 0;

  /** No orders yet, of so many members. */
  constructor(members: number) {
    this.#ranking = new Ranking(members);
    this.#sellers = new Uint32Array(members);
    this.#buyers = new Uint32Array(members);
  }

  /** Ids of those who have something to sell, in the order in which they are served. */
  get sellers(): Uint32Array {
    return this.#sellers.subarray(0, this.#sellerCount);
  }

  /** Ids of those who have something to buy, in the order in which they are served. */
  get buyers(): Uint32Array {
    return this.#buyers.subarray(0, this.#buyerCount);
  }

  /** Takes the orders of a step, both sides by id. */
  takeById({ orders: { openKwh }, terms: { barred } }: Pick<Round, "orders" | "terms">): void {
    this.#sellerCount = this.#buyerCount = 0;
    for (let i = 0; i < openKwh.length; i++) {
      if (barred[i] !== 0) continue;
      if (openKwh[i] >= DUST_KWH) this.#buyers[this.#buyerCount++] = i;
      else if (openKwh[i] <= -DUST_KWH) this.#sellers[this.#sellerCount++] = i;
    }
  }

  /** Takes the orders of a step: lowest ask first, highest bid first; equal prices: lower id first. */
  takeByQuote(round: Pick<Round, "orders" | "terms">): void {
    this.takeById(round);
    const { quote } = round.orders;
    this.#ranking.sort(this.sellers, quote, 1);
    this.#ranking.sort(this.buyers, quote, -1);
  }
}
