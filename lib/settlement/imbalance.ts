import { DUST_KWH } from "../community/mod.ts";
import { type GridPrices, Institution, type TradeBook } from "../market/mod.ts";
import type { Postings } from "./postings.ts";

/** What an imbalance costs: Δ > 0 pays `short`, Δ < 0 receives `long`, €/kWh. */
export interface ImbalancePricing {
  /** One sentence, for the documentation of the setting. */
  readonly meaning: string;
  /**
   * The prices of a member's imbalance.
   *
   * @param actualPrice P*, €/kWh: the market price that came.
   * @param prices λb* and λs*: what the aggregator asks and pays at that price.
   * @param spread s.
   * @param direction σ, the sign of Σ Δ over the community.
   */
  short(
    member: number,
    actualPrice: number,
    prices: GridPrices,
    spread: number,
    direction: number,
  ): number;
  /** Likewise for a member that has more than it sold. */
  long(
    member: number,
    actualPrice: number,
    prices: GridPrices,
    spread: number,
    direction: number,
  ): number;
}

/** π⁻ = λb* + s·|λb*| and π⁺ = λs* − s·|λs*|: who is off pays, whichever way. */
const dual: ImbalancePricing = {
  meaning: "short pays the aggregator's price and the spread, long gets its price less the spread",
  short: (member, _actual, { ask }, spread) => ask[member] + spread * Math.abs(ask[member]),
  long: (member, _actual, { pay }, spread) => pay[member] - spread * Math.abs(pay[member]),
};

/** π = P* + σ·s·|P*| for all: who is off the other way than the community gains. */
const single: ImbalancePricing = {
  meaning: "one price for all, above the market's when the community is short, else below",
  short: (_member, actual, _prices, spread, direction) =>
    actual + direction * spread * Math.abs(actual),
  long: (_member, actual, _prices, spread, direction) =>
    actual + direction * spread * Math.abs(actual),
};

/** What imbalances can cost, by the name that `settlement.pricing` gives it. */
export const imbalancePricings = { dual, single } as const satisfies Readonly<
  Record<string, ImbalancePricing>
>;

/** What a step's imbalances rest on. */
export interface ImbalanceTerms {
  /** How they are priced. */
  readonly pricing: ImbalancePricing;
  /** s. */
  readonly spread: number;
  /** P*, €/kWh. */
  readonly actualPrice: number;
  /** λb* and λs*. */
  readonly prices: GridPrices;
}

/** σ, the sign of Σ Δ: 1 where the community is short, −1 where it is long. */
export function directionOf(metered: Float64Array, contracted: Float64Array): number {
  let total = 0;
  for (let i = 0; i < metered.length; i++) total += metered[i] - contracted[i];
  return Math.sign(total);
}

/**
 * Settles what members were metered, m, against what they had contracted, c: Δ = m − c is bought
 * from or sold to the aggregator at the imbalance prices, without bonus or penalty.
 *
 * @param metered m by member, kWh: > 0 taken from the network, < 0 fed in.
 * @param contracted c by member, kWh: bought less sold.
 * @param trades Gets an `IMB_short` or `IMB_long` per member that is off.
 * @returns What was too little to settle, kWh: Σ of such Δ.
 */
export function settleImbalances(
  metered: Float64Array,
  contracted: Float64Array,
  { pricing, spread, actualPrice, prices }: ImbalanceTerms,
  trades: TradeBook,
  postings: Postings,
): number {
  const direction = directionOf(metered, contracted);
  let dustKwh = 0;
  for (let i = 0; i < metered.length; i++) {
    const delta = metered[i] - contracted[i];
    if (delta >= DUST_KWH) {
      const price = pricing.short(i, actualPrice, prices, spread, direction);
      trades.addShort(i, delta, price);
      postings.post(i, Institution.Aggregator, delta * price, "imbalance");
    } else if (delta <= -DUST_KWH) {
      const price = pricing.long(i, actualPrice, prices, spread, direction);
      trades.addLong(i, -delta, price);
      postings.post(Institution.Aggregator, i, -delta * price, "imbalance");
    } else dustKwh += delta;
  }
  return dustKwh;
}
