import type { PairPrices } from "./pairing.ts";

/**
 * Prices that hold for every pair of a step, one for buyers and one for sellers, €/kWh. Whoever is to
 * be paired has been chosen before, so that any two meet; across neighbourhoods go the buyers to whom
 * the price and the fee on it are within their reservation, and the sellers likewise.
 */
export class PostedPrices implements PairPrices {
  #buyers = NaN;
  #sellers = NaN;

  /** Sets what buyers pay and, if it is not the same, what sellers get. */
  post(buyers: number, sellers: number = buyers): void {
    this.#buyers = buyers;
    this.#sellers = sellers;
  }

  /** As in `PairPrices`. */
  meet(): boolean {
    return true;
  }

  /** As in `PairPrices`. */
  buyers(): number {
    return this.#buyers;
  }

  /** As in `PairPrices`. */
  sellers(): number {
    return this.#sellers;
  }

  /** As in `PairPrices`. */
  highestAskAbroad(_bid: number, reservation: number, fee: number): number {
    return this.#buyers * (1 + fee) <= reservation ? Infinity : -Infinity;
  }

  /** As in `PairPrices`. */
  lowestBidAbroad(_ask: number, reservation: number, fee: number): number {
    return this.#sellers * (1 - fee) >= reservation ? -Infinity : Infinity;
  }
}
