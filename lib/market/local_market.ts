import type { Community } from "../community/community.ts";
import { DUST_KWH } from "../community/self_balancing.ts";
import type { TradeBook } from "./trade_book.ts";

/**
 * Step 3, the local market: the aggregator buys and sells whatever is left, at the market price
 * less or plus its fee. Afterwards nothing is open.
 *
 * @param marketPrice P, €/kWh.
 * @param aggregatorFee a, share of P.
 * @param trades Gets a trade per prosumer that had something left; the price is P(1 ± a), penalties
 * come on top when the accounts are settled.
 * @returns What was too little to trade, kWh: deficits less surpluses.
 */
export function clearWithAggregator(
  community: Community,
  marketPrice: number,
  aggregatorFee: number,
  trades: TradeBook,
): number {
  const { size, openKwh } = community;
  let dustKwh = 0;
  for (let i = 0; i < size; i++) {
    const open = openKwh[i];
    if (open >= DUST_KWH) trades.addGridBuy(i, open, marketPrice * (1 + aggregatorFee));
    else if (open <= -DUST_KWH) trades.addGridSell(i, -open, marketPrice * (1 - aggregatorFee));
    else dustKwh += open;
    openKwh[i] = 0;
  }
  return dustKwh;
}
