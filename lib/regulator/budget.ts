import type { Community } from "../community/community.ts";
import type { Config } from "../config/settings.ts";
import { highestBid } from "../market/bidding.ts";
import { DUST_KWH } from "../community/self_balancing.ts";

/** Kept back of the fund, per € of it and of its floor and of one more: rounding stays above it. */
const RESERVE = 1e-9;

/**
 * Shrinks what the regulator's fund will pay in the coming hour so that it cannot go below
 * `regulator.fund_floor`, whatever is traded; does nothing without a floor.
 *
 * Called once members have declared what they have to trade and before they quote, so that every
 * quote counts the bonus that will be paid. All bonuses above 1 (and penalties below 1, which the
 * fund pays too) move towards 1 by the same share, (fund − floor) / worst case, at most 1; a
 * billionth of the fund and its floor is kept back.
 *
 * @param community Its `bonus` and `penalty` are overwritten by those in force.
 * @param marketPrice P ≥ 0, €/kWh.
 * @param fundEur Balance of the fund, €.
 * @returns The share of the bonuses that is paid, 0 … 1.
 */
export function keepFundAboveFloor(
  community: Community,
  marketPrice: number,
  fundEur: number,
  config: Pick<Config, "regulator" | "market" | "grid">,
): number {
  const floor = config.regulator.fund_floor;
  if (floor === null) return 1;
  const reserve = RESERVE * (1 + Math.abs(fundEur) + Math.abs(floor));
  const affordable = Math.max(0, fundEur - floor - reserve);
  const worst = worstCasePayout(community, marketPrice, config);
  if (worst <= affordable) return 1;
  const share = affordable / worst;
  const { size, bonus, penalty } = community;
  for (let i = 0; i < size; i++) {
    if (bonus[i] > 1) bonus[i] = 1 + share * (bonus[i] - 1);
    if (penalty[i] < 1) penalty[i] = 1 - share * (1 - penalty[i]);
  }
  return share;
}

/**
 * An upper bound of what the fund pays in an hour at the community's multipliers, €.
 *
 * A peer trade's price is at most its buyer's bid, and a bid at most
 * {@linkcode highestBid}; peers trade at most the smaller of what admitted members offer and want.
 * So buyers' bonuses cost at most Σ want·bid·(1+f)·δ, and at most the feasible energy times the
 * dearest of them; sellers' likewise at the highest bid of all. Penalties below 1 cost at most what
 * they give on the whole deficit.
 */
export function worstCasePayout(
  community: Community,
  marketPrice: number,
  { market, grid }: Pick<Config, "market" | "grid">,
): number {
  const { size, openKwh, bonus, penalty, barred } = community;
  const gridBuys = marketPrice * (1 + grid.aggregator_fee);
  let wanted = 0;
  let offered = 0;
  let buyers = 0;
  let dearestBuyer = 0;
  let sellersDelta = 0;
  let largestDelta = 0;
  let topBid = 0;
  let rebates = 0;
  for (let i = 0; i < size; i++) {
    const open = openKwh[i];
    const delta = Math.max(0, bonus[i] - 1);
    if (open >= DUST_KWH) {
      rebates += open * gridBuys * Math.max(0, 1 - penalty[i]);
      if (barred[i] === 1) continue;
      const bid = highestBid(marketPrice, bonus[i], penalty[i], market.bidding, grid);
      const perKwh = bid * (1 + grid.network_fee) * delta;
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
