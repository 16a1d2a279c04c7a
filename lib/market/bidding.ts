import type { Community } from "../community/community.ts";
import type { Config } from "../config/settings.ts";
import type { RandomStream } from "../random.ts";
import { DUST_KWH } from "../community/self_balancing.ts";

/**
 * The most that a buyer can pay a peer, before fee and bonus, and be no worse off than with the
 * aggregator, €/kWh: P(1 + a)·penalty / (1 − δ), δ = bonus − 1.
 *
 * @param marketPrice P, €/kWh.
 * @param aggregatorFee a, share of P.
 */
export function buyersReservation(
  marketPrice: number,
  aggregatorFee: number,
  bonus: number,
  penalty: number,
): number {
  return marketPrice * (1 + aggregatorFee) * penalty / (2 - bonus);
}

/**
 * The least that a seller can take from a peer, before fee and bonus, and be no worse off than
 * with the aggregator, €/kWh: P(1 − a) / (1 + δ), δ = bonus − 1.
 */
export function sellersReservation(
  marketPrice: number,
  aggregatorFee: number,
  bonus: number,
): number {
  return marketPrice * (1 - aggregatorFee) / bonus;
}

/**
 * The highest bid that a buyer can quote at its multipliers, or at ones that a budget has moved
 * towards 1, €/kWh.
 *
 * @param marketPrice P ≥ 0, €/kWh.
 */
export function highestBid(
  marketPrice: number,
  bonus: number,
  penalty: number,
  bidding: Config["market"]["bidding"],
  { aggregator_fee }: Pick<Config["grid"], "aggregator_fee">,
): number {
  return bidding.strategy === "price-band"
    ? marketPrice * bidding.buyer_band[1]
    : buyersReservation(marketPrice, aggregator_fee, Math.max(1, bonus), Math.max(1, penalty));
}

/**
 * Sets the quote of each prosumer that has something to trade, €/kWh; NaN for the others.
 *
 * @param marketPrice P, €/kWh.
 * @param stream The hour's own stream; one draw per prosumer under either strategy.
 */
export function quotePrices(
  community: Community,
  marketPrice: number,
  settings: Pick<Config, "market" | "grid">,
  stream: RandomStream,
): void {
  const { strategy, seller_band, buyer_band } = settings.market.bidding;
  const fee = settings.grid.aggregator_fee;
  const { size, imbalanceKwh, quote, bonus, penalty, margin } = community;
  for (let i = 0; i < size; i++) {
    const draw = stream.next();
    const imbalance = imbalanceKwh[i];
    if (Math.abs(imbalance) < DUST_KWH) quote[i] = NaN;
    else if (strategy === "outside-option") {
      quote[i] = imbalance > 0
        ? buyersReservation(marketPrice, fee, bonus[i], penalty[i]) - margin[i] * marketPrice
        : sellersReservation(marketPrice, fee, bonus[i]) + margin[i] * marketPrice;
    } else {
      const [low, high] = imbalance > 0 ? buyer_band : seller_band;
      quote[i] = (low + (high - low) * draw) * marketPrice;
    }
  }
}
