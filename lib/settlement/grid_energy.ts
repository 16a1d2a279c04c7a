import { type GridPrices, type MarketTrades, TradeType } from "../market/mod.ts";
import type { GridEnergy } from "./billing.ts";

/** Columns for what members have of the network. */
export function gridEnergyOf(members: number): GridEnergy {
  return {
    boughtKwh: new Float64Array(members),
    soldKwh: new Float64Array(members),
    soldEur: new Float64Array(members),
  };
}

/**
 * What each member bought and sold to the network in a step: with the aggregator as agreed, and as
 * the meter found.
 *
 * @param agreed Prices of the agreed.
 * @param found Prices of what the meter found.
 * @param energy Is overwritten.
 */
export function countGridEnergy(
  trades: MarketTrades,
  agreed: GridPrices,
  found: GridPrices,
  { boughtKwh, soldKwh, soldEur }: GridEnergy,
): void {
  boughtKwh.fill(0);
  soldKwh.fill(0);
  soldEur.fill(0);
  for (let t = 0; t < trades.count; t++) {
    const type = trades.type[t];
    const kwh = trades.amountKwh[t];
    if (type === TradeType.GridBuy || type === TradeType.ImbalanceShort) {
      boughtKwh[trades.receiver[t]] += kwh;
    } else if (type === TradeType.GridSell || type === TradeType.ImbalanceLong) {
      const { pay } = type === TradeType.GridSell ? agreed : found;
      soldKwh[trades.sender[t]] += kwh;
      soldEur[trades.sender[t]] += kwh * pay[trades.sender[t]];
    }
  }
}
