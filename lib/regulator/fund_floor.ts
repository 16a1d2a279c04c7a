import { DUST_KWH } from "../community/mod.ts";
import type { BiddingSettings, BiddingStrategy, Round } from "../market/mod.ts";
import type { Standing } from "./standing.ts";

/** Kept back of the fund, per € of it and of its floor and of one more: rounding stays above it. */
const RESERVE = 1e-9;

/** How members of a step may quote: what a budget must reckon with. */
export interface Quoting {
  /** By which rule. */
  readonly strategy: BiddingStrategy;
  /** Its settings. */
  readonly settings: BiddingSettings;
}

/**
 * Shrinks what the regulator's fund will pay in the coming step so that it cannot go below
 * `regulator.fund_floor`, whatever is traded; does nothing without a floor.
 *
 * Called once members have declared what they have to trade and before they quote, so that every
 * quote counts the bonus that will be paid. The multipliers that can cost the fund money (bonuses
 * above 1 and penalties below 1; all of them where a price can be negative) move towards 1 by the
 * same share, (fund − floor) / worst case, at most 1; a billionth of the fund and its floor is kept
 * back.
 *
 * @param standing Its `bonus` and `penalty`, the round's terms, are overwritten by those in force.
 * @param floorEur The floor, €, or null for none.
 * @param fundEur Balance of the fund, €.
 * @returns The share of the bonuses that is paid, 0 … 1.
 */
export function keepFundAboveFloor(
  standing: Standing,
  round: Round,
  floorEur: number | null,
  fundEur: number,
  quoting: Quoting,
): number {
  if (floorEur === null) return 1;
  const reserve = RESERVE * (1 + Math.abs(fundEur) + Math.abs(floorEur));
  const affordable = Math.max(0, fundEur - floorEur - reserve);
  const worst = worstCasePayout(round, quoting);
  if (worst <= affordable) return 1;
  const share = affordable / worst;
  const { bonus, penalty } = standing;
  const all = round.marketPrice < 0 || priceRange(round, quoting).lowest < 0;
  for (let i = 0; i < bonus.length; i++) {
    if (all || bonus[i] > 1) bonus[i] = 1 + share * (bonus[i] - 1);
    if (all || penalty[i] < 1) penalty[i] = 1 - share * (1 - penalty[i]);
  }
  return share;
}

/**
 * An upper bound of what the fund pays in a step at the round's multipliers, €.
 *
 * A peer trade's price is between the lowest ask and its buyer's bid, of which the bidding strategy
 * knows the extremes; peers trade at most the smaller of what admitted members offer and want. So
 * buyers' bonuses cost at most Σ want·bid·(1+f)·δ, and at most the feasible energy times the dearest
 * of them; sellers' likewise at the highest bid of all. Where prices are negative a bonus below 1
 * costs the fund money instead, at the lowest ask. Penalties cost at most what they give on the whole
 * deficit.
 */
export function worstCasePayout(round: Round, quoting: Quoting): number {
  const { prices, tariff, terms: { bonus, penalty, barred }, orders: { openKwh } } = round;
  const { lowest, highest } = priceRange(round, quoting);
  let wanted = 0;
  let offered = 0;
  let buyers = 0;
  let dearestBuyer = 0;
  let sellers = 0;
  let dearestSeller = 0;
  let rebates = 0;
  for (let i = 0; i < openKwh.length; i++) {
    const open = openKwh[i];
    const delta = bonus[i] - 1;
    if (open >= DUST_KWH) {
      rebates += open * Math.max(0, prices.ask[i] * (1 - penalty[i]));
      if (barred[i] === 1) continue;
      const bid = quoting.strategy.highestBid(round, i, quoting.settings);
      const perKwh = Math.max(0, bid * delta, lowest * delta) * (1 + tariff.crossingFee);
      wanted += open;
      buyers += open * perKwh;
      dearestBuyer = Math.max(dearestBuyer, perKwh);
    } else if (open <= -DUST_KWH && barred[i] === 0) {
      const perKwh = Math.max(0, highest * delta, lowest * delta);
      offered -= open;
      sellers -= open * perKwh;
      dearestSeller = Math.max(dearestSeller, perKwh);
    }
  }
  const feasible = Math.min(wanted, offered);
  return Math.min(buyers, feasible * dearestBuyer) + Math.min(sellers, feasible * dearestSeller) +
    rebates;
}

/**
 * The range within which any price among admitted peers lies, stretched to 0 on the side on which
 * nobody quotes, €/kWh.
 */
function priceRange(round: Round, { strategy, settings }: Quoting) {
  const { terms: { barred }, orders: { openKwh } } = round;
  let lowest = 0;
  let highest = 0;
  for (let i = 0; i < openKwh.length; i++) {
    if (barred[i] === 1) continue;
    if (openKwh[i] >= DUST_KWH) {
      highest = Math.max(highest, strategy.highestBid(round, i, settings));
    } else if (openKwh[i] <= -DUST_KWH) {
      lowest = Math.min(lowest, strategy.lowestAsk(round, i, settings));
    }
  }
  return { lowest, highest };
}
