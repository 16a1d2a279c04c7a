import type { BillFigures } from "../italy/mod.ts";

/** What each part of a retail price goes to, beside P, and how members are taxed. */
export interface RetailTerms {
  /** Of the year that the run reckons with. */
  readonly figures: BillFigures;
  /** What the supplier gets for a kWh at a market price, €/kWh: losses, spread and dispatching included. */
  suppliersPrice(marketPrice: number): number;
  /** What the distributor gets, €/kWh. */
  readonly distributorsPrice: number;
  /** By member, its share of value added tax. */
  readonly vat: Float64Array;
  /** By member, the excise within λb before tax, €/kWh: that of a further kWh in a usual month. */
  readonly excise: Float64Array;
  /** By member, 1 for one whose first kWh in a month are free of excise. */
  readonly relieved: Uint8Array;
}

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
  /** At retail, what λb consists of; absent where the aggregator keeps what it takes. */
  readonly retail?: RetailTerms;
  /** f of a trade that crosses neighbourhoods: the share of its value that each side pays. */
  readonly crossingFee: number;
  /** f of a trade between two members: the crossing fee, or 0 within a neighbourhood. */
  networkFee(seller: number, buyer: number): number;
}

/** Prices of no step yet, for so many members. */
export function gridPrices(members: number): GridPrices {
  return { ask: new Float64Array(members), pay: new Float64Array(members) };
}
