import { Institution } from "../market/mod.ts";
import type { Postings } from "./postings.ts";

/**
 * Posts a purchase from the aggregator: it gets what it asks, the regulator's fund the penalty that
 * the buyer pays on top.
 *
 * @param paid What the buyer pays, €: q·λb·penalty.
 * @param asked What the aggregator asks, €: q·λb.
 */
export function postGridBuy(
  postings: Postings,
  buyer: number,
  paid: number,
  asked: number,
): void {
  postings.post(buyer, Institution.Clearing, paid, "energy");
  postings.post(Institution.Clearing, Institution.Aggregator, asked, "energy");
  postings.post(Institution.Clearing, Institution.RegulatorFund, paid - asked, "penalty");
}

/** Posts a sale to the aggregator. */
export function postGridSell(postings: Postings, seller: number, value: number): void {
  postings.post(Institution.Aggregator, seller, value, "energy");
}
