/** What a trade is, as stored in {@linkcode TradeColumns.type}. */
export const TradeType = {
  /** Between two prosumers, in the self-organised market. */
  P2P: 0,
  /** A prosumer buys from the aggregator. */
  GridBuy: 1,
  /** A prosumer sells to the aggregator. */
  GridSell: 2,
  /** A prosumer took more, or fed in less, than it had contracted: the aggregator delivers. */
  ImbalanceShort: 3,
  /** A prosumer took less, or fed in more, than it had contracted: the aggregator takes. */
  ImbalanceLong: 4,
} as const;

/** The trade types as they are written in files, in the order of their codes. */
export const tradeTypeNames = ["P2P", "GRID_buy", "GRID_sell", "IMB_short", "IMB_long"] as const;

/** The trades of one hour as the chain records them, a column per quantity; the first `count` entries of each are valid. */
export interface TradeColumns {
  /** Number of trades. */
  readonly count: number;
  /** Who delivers the energy: a prosumer's id, or −1 for the aggregator. */
  readonly sender: Int32Array;
  /** Who takes the energy: a prosumer's id, or −1 for the aggregator. */
  readonly receiver: Int32Array;
  /** Energy, kWh. */
  readonly amountKwh: Float64Array;
  /** Price before network fee and bonuses, €/kWh: what the buyer pays; on the chain. */
  readonly eurPerKwh: Float64Array;
  /** A code of {@linkcode TradeType}. */
  readonly type: Uint8Array;
}

/** The trades of one hour as the market made them. */
export interface MarketTrades extends TradeColumns {
  /** What the seller gets, before network fee and bonuses, €/kWh; as a rule what the buyer pays. */
  readonly sellersEurPerKwh: Float64Array;
}
