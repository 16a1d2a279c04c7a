/** What a trade is, as stored in {@linkcode TradeColumns.type}. */
export const TradeType = {
  /** Between two prosumers, in the self-organised market. */
  P2P: 0,
  /** A prosumer buys from the aggregator. */
  GridBuy: 1,
  /** A prosumer sells to the aggregator. */
  GridSell: 2,
} as const;

/** The trade types as they are written in files, in the order of their codes. */
export const tradeTypeNames = ["P2P", "GRID_buy", "GRID_sell"] as const;

/** The trades of one hour, a column per quantity; the first `count` entries of each are valid. */
export interface TradeColumns {
  /** Number of trades. */
  readonly count: number;
  /** Who delivers the energy: a prosumer's id, or −1 for the aggregator. */
  readonly sender: Int32Array;
  /** Who takes the energy: a prosumer's id, or −1 for the aggregator. */
  readonly receiver: Int32Array;
  /** Energy, kWh. */
  readonly amountKwh: Float64Array;
  /** Price before network fee and bonuses, €/kWh; for a grid purchase what the buyer pays. */
  readonly eurPerKwh: Float64Array;
  /** A code of {@linkcode TradeType}. */
  readonly type: Uint8Array;
}
