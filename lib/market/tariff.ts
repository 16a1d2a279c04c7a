import type { Config } from "../config/settings.ts";
import type { Members } from "../community/mod.ts";

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
   */
  quote(marketPrice: number, prices: GridPrices): void;
  /** f of a trade that crosses neighbourhoods: the share of its value that each side pays. */
  readonly crossingFee: number;
  /** f of a trade between two members: the crossing fee, or 0 within a neighbourhood. */
  networkFee(seller: number, buyer: number): number;
}

/** Prices of no step yet, for so many members. */
export function gridPrices(members: number): GridPrices {
  return { ask: new Float64Array(members), pay: new Float64Array(members) };
}

/**
 * The aggregator asks P + a·|P| and pays P − a·|P|, so that it earns its fee at negative prices too;
 * a trade that crosses neighbourhoods costs each
 * side the network fee, a trade within one nothing.
 */
export function wholesaleTariff(
  { neighbourhood }: Members,
  { aggregator_fee, network_fee }: Pick<Config["grid"], "aggregator_fee" | "network_fee">,
): Tariff {
  return {
    quote(marketPrice, { ask, pay }) {
      const fee = marketPrice < 0 ? -aggregator_fee : aggregator_fee;
      ask.fill(marketPrice * (1 + fee));
      pay.fill(marketPrice * (1 - fee));
    },
    crossingFee: network_fee,
    networkFee(seller, buyer) {
      return neighbourhood[seller] === neighbourhood[buyer] ? 0 : network_fee;
    },
  };
}
