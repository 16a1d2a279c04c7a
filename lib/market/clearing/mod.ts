import { billSharing } from "./bill_sharing.ts";
import { cda } from "./cda.ts";
import { discriminatory } from "./discriminatory.ts";
import type { ClearingMechanism } from "./mechanism.ts";
import { mid } from "./mid.ts";
import { mmr } from "./mmr.ts";
import { muda } from "./muda.ts";
import { none } from "./none.ts";
import { payAsBid } from "./pay_as_bid.ts";
import { sdr } from "./sdr.ts";
import { tradeReduction } from "./trade_reduction.ts";
import { uniform } from "./uniform.ts";

export { keepRationalPairs } from "./individual_rationality.ts";
export type { Clear, ClearingMechanism } from "./mechanism.ts";

/** The rules by which peers can trade, by the name that `market.clearing` gives them. */
export const clearingMechanisms = {
  none,
  mid,
  uniform,
  "pay-as-bid": payAsBid,
  discriminatory,
  "trade-reduction": tradeReduction,
  muda,
  cda,
  mmr,
  sdr,
  "bill-sharing": billSharing,
} as const satisfies Record<string, ClearingMechanism>;
