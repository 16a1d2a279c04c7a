import { Institution } from "../market/mod.ts";
import type { Postings } from "./postings.ts";

/**
 * What a buyer pays for a P2P trade, €: v(1 + f)(1 − δ), δ = bonus − 1.
 *
 * @param value v = q·p, €.
 * @param fee f, the network fee of the pair.
 */
export function costOfPeerTrade(value: number, fee: number, bonus: number): number {
  return value * (1 + fee) * (2 - bonus);
}

/** What a seller gets for a P2P trade, €: v(1 − f)(1 + δ), δ = bonus − 1. */
export function proceedsOfPeerTrade(value: number, fee: number, bonus: number): number {
  return value * (1 - fee) * bonus;
}

/** A P2P trade as it is settled. */
export interface PeerTrade {
  /** Who delivers. */
  readonly seller: number;
  /** Who takes. */
  readonly buyer: number;
  /** q·p at the seller's price, €. */
  readonly sellersValue: number;
  /** q·p at the buyer's price, €; the same but where a mechanism has two prices. */
  readonly buyersValue: number;
  /** f of the pair. */
  readonly fee: number;
  /** Multiplier of the seller. */
  readonly sellersBonus: number;
  /** Multiplier of the buyer. */
  readonly buyersBonus: number;
}

/**
 * Posts a P2P trade: each side's fee, on its own value, goes to the network operator, the bonuses of
 * both come from the regulator's fund, and what the buyer's value is more than the seller's stays with
 * the market operator.
 */
export function postPeerTrade(
  postings: Postings,
  { seller, buyer, sellersValue, buyersValue, fee, sellersBonus, buyersBonus }: PeerTrade,
): void {
  const { Clearing, NetworkOperator, RegulatorFund, MarketOperator } = Institution;
  postings.post(buyer, Clearing, costOfPeerTrade(buyersValue, fee, buyersBonus), "energy");
  postings.post(Clearing, seller, proceedsOfPeerTrade(sellersValue, fee, sellersBonus), "energy");
  postings.post(Clearing, NetworkOperator, fee * buyersValue + fee * sellersValue, "network fee");
  postings.post(RegulatorFund, Clearing, buyersValue * (1 + fee) * (buyersBonus - 1), "bonus");
  postings.post(RegulatorFund, Clearing, sellersValue * (1 - fee) * (sellersBonus - 1), "bonus");
  if (buyersValue === sellersValue) return;
  postings.post(Clearing, MarketOperator, buyersValue - sellersValue, "market surplus");
}
