import { AGGREGATOR, type Party, partyOf } from "../../market/parties.ts";
import { type TradeColumns, tradeTypeNames } from "../../market/trades.ts";

/** What a transaction is, as written on the chain. */
export type TransactionType = (typeof tradeTypeNames)[number];

/** A trade as the chain records it. Its field names are those of the file. */
export interface Transaction {
  /** Who delivers the energy. */
  readonly sender: Party;
  /** Who takes the energy. */
  readonly receiver: Party;
  /** Energy, kWh. */
  readonly amount: number;
  /** Price before network fee and bonuses, €/kWh; for a grid purchase what the buyer pays. */
  readonly price_per_kWh: number;
  /** Between prosumers, bought from the grid or sold to it. */
  readonly type: TransactionType;
  /** Start of the step, Unix seconds. */
  readonly timestamp: number;
  /** Hour of the scenario, from 0. */
  readonly step: number;
}

/**
 * The transaction's bytes as text: its canonical JSON (RFC 8785), which the Merkle tree hashes.
 *
 * Written by template, as the seven keys and the forms of their values are fixed: ECMAScript
 * prints numbers just as RFC 8785 §3.2.2.3 demands, and no string here needs escaping.
 *
 * @throws {RangeError} If a number is not finite: JSON has no way to write it.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(
 *   canonicalTransaction({
 *     sender: 17, receiver: "Aggregator", amount: 0.5, price_per_kWh: 0.1,
 *     type: "GRID_sell", timestamp: 1723672800, step: 0,
 *   }),
 *   '{"amount":0.5,"price_per_kWh":0.1,"receiver":"Aggregator","sender":17,"step":0,' +
 *     '"timestamp":1723672800,"type":"GRID_sell"}',
 * );
 * ```
 */
export function canonicalTransaction(transaction: Transaction): string {
  const { sender, receiver, amount, price_per_kWh, type, timestamp, step } = transaction;
  return canonicalHead(amount, price_per_kWh, receiver, sender) +
    canonicalTail(step, timestamp, type);
}

/**
 * The canonical bytes of every trade of an hour, in the order of the columns.
 *
 * @param timestamp Start of the step, Unix seconds.
 * @returns As many strings as there are trades.
 */
export function canonicalTrades(trades: TradeColumns, step: number, timestamp: number): string[] {
  const { count, sender, receiver, amountKwh, eurPerKwh, type } = trades;
  const tails = tradeTypeNames.map((name) => canonicalTail(step, timestamp, name));
  const texts = new Array<string>(count);
  for (let i = 0; i < count; i++) {
    texts[i] = canonicalHead(amountKwh[i], eurPerKwh[i], partyOf(receiver[i]), partyOf(sender[i])) +
      tails[type[i]];
  }
  return texts;
}

function canonicalHead(amount: number, price: number, receiver: Party, sender: Party): string {
  if (!Number.isFinite(amount) || !Number.isFinite(price)) {
    throw new RangeError(
      `Cannot write a trade as JSON, which knows finite numbers only: ${amount} kWh at ${price} €/kWh`,
    );
  }
  return `{"amount":${amount},"price_per_kWh":${price},"receiver":${partyJson(receiver)},"sender":${
    partyJson(sender)
  },`;
}

function canonicalTail(step: number, timestamp: number, type: TransactionType): string {
  return `"step":${step},"timestamp":${timestamp},"type":"${type}"}`;
}

function partyJson(party: Party): number | string {
  return party === AGGREGATOR ? '"Aggregator"' : party;
}
