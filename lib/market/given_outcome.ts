import { sum } from "../mean.ts";
import type { RandomStream } from "../random.ts";
import { clearOrders, type GivenMarket, type GivenOrder, type GivenTrade } from "./given_market.ts";

/** A trade beside what its two sides had quoted. */
export interface QuotedTrade extends GivenTrade {
  /** Of the buyer, €/kWh. */
  readonly bid: number;
  /** Of the seller, €/kWh. */
  readonly ask: number;
}

/** What a market of orders given by hand comes to. */
export interface GivenOutcome {
  /** In the order in which they were agreed. */
  readonly trades: readonly QuotedTrade[];
  /** Traded in all, kWh. */
  readonly energyKwh: number;
  /** By order, what its member has of it, €: energy times what it is worth less what is paid for it. */
  readonly gains: readonly number[];
  /** What buyers have of it together, €. */
  readonly buyersGain: number;
  /** Likewise sellers. */
  readonly sellersGain: number;
  /** What buyers pay more than sellers get, €. */
  readonly operatorGain: number;
  /** Of all three together, €. */
  readonly welfare: number;
}

/**
 * Clears a market of orders given by hand, and counts who gains how much.
 *
 * @param mechanism A name of `clearingMechanisms`.
 * @param worth What the energy is worth to each order's member, €/kWh; what it quotes by default.
 * @throws {RangeError} If there is no such mechanism.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * const orders = [{ energyKwh: 2, quote: 0.24 }, { energyKwh: -1, quote: 0.16 }];
 * const { buyersGain, sellersGain } = outcomeOf("mid", orders, { ask: 0.25, pay: 0.1 });
 * equal(buyersGain.toFixed(2), "0.04");
 * equal(sellersGain.toFixed(2), "0.04");
 * ```
 */
export function outcomeOf(
  mechanism: string,
  orders: readonly GivenOrder[],
  surroundings: GivenMarket,
  worth: readonly number[] = orders.map(({ quote }) => quote),
): GivenOutcome {
  const trades = clearOrders(mechanism, orders, surroundings).map((trade): QuotedTrade => ({
    ...trade,
    bid: orders[trade.buyer].quote,
    ask: orders[trade.seller].quote,
  }));
  const gains = orders.map(() => 0);
  for (const { seller, buyer, energyKwh, paid, got } of trades) {
    gains[buyer] += energyKwh * (worth[buyer] - paid);
    gains[seller] += energyKwh * (got - worth[seller]);
  }
  const gainOf = (side: (energyKwh: number) => boolean) =>
    sum(gains.filter((_, i) => side(orders[i].energyKwh)));
  const buyersGain = gainOf((energyKwh) => energyKwh > 0);
  const sellersGain = gainOf((energyKwh) => energyKwh < 0);
  const operatorGain = sum(trades.map(({ energyKwh, paid, got }) => energyKwh * (paid - got)));
  return {
    trades,
    energyKwh: sum(trades.map(({ energyKwh }) => energyKwh)),
    gains,
    buyersGain,
    sellersGain,
    operatorGain,
    welfare: buyersGain + sellersGain + operatorGain,
  };
}

/** What a member gains by quoting something else than what its energy is worth to it. */
export interface BestLie {
  /** Its gain if it quotes the truth, €. */
  readonly honestGain: number;
  /** Its highest gain, €. */
  readonly bestGain: number;
  /** By which quote it gets that, €/kWh: the truth where no lie gains. */
  readonly bestQuote: number;
}

/** Gains that differ by less, €, differ by rounding. */
const ROUNDING = 1e-9;

/**
 * Tries whether it pays for one member to lie: it quotes along a grid while the others stay with what
 * they quote.
 *
 * @param liar Place of its order; what that quotes is the truth.
 * @param quotes The grid, €/kWh.
 */
export function bestLie(
  mechanism: string,
  orders: readonly GivenOrder[],
  surroundings: GivenMarket,
  liar: number,
  quotes: readonly number[],
): BestLie {
  const honestGain = gainByQuoting(mechanism, orders, surroundings, liar, orders[liar].quote);
  let best: BestLie = { honestGain, bestGain: honestGain, bestQuote: orders[liar].quote };
  for (const quote of quotes) {
    const gain = gainByQuoting(mechanism, orders, surroundings, liar, quote);
    if (gain > best.bestGain + ROUNDING) best = { honestGain, bestGain: gain, bestQuote: quote };
  }
  return best;
}

/**
 * What a member gains, €, by quoting `quote` where its energy is worth what its order quotes.
 *
 * @param liar Place of its order.
 */
export function gainByQuoting(
  mechanism: string,
  orders: readonly GivenOrder[],
  surroundings: GivenMarket,
  liar: number,
  quote: number,
): number {
  const worth = orders.map((order) => order.quote);
  const told = orders.map((order, i) => i === liar ? { ...order, quote } : order);
  return outcomeOf(mechanism, told, surroundings, worth).gains[liar];
}

/**
 * Chance that gives these numbers, to repeat by hand what mechanisms leave to it.
 *
 * @param draws By what they are drawn for, each 0 … 1; asked for again, they come from the first on.
 * @throws {RangeError} When more are asked for than there are.
 */
export function heldChance(
  draws: Readonly<Record<string, readonly number[]>>,
): (name: string) => RandomStream {
  return (name) => {
    const own = draws[name] ?? [];
    let at = 0;
    return {
      next() {
        const value = own[at++];
        if (value === undefined) {
          throw new RangeError(`${at} draws for "${name}" are needed, found ${at - 1}`);
        }
        return value;
      },
    };
  };
}
