/**
 * Who trades with whom, how much and at which price. Given a {@linkcode Round} (members, market price,
 * tariff, terms and orders) it sets quotes and fills a {@linkcode TradeBook}: first among peers, by the
 * clearing mechanism that the configuration names, then with the aggregator. No money moves here.
 *
 * @module
 */

// What a round rests on
export type { Round, Terms } from "./round.ts";
export { Orders } from "./orders.ts";
export { type GridPrices, gridPrices, type RetailTerms, type Tariff } from "./tariff.ts";
export { type TariffRule, tariffs } from "./tariffs.ts";
export { retailTariff } from "./retail_tariff.ts";
export { wholesaleTariff } from "./wholesale_tariff.ts";
export { type Participation, participation } from "./participation.ts";

// Trades
export { AGGREGATOR, codeOf, Institution, type Party, partyOf } from "./parties.ts";
export { type MarketTrades, type TradeColumns, TradeType, tradeTypeNames } from "./trades.ts";
export { TradeBook } from "./trade_book.ts";

// The rules, by name
export {
  type BiddingSettings,
  biddingStrategies,
  type BiddingStrategy,
  buyersReservation,
  sellersReservation,
} from "./bidding/mod.ts";
export {
  type Clear,
  type ClearingMechanism,
  clearingMechanisms,
  keepRationalPairs,
} from "./clearing/mod.ts";
export { type Valuation, welfareOf, WelfareOptimum } from "./welfare.ts";
export { clearOrders, type GivenMarket, type GivenOrder, type GivenTrade } from "./given_market.ts";
export {
  type BestLie,
  bestLie,
  gainByQuoting,
  type GivenOutcome,
  heldChance,
  outcomeOf,
  type QuotedTrade,
} from "./given_outcome.ts";
export { clearWithAggregator } from "./aggregator.ts";
