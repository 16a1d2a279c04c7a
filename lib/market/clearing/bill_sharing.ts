import { proRata } from "./parts/pro_rata.ts";
import type { ClearingMechanism } from "./mechanism.ts";

/**
 * Bill sharing: inside the community energy is free, pro rata, the shorter side in full; what the
 * aggregator is paid for the rest, or pays, is what the longer side shares.
 *
 * Long, Wu, Zhang, Thomas, Cheng & Jenkins 2017, doi:10.1109/PESGM.2017.8274546. Sellers gain nothing
 * by it, so where members compare with the aggregator no pair trades across neighbourhoods. Pairs: see
 * `proRata`.
 *
 * In the test case of docs/mechanisms.md with S = 5, D = 7: buyers pay 2·.25/7 = .071429, sellers get
 * 0; with S = 7, D = 5: sellers get 2·.10/7 = .028571.
 */
export const billSharing: ClearingMechanism = proRata(
  "pro rata at no price: what the aggregator bills or pays for the rest is shared",
  () => 0,
);
