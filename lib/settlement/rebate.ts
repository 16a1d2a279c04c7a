import { Institution } from "../market/mod.ts";
import type { Postings } from "./postings.ts";

/**
 * Hands back what the regulator's fund has over, in equal parts; nothing where it has not.
 *
 * @param fundEur Balance of the fund, €.
 */
export function postRebate(postings: Postings, members: number, fundEur: number): void {
  if (fundEur <= 0) return;
  for (let i = 0; i < members; i++) {
    postings.post(Institution.RegulatorFund, i, fundEur / members, "rebate");
  }
}
