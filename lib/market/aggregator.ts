import { DUST_KWH } from "../community/mod.ts";
import type { Round } from "./round.ts";
import type { TradeBook } from "./trade_book.ts";

/**
 * Step 3, the local market: the aggregator buys and sells whatever is left, at its own prices.
 * Afterwards nothing is open.
 *
 * @param trades Gets a trade per member that had something left, at what the buyer pays,
 * λb·(1 + (penalty − 1)·penalised), or the seller gets, λs.
 * @param penalised Share of each purchase that bears the penalty, 0 … 1.
 * @returns What was too little to trade, kWh: deficits less surpluses.
 */
export function clearWithAggregator(
  { prices, terms: { penalty }, orders }: Round,
  trades: TradeBook,
  penalised = 1,
): number {
  const { openKwh } = orders;
  let dustKwh = 0;
  for (let i = 0; i < openKwh.length; i++) {
    const open = openKwh[i];
    if (open >= DUST_KWH) {
      const borne = penalised === 1 ? penalty[i] : 1 + (penalty[i] - 1) * penalised;
      trades.addGridBuy(i, open, prices.ask[i] * borne);
    } else if (open <= -DUST_KWH) trades.addGridSell(i, -open, prices.pay[i]);
    else dustKwh += open;
    openKwh[i] = 0;
  }
  return dustKwh;
}
