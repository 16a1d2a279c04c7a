import type { AsciiWriter } from "../../ascii/mod.ts";
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
 * Writes the canonical bytes of a step's trades, as {@linkcode canonicalTransaction} has them, one after
 * another.
 */
export class CanonicalTrades {
  readonly #tails: readonly Uint8Array[];

  /** @param timestamp Start of the step, Unix seconds. */
  constructor(step: number, timestamp: number) {
    const encoder = new TextEncoder();
    this.#tails = tradeTypeNames.map((name) =>
      encoder.encode(canonicalTail(step, timestamp, name))
    );
  }

  /**
   * Writes trade i.
   *
   * @throws {RangeError} If a number is not finite.
   */
  write(
    to: AsciiWriter,
    { amountKwh, eurPerKwh, sender, receiver, type }: TradeColumns,
    i: number,
  ) {
    checkFinite(amountKwh[i], eurPerKwh[i]);
    to.text('{"amount":');
    to.number(amountKwh[i]);
    to.text(',"price_per_kWh":');
    to.number(eurPerKwh[i]);
    to.text(',"receiver":');
    writeParty(to, receiver[i]);
    to.text(',"sender":');
    writeParty(to, sender[i]);
    to.copy(this.#tails[type[i]]);
  }
}

/** Most bytes of a trade in canonical JSON: keys 85, numbers 25 each, integers 16 each, names 16 each. */
export const MOST_BYTES_OF_TRADE = 256;

function canonicalHead(amount: number, price: number, receiver: Party, sender: Party): string {
  checkFinite(amount, price);
  return `{"amount":${amount},"price_per_kWh":${price},"receiver":${partyJson(receiver)},"sender":${
    partyJson(sender)
  }`;
}

function checkFinite(amount: number, price: number): void {
  if (Number.isFinite(amount) && Number.isFinite(price)) return;
  throw new RangeError(
    `Cannot write a trade as JSON, which knows finite numbers only: ${amount} kWh at ${price} €/kWh`,
  );
}

function canonicalTail(step: number, timestamp: number, type: TransactionType): string {
  return `,"step":${step},"timestamp":${timestamp},"type":"${type}"}`;
}

function partyJson(party: Party): number | string {
  return party === AGGREGATOR ? AGGREGATORS_JSON : party;
}

function writeParty(to: AsciiWriter, code: number): void {
  const party = partyOf(code);
  if (party === AGGREGATOR) to.text(AGGREGATORS_JSON);
  else to.number(party);
}

const AGGREGATORS_JSON = `"${AGGREGATOR}"`;
