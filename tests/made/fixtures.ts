import { ok } from "node:assert/strict";
import { Energy } from "../../lib/community/energy.ts";
import { Members } from "../../lib/community/members.ts";
import { parseConfig } from "../../lib/config/parse.ts";
import { named } from "../../lib/config/registry.ts";
import type { Config } from "../../lib/config/settings.ts";
import { stepsOf } from "../../lib/config/steps.ts";
import { asForecast, type Outlook, type StepValues } from "../../lib/forecast/outlook.ts";
import { biddingStrategies } from "../../lib/market/bidding/mod.ts";
import { clearingMechanisms } from "../../lib/market/clearing/mod.ts";
import { Orders } from "../../lib/market/orders.ts";
import type { Round } from "../../lib/market/round.ts";
import { gridPrices } from "../../lib/market/tariff.ts";
import { wholesaleTariff } from "../../lib/market/wholesale_tariff.ts";
import { TradeBook } from "../../lib/market/trade_book.ts";
import { type TradeColumns, tradeTypeNames } from "../../lib/market/trades.ts";
import type { Quoting } from "../../lib/regulator/fund_floor.ts";
import { Standing } from "../../lib/regulator/standing.ts";
import { randomStream } from "../../lib/random.ts";
import { setUp } from "../../lib/run/setup.ts";
import { simulate, type Step } from "../../lib/simulation.ts";

/** A member of a community made by hand; what is left out is 0, or 1 for a multiplier. */
export interface Member {
  /** kWh to trade: > 0 a deficit, < 0 a surplus. */
  readonly imbalance?: number;
  /** €/kWh. */
  readonly quote?: number;
  readonly home?: number;
  readonly bonus?: number;
  readonly penalty?: number;
  readonly barred?: boolean;
  readonly margin?: number;
}

/** A community made by hand: who takes part, and what lives through a step. */
export interface MadeCommunity {
  readonly members: Members;
  readonly energy: Energy;
  readonly orders: Orders;
  readonly standing: Standing;
  /** The market of a step, as a configuration's tariff makes it of a market price, €/kWh. */
  round(marketPrice: number, config?: Pick<Config, "grid">): Round;
}

/**
 * A community of given members after self-balancing, in neighbourhoods A, B and C. Whoever has a
 * quote does not compare it with what the aggregator offers.
 */
export function communityOf(given: readonly Member[]): MadeCommunity {
  const site = { latitude: 45.07, longitude: 7.68 };
  const members = new Members(given.length, ["A", "B", "C"], [site, site, site]);
  const energy = new Energy(members);
  const orders = new Orders(members.size);
  const standing = new Standing(members.size);
  for (const [i, member] of given.entries()) {
    const imbalance = member.imbalance ?? 0;
    energy.imbalanceKwh[i] = orders.openKwh[i] = imbalance;
    energy.loadKwh[i] = Math.max(0, imbalance);
    energy.pvKwh[i] = Math.max(0, -imbalance);
    orders.quote[i] = member.quote ?? NaN;
    orders.reservation[i] = member.quote === undefined ? NaN : imbalance > 0 ? Infinity : -Infinity;
    members.neighbourhood[i] = member.home ?? 0;
    members.margin[i] = member.margin ?? 0;
    standing.bonus[i] = member.bonus ?? 1;
    standing.penalty[i] = member.penalty ?? 1;
    standing.barred[i] = member.barred ? 1 : 0;
  }
  return {
    members,
    energy,
    orders,
    standing,
    round(marketPrice, { grid } = standard) {
      const tariff = wholesaleTariff(members, grid);
      const prices = gridPrices(members.size);
      tariff.quote(marketPrice, prices);
      const chance = (name: string) => randomStream(1, name, 0);
      return { members, marketPrice, prices, tariff, terms: standing, orders, chance };
    },
  };
}

/** A trade for people to read: `[sender, receiver, kWh, €/kWh, type]`, −1 the aggregator. */
export type TradeRow = readonly [number, number, number, number, string];

/** The trades of an hour as rows. */
export function rowsOf(trades: TradeColumns): TradeRow[] {
  return Array.from({ length: trades.count }, (_, t): TradeRow => [
    trades.sender[t],
    trades.receiver[t],
    trades.amountKwh[t],
    trades.eurPerKwh[t],
    tradeTypeNames[trades.type[t]],
  ]);
}

/** A book that holds the given trades. */
export function bookOf(rows: readonly TradeRow[], prosumers = rows.length): TradeBook {
  const book = new TradeBook(Math.max(prosumers, rows.length));
  for (const [sender, receiver, amount, price, type] of rows) {
    if (type === "P2P") book.addP2P(sender, receiver, amount, price);
    else if (type === "GRID_buy") book.addGridBuy(receiver, amount, price);
    else if (type === "GRID_sell") book.addGridSell(sender, amount, price);
    else if (type === "IMB_short") book.addShort(receiver, amount, price);
    else book.addLong(sender, amount, price);
  }
  return book;
}

/** The default configuration but for the settings given as in config.json. */
export function configOf(settings: object = {}): Config {
  return parseConfig(JSON.stringify(settings));
}

const standard = configOf();

/** How members quote by a configuration. */
export function quotingOf({ market }: Config): Quoting {
  const settings = market.bidding;
  return {
    strategy: named(biddingStrategies, settings.strategy),
    settings,
    mechanism: named(clearingMechanisms, market.clearing),
  };
}

/** The steps of a configuration's run. */
export function run(config: Config, outlook: Outlook): Generator<Step, void, void> {
  const { members, loads, rules } = setUp(config);
  return simulate(members, loads, outlook, rules);
}

/** A number for every step, or as a function of it says. */
export type ByStep = number | ((step: number) => number);

/** Prices and generation in which all neighbourhoods are alike. */
export function valuesOf(config: Config, price: ByStep = 0.1, pv: ByStep = 0): StepValues {
  const { count } = stepsOf(config);
  const at = (value: ByStep, step: number) => typeof value === "number" ? value : value(step);
  return {
    marketPrice: Float64Array.from({ length: count }, (_, step) => at(price, step)),
    pvKwhPerKw: Array.from(
      { length: count },
      (_, step) => new Float64Array(config.community.num_neighbourhoods).fill(at(pv, step)),
    ),
  };
}

/** An outlook in which the forecast counts as what came. */
export function outlookOf(config: Config, price?: ByStep, pv?: ByStep): Outlook {
  return asForecast(valuesOf(config, price, pv));
}

/** Demands that two numbers differ by no more than rounding. */
export function close(actual: number, expected: number, within = 1e-12): void {
  ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected} within ${within}`);
}
