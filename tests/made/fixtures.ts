import { ok } from "node:assert/strict";
import { Community } from "../../lib/community/community.ts";
import type { Config } from "../../lib/config/settings.ts";
import { parseConfig } from "../../lib/config/parse.ts";
import { TradeBook } from "../../lib/market/trade_book.ts";
import { type TradeColumns, tradeTypeNames } from "../../lib/market/trades.ts";
import type { Outlook } from "../../lib/forecast/outlook.ts";

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

/** A community of given members after self-balancing, in neighbourhoods A, B and C. */
export function communityOf(members: readonly Member[]): Community {
  const site = { latitude: 45.07, longitude: 7.68 };
  const community = new Community(members.length, ["A", "B", "C"], [site, site, site]);
  for (const [i, member] of members.entries()) {
    community.imbalanceKwh[i] = community.openKwh[i] = member.imbalance ?? 0;
    community.loadKwh[i] = Math.max(0, community.imbalanceKwh[i]);
    community.pvKwh[i] = Math.max(0, -community.imbalanceKwh[i]);
    community.quote[i] = member.quote ?? NaN;
    community.neighbourhood[i] = member.home ?? 0;
    community.bonus[i] = member.bonus ?? 1;
    community.penalty[i] = member.penalty ?? 1;
    community.barred[i] = member.barred ? 1 : 0;
    community.margin[i] = member.margin ?? 0;
  }
  return community;
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
    else book.addGridSell(sender, amount, price);
  }
  return book;
}

/** The default configuration but for the settings given as in config.json. */
export function configOf(settings: object = {}): Config {
  return parseConfig(JSON.stringify(settings));
}

/** An outlook in which every hour and neighbourhood is alike, or as two functions of the step say. */
export function outlookOf(
  { hours, community }: Config,
  price: number | ((step: number) => number) = 0.1,
  pv: number | ((step: number) => number) = 0,
): Outlook {
  const at = (value: number | ((step: number) => number), step: number) =>
    typeof value === "number" ? value : value(step);
  return {
    marketPrice: Float64Array.from({ length: hours }, (_, step) => at(price, step)),
    pvKwhPerKw: Array.from(
      { length: hours },
      (_, step) => new Float64Array(community.num_neighbourhoods).fill(at(pv, step)),
    ),
  };
}

/** Demands that two numbers differ by no more than rounding. */
export function close(actual: number, expected: number, within = 1e-12): void {
  ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected} within ${within}`);
}
