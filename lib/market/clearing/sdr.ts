import { type CommunityMarket, proRata } from "./parts/pro_rata.ts";
import type { ClearingMechanism } from "./mechanism.ts";

/**
 * Supply–demand ratio: the scarcer the community's surplus, the dearer. With r = S/D,
 *
 *     p = λs·λb / ((λb − λs)·r + λs)  for r ≤ 1,  p = λs  for r > 1,
 *
 * all pro rata, the shorter side in full, the rest the aggregator's.
 *
 * Liu, Yu, Wang, Li, Ma & Lei 2017, doi:10.1109/TPWRS.2017.2649558. The formula weighs 1/λb and 1/λs,
 * which has no meaning where λs ≤ 0 < λb: there the price goes from λb to λs in a straight line. Pairs
 * and the network fee: see `proRata`; as S = D gives λs, no seller then trades across neighbourhoods if
 * it compares with the aggregator.
 *
 * In the test case of docs/mechanisms.md with S = 5, D = 7: p = .120690, buyers' blend .157635; with
 * S = D: .10.
 */
export const sdr: ClearingMechanism = proRata(
  "pro rata, the dearer the less surplus there is for the deficit",
  supplyDemandPrice,
);

function supplyDemandPrice({ supplyKwh, demandKwh, ask, pay }: CommunityMarket): number {
  const ratio = supplyKwh / demandKwh;
  if (ratio >= 1) return pay;
  const mean = (ask - pay) * ratio + pay;
  return ask > 0 && pay <= 0 ? ask + (pay - ask) * ratio : pay === 0 ? 0 : pay * ask / mean;
}
