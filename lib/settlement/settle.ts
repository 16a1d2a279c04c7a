import { type Round, type TradeColumns, TradeType } from "../market/mod.ts";
import { postGridBuy, postGridSell } from "./grid_trade.ts";
import { postPeerTrade } from "./peer_trade.ts";
import type { Postings } from "./postings.ts";

/** Posts every trade of a step by the rule of its type, on the terms that the step had. */
export function settle(
  trades: TradeColumns,
  { terms: { bonus }, tariff, prices }: Pick<Round, "terms" | "tariff" | "prices">,
  postings: Postings,
): void {
  for (let t = 0; t < trades.count; t++) {
    const seller = trades.sender[t];
    const buyer = trades.receiver[t];
    const value = trades.amountKwh[t] * trades.eurPerKwh[t];
    if (trades.type[t] === TradeType.P2P) {
      const fee = tariff.networkFee(seller, buyer);
      postPeerTrade(postings, seller, buyer, value, fee, bonus[seller], bonus[buyer]);
    } else if (trades.type[t] === TradeType.GridBuy) {
      postGridBuy(postings, buyer, value, trades.amountKwh[t] * prices.ask[buyer]);
    } else {
      postGridSell(postings, seller, value);
    }
  }
}
