import { partyOf, type TradeColumns, tradeTypeNames } from "../market/mod.ts";

/** A trade as a row, for people to read. */
export interface TradeRow {
  /** Who delivers: a prosumer's id, or `Aggregator`. */
  readonly seller: string;
  /** Who takes: a prosumer's id, or `Aggregator`. */
  readonly buyer: string;
  /** Energy, kWh. */
  readonly energyKwh: number;
  /** Price before network fee and bonuses, €/kWh; for a grid purchase what the buyer pays. */
  readonly eurPerKwh: number;
  /** `P2P`, `GRID_buy` or `GRID_sell`. */
  readonly type: string;
}

/** The trades of an hour as rows, in their order. */
export function tradeRows(trades: TradeColumns): TradeRow[] {
  return Array.from({ length: trades.count }, (_, t) => ({
    seller: String(partyOf(trades.sender[t])),
    buyer: String(partyOf(trades.receiver[t])),
    energyKwh: trades.amountKwh[t],
    eurPerKwh: trades.eurPerKwh[t],
    type: tradeTypeNames[trades.type[t]],
  }));
}
