import { Members } from "../community/mod.ts";
import { named } from "../config/registry.ts";
import { type RandomStream, randomStream } from "../random.ts";
import { type ClearingMechanism, clearingMechanisms } from "./clearing/mod.ts";
import { Orders } from "./orders.ts";
import { gridPrices } from "./tariff.ts";
import { TradeBook } from "./trade_book.ts";

/** An order given by hand. */
export interface GivenOrder {
  /** > 0 to buy, < 0 to sell, kWh. */
  readonly energyKwh: number;
  /** Bid or ask, €/kWh. */
  readonly quote: number;
}

/** What surrounds a market given by hand. */
export interface GivenMarket {
  /** λb: what the aggregator asks, €/kWh. */
  readonly ask: number;
  /** λs: what the aggregator pays, €/kWh. */
  readonly pay: number;
  /** Chance of the step by purpose; always the same by default. */
  readonly chance?: (name: string) => RandomStream;
}

/** A trade between two of the orders. */
export interface GivenTrade {
  /** Place of the seller among the orders. */
  readonly seller: number;
  /** Place of the buyer among the orders. */
  readonly buyer: number;
  /** kWh. */
  readonly energyKwh: number;
  /** What the buyer pays, €/kWh. */
  readonly paid: number;
  /** What the seller gets, €/kWh. */
  readonly got: number;
}

/**
 * Clears a market of orders given by hand, all from one neighbourhood and without fee: to try a
 * mechanism on a few orders. A run has its own columns for it.
 *
 * @param mechanism A name of `clearingMechanisms`.
 * @throws {RangeError} If there is no such mechanism.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * const orders = [{ energyKwh: 2, quote: 0.24 }, { energyKwh: -1, quote: 0.16 }];
 * const [trade] = clearOrders("mid", orders, { ask: 0.25, pay: 0.1 });
 * equal(trade.energyKwh, 1);
 * equal(trade.paid.toFixed(2), "0.20");
 * ```
 */
export function clearOrders(
  mechanism: string,
  given: readonly GivenOrder[],
  { ask, pay, chance = (name) => randomStream(0, name) }: GivenMarket,
): GivenTrade[] {
  const size = given.length;
  const members = new Members(size, ["here"], [{ latitude: 45, longitude: 7 }]);
  const orders = new Orders(size);
  orders.openKwh.set(given.map(({ energyKwh }) => energyKwh));
  orders.quote.set(given.map(({ quote }) => quote));
  orders.reservation.set(given.map(({ energyKwh }) => energyKwh > 0 ? Infinity : -Infinity));
  const prices = gridPrices(size);
  prices.ask.fill(ask);
  prices.pay.fill(pay);
  const rule = named<ClearingMechanism>(clearingMechanisms, mechanism);
  const trades = new TradeBook(rule.capacity(size));
  const terms = {
    bonus: new Float64Array(size).fill(1),
    penalty: new Float64Array(size).fill(1),
    barred: new Uint8Array(size),
  };
  const tariff = { quote: () => {}, crossingFee: 0, networkFee: () => 0 };
  const marketPrice = (ask + pay) / 2;
  rule.for(members)({ members, marketPrice, prices, tariff, terms, orders, chance }, trades);
  return Array.from({ length: trades.count }, (_, t) => ({
    seller: trades.sender[t],
    buyer: trades.receiver[t],
    energyKwh: trades.amountKwh[t],
    paid: trades.eurPerKwh[t],
    got: trades.sellersEurPerKwh[t],
  }));
}
