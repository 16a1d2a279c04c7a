import { Institution } from "../market/mod.ts";
import type { Postings } from "./postings.ts";

/**
 * Hands back what the regulator's fund has over, in equal parts; nothing where it has not.
 *
 * @param fundEur Balance of the fund, €.
 * @returns What was handed back to all together, €.
 */
export function postRebate(postings: Postings, members: number, fundEur: number): number {
  if (fundEur <= 0) return 0;
  for (let i = 0; i < members; i++) {
    postings.post(Institution.RegulatorFund, i, fundEur / members, "rebate");
  }
  return fundEur;
}
