import type { Round } from "../../round.ts";
import { type ClearingMechanism, twoEach } from "../mechanism.ts";
import { OrderBook } from "./order_book.ts";
import { Pairing } from "./pairing.ts";
import { PostedPrices } from "./posted_prices.ts";
import { Rationing } from "./rationing.ts";

/** What a price of the community rests on. */
export interface CommunityMarket {
  /** S: what admitted members have to sell, kWh, > 0. */
  readonly supplyKwh: number;
  /** D: what admitted members have to buy, kWh, > 0. */
  readonly demandKwh: number;
  /** λb: what the aggregator asks, the mean of those who buy, weighted by energy, €/kWh. */
  readonly ask: number;
  /** λs: what the aggregator pays, the mean of those who sell, weighted by energy, €/kWh. */
  readonly pay: number;
}

/**
 * A mechanism without quotes: all trade at one internal price, the shorter side in full, the longer
 * side in proportion to what it has; the rest goes to the aggregator. Pairs follow from the north-west
 * corner rule in the order of ids: the first buyer is served by the first seller, and whoever is filled
 * makes room for the next, so that n members make at most n − 1 trades.
 *
 * A pair in different neighbourhoods trades if p(1 + f) ≤ r_buy and p(1 − f) ≥ r_sell, where members
 * compare with the aggregator; what then finds no partner goes to the aggregator too.
 *
 * @param meaning One sentence.
 * @param price The internal price, €/kWh, between λs and λb or 0.
 */
export function proRata(
  meaning: string,
  price: (market: CommunityMarket) => number,
): ClearingMechanism {
  return {
    meaning,
    pricedWithin: "tariff",
    capacity: twoEach,
    for(members) {
      const book = new OrderBook(members.size);
      const rationing = new Rationing(members.size);
      const pairing = new Pairing(members);
      const prices = new PostedPrices();
      return (round, trades) => {
        const { openKwh } = round.orders;
        book.takeById(round);
        const { sellers, buyers } = book;
        if (sellers.length === 0 || buyers.length === 0) return;
        const market = marketOf(round, sellers, buyers);
        const { supplyKwh, demandKwh } = market;
        const longer = supplyKwh > demandKwh ? sellers : buyers;
        const share = Math.min(supplyKwh, demandKwh) / Math.max(supplyKwh, demandKwh);
        for (let k = 0; k < longer.length; k++) {
          rationing.allot(openKwh, longer[k], openKwh[longer[k]] * share);
        }
        prices.post(price(market));
        pairing.match(sellers, buyers, round, prices, trades);
        rationing.giveBack(openKwh, longer);
      };
    },
  };
}

function marketOf(
  { orders: { openKwh }, prices }: Round,
  sellers: Uint32Array,
  buyers: Uint32Array,
): CommunityMarket {
  const supplyKwh = weighedSum(sellers, openKwh);
  const demandKwh = weighedSum(buyers, openKwh);
  return {
    supplyKwh: -supplyKwh,
    demandKwh,
    ask: weighedMean(buyers, openKwh, prices.ask),
    pay: weighedMean(sellers, openKwh, prices.pay),
  };
}

/**
 * Σ open, what rounding cuts off kept (Neumaier 1974, doi:10.1002/zamm.19740540106): else the shares
 * of a million members would not add up to what the shorter side has.
 */
function weighedSum(members: Uint32Array, openKwh: Float64Array): number {
  let sum = 0;
  let cutOff = 0;
  for (let k = 0; k < members.length; k++) {
    const kwh = openKwh[members[k]];
    const after = sum + kwh;
    cutOff += Math.abs(sum) >= Math.abs(kwh) ? (sum - after) + kwh : (kwh - after) + sum;
    sum = after;
  }
  return sum + cutOff;
}

/** The mean of a price, weighted by energy; the price itself where all have the same. */
function weighedMean(members: Uint32Array, openKwh: Float64Array, price: Float64Array): number {
  const first = price[members[0]];
  let above = 0;
  let weight = 0;
  for (let k = 0; k < members.length; k++) {
    above += openKwh[members[k]] * (price[members[k]] - first);
    weight += openKwh[members[k]];
  }
  return first + above / weight;
}
