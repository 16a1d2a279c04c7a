import { outsideOption } from "./outside_option.ts";
import { priceBand } from "./price_band.ts";
import type { BiddingStrategy } from "./strategy.ts";

export { buyersReservation, sellersReservation } from "./outside_option.ts";
export type { BiddingSettings, BiddingStrategy } from "./strategy.ts";

/** How members can quote, by the name that `market.bidding.strategy` gives it. */
export const biddingStrategies = {
  "price-band": priceBand,
  "outside-option": outsideOption,
} as const satisfies Readonly<Record<string, BiddingStrategy>>;
