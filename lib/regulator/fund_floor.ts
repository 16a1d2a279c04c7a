import { DUST_KWH } from "../community/energy.ts";
import type { BiddingSettings, BiddingStrategy } from "../market/bidding/strategy.ts";
import type { Round } from "../market/round.ts";
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
 * quote counts the bonus that will be paid. All bonuses above 1 (and penalties below 1, which the
 * fund pays too) move towards 1 by the same share, (fund − floor) / worst case, at most 1; a
 * billionth of the fund and its floor is kept back.
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
  for (let i = 0; i < bonus.length; i++) {
    if (bonus[i] > 1) bonus[i] = 1 + share * (bonus[i] - 1);
    if (penalty[i] < 1) penalty[i] = 1 - share * (1 - penalty[i]);
  }
  return share;
}

/**
 * An upper bound of what the fund pays in a step at the round's multipliers, €.
 *
 * A peer trade's price is at most its buyer's bid, and a bid at most what the bidding strategy's
 * `highestBid` says; peers trade at most the smaller of what admitted members offer and want. So
 * buyers' bonuses cost at most Σ want·bid·(1+f)·δ, and at most the feasible energy times the dearest
 * of them; sellers' likewise at the highest bid of all. Penalties below 1 cost at most what they
 * give on the whole deficit.
 */
export function worstCasePayout(round: Round, { strategy, settings }: Quoting): number {
  const { prices, tariff, terms: { bonus, penalty, barred }, orders: { openKwh } } = round;
  let wanted = 0;
  let offered = 0;
  let buyers = 0;
  let dearestBuyer = 0;
  let sellersDelta = 0;
  let largestDelta = 0;
  let topBid = 0;
  let rebates = 0;
  for (let i = 0; i < openKwh.length; i++) {
    const open = openKwh[i];
    const delta = Math.max(0, bonus[i] - 1);
    if (open >= DUST_KWH) {
      rebates += open * prices.ask[i] * Math.max(0, 1 - penalty[i]);
      if (barred[i] === 1) continue;
      const bid = strategy.highestBid(round, i, settings);
      const perKwh = bid * (1 + tariff.crossingFee) * delta;
      wanted += open;
      buyers += open * perKwh;
      dearestBuyer = Math.max(dearestBuyer, perKwh);
      topBid = Math.max(topBid, bid);
    } else if (open <= -DUST_KWH && barred[i] === 0) {
      offered -= open;
      sellersDelta -= open * delta;
      largestDelta = Math.max(largestDelta, delta);
    }
  }
  const feasible = Math.min(wanted, offered);
  return Math.min(buyers, feasible * dearestBuyer) +
    topBid * Math.min(sellersDelta, feasible * largestDelta) + rebates;
}
