import { type GridPrices, Institution, type MarketTrades, TradeType } from "../market/mod.ts";
import type { RetailTerms } from "../market/mod.ts";
import type { Postings } from "./postings.ts";

/** The trades of a step with the aggregator, and the prices that they were made at. */
export interface PassedOn {
  /** Type of what is bought. */
  readonly bought: number;
  /** Type of what is sold. */
  readonly sold: number;
  /** P, €/kWh. */
  readonly marketPrice: number;
  /** λb and λs. */
  readonly prices: GridPrices;
}

/** Trades that were agreed on, by the forecast's prices. */
export const AGREED = { bought: TradeType.GridBuy, sold: TradeType.GridSell };
/** Trades that were found at the meter, by the prices that came. */
export const FOUND = { bought: TradeType.ImbalanceShort, sold: TradeType.ImbalanceLong };

/**
 * Passes on what the aggregator takes at retail prices: of each kWh it sells, λb to supplier, distributor
 * and state; for each that it buys it has λs from GSE. Penalties and the spread of imbalances are not
 * in λb and λs and stay where they are.
 */
export function passOn(
  trades: MarketTrades,
  retail: RetailTerms,
  { bought, sold, marketPrice, prices }: PassedOn,
  postings: Postings,
): void {
  let boughtKwh = 0;
  let boughtEur = 0;
  let soldEur = 0;
  for (let t = 0; t < trades.count; t++) {
    const kwh = trades.amountKwh[t];
    if (trades.type[t] === bought) {
      boughtKwh += kwh;
      boughtEur += kwh * prices.ask[trades.receiver[t]];
    } else if (trades.type[t] === sold) soldEur += kwh * prices.pay[trades.sender[t]];
  }
  const suppliersEur = boughtKwh * retail.suppliersPrice(marketPrice);
  const distributorsEur = boughtKwh * retail.distributorsPrice;
  const { Aggregator, Supplier, Distributor, State, Gse } = Institution;
  postings.post(Aggregator, Supplier, suppliersEur, "energy");
  postings.post(Aggregator, Distributor, distributorsEur, "network charges");
  postings.post(Aggregator, State, boughtEur - suppliersEur - distributorsEur, "taxes");
  postings.post(Gse, Aggregator, soldEur, "energy");
}
