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

/**
 * Posts a P2P trade: both sides' fee goes to the network operator, the bonuses of both come from the
 * regulator's fund.
 */
export function postPeerTrade(
  postings: Postings,
  seller: number,
  buyer: number,
  value: number,
  fee: number,
  sellersBonus: number,
  buyersBonus: number,
): void {
  const { Clearing, NetworkOperator, RegulatorFund } = Institution;
  postings.post(buyer, Clearing, costOfPeerTrade(value, fee, buyersBonus), "energy");
  postings.post(Clearing, seller, proceedsOfPeerTrade(value, fee, sellersBonus), "energy");
  postings.post(Clearing, NetworkOperator, 2 * fee * value, "network fee");
  postings.post(RegulatorFund, Clearing, value * (1 + fee) * (buyersBonus - 1), "bonus");
  postings.post(RegulatorFund, Clearing, value * (1 - fee) * (sellersBonus - 1), "bonus");
}
