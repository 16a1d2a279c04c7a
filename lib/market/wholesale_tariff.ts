import type { Members } from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import type { Tariff } from "./tariff.ts";

/**
 * The aggregator asks P + a·|P| and pays P − a·|P|, so that it earns its fee at negative prices too;
 * a trade that crosses neighbourhoods costs each
 * side the network fee, a trade within one nothing.
 */
export function wholesaleTariff(
  members: Pick<Members, "neighbourhood">,
  grid: Pick<Config["grid"], "aggregator_fee" | "network_fee">,
): Tariff {
  const { aggregator_fee } = grid;
  return {
    quote(marketPrice, { ask, pay }) {
      const fee = marketPrice < 0 ? -aggregator_fee : aggregator_fee;
      ask.fill(marketPrice * (1 + fee));
      pay.fill(marketPrice * (1 - fee));
    },
    ...peerFees(members, grid),
  };
}

/** A trade that crosses neighbourhoods costs each side the network fee, a trade within one nothing. */
export function peerFees(
  { neighbourhood }: Pick<Members, "neighbourhood">,
  { network_fee }: Pick<Config["grid"], "network_fee">,
): Pick<Tariff, "crossingFee" | "networkFee"> {
  return {
    crossingFee: network_fee,
    networkFee(seller, buyer) {
      return neighbourhood[seller] === neighbourhood[buyer] ? 0 : network_fee;
    },
  };
}
