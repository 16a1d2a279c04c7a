import { proRata } from "./parts/pro_rata.ts";
import type { ClearingMechanism } from "./mechanism.ts";

/**
 * Mid-market rate: all trade at p = (λb + λs)/2, pro rata, the shorter side in full; what lacks or is
 * left is the aggregator's, so that the longer side pays or gets a blend of the two prices.
 *
 * Long, Wu, Zhang, Thomas, Cheng & Jenkins 2017, doi:10.1109/PESGM.2017.8274546. Pairs and the network
 * fee: see `proRata`.
 *
 * In the test case of docs/mechanisms.md with S = 5, D = 7: p = .175, buyers' blend
 * (5·.175 + 2·.25)/7 = .196429; with S = 7, D = 5: sellers' blend (5·.175 + 2·.10)/7 = .153571.
 */
export const mmr: ClearingMechanism = proRata(
  "pro rata, halfway between what the aggregator asks and pays",
  ({ ask, pay }) => (ask + pay) / 2,
);
