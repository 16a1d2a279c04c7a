import type { ClearingMechanism } from "./mechanism.ts";
import { oneEach } from "./mechanism.ts";

/**
 * No market among peers: everyone trades with the aggregator. What all others are compared with.
 *
 * @example The test case of docs/mechanisms.md: no trade, welfare 0.
 */
export const none: ClearingMechanism = {
  meaning: "no trade among peers",
  pricedWithin: "quotes",
  capacity: oneEach,
  for: () => () => {},
};
