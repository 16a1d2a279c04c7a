/** What the aggregator asks and pays in a step, €/kWh, by member. */
export interface GridPrices {
  /** λb: what a member pays for a kWh, before any penalty. */
  readonly ask: Float64Array;
  /** λs: what a member gets for a kWh. */
  readonly pay: Float64Array;
}

/** What energy costs outside of trades among peers, and what the network costs within them. */
export interface Tariff {
  /**
   * Sets the aggregator's prices of a step.
   *
   * @param marketPrice P, €/kWh.
   * @param zonalPrice P_z, the price of the community's zone, €/kWh; P by default.
   */
  quote(marketPrice: number, prices: GridPrices, zonalPrice?: number): void;
  /** f of a trade that crosses neighbourhoods: the share of its value that each side pays. */
  readonly crossingFee: number;
  /** f of a trade between two members: the crossing fee, or 0 within a neighbourhood. */
  networkFee(seller: number, buyer: number): number;
}

/** Prices of no step yet, for so many members. */
export function gridPrices(members: number): GridPrices {
  return { ask: new Float64Array(members), pay: new Float64Array(members) };
}
