import { Institution } from "../market/parties.ts";
import type { Postings } from "./postings.ts";

/** Posts a purchase from the aggregator; the penalty on top goes to the regulator's fund. */
export function postGridBuy(
  postings: Postings,
  buyer: number,
  value: number,
  penalty: number,
): void {
  postings.post(buyer, Institution.Clearing, value * penalty, "energy");
  postings.post(Institution.Clearing, Institution.Aggregator, value, "energy");
  postings.post(Institution.Clearing, Institution.RegulatorFund, value * (penalty - 1), "penalty");
  postings.moved(value * penalty);
}

/** Posts a sale to the aggregator. */
export function postGridSell(postings: Postings, seller: number, value: number): void {
  postings.post(Institution.Aggregator, seller, value, "energy");
  postings.moved(value);
}
