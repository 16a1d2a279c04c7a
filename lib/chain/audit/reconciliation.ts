import { demandForm } from "./block_rules.ts";
import { ChainFault, shown } from "./fault.ts";
import type { SettlementHour, SettlementRow } from "./settlement_file.ts";
import { AGGREGATOR } from "../../market/mod.ts";
import { canonicalTransaction, type Transaction } from "../format/transaction.ts";
import { fieldRules } from "./transaction_rules.ts";

/** How far a balance may be from the postings, relative to what was moved. */
const TOLERANCE = 1e-9;

/** A valid transaction of the chain with its canonical JSON. */
export interface CanonicalTransaction {
  /** Its fields. */
  readonly transaction: Transaction;
  /** Its canonical JSON (RFC 8785). */
  readonly canonical: string;
}

/**
 * Compares a chain with a settlement, hour by hour: every trade of the chain must be in the lists
 * of both its parties, every listed trade on the chain, and every balance must follow from the one
 * before and the hour's trades by the rules of money, at the bonus that held then. The rules are
 * repeated here on purpose: an auditor that asked the simulation would repeat its mistakes.
 */
export class Reconciliation {
  readonly #networkFee: number;
  readonly #bonusShares: readonly number[] | undefined;
  readonly #start: number;
  /** The rows of the hour before. */
  #before: readonly SettlementRow[] | undefined;

  /**
   * Begins before the first hour.
   *
   * @param networkFee Share of a trade's value that each side pays across neighbourhoods.
   * @param start Start of the scenario, Unix seconds.
   * @param bonusShares By hour, the share of the bonuses that the fund could pay; all by default.
   */
  constructor(networkFee: number, start: number, bonusShares?: readonly number[]) {
    this.#networkFee = networkFee;
    this.#bonusShares = bonusShares;
    this.#start = start;
  }

  /**
   * Reconciles an hour, the next one each time.
   *
   * @param trades The hour's transactions on the chain; none if it has no block.
   * @throws {ChainFault} At the first trade or balance that does not agree.
   */
  take({ hour, rows }: SettlementHour, trades: readonly CanonicalTransaction[]): void {
    const before = this.#inForce(this.#before ?? rows.map(atStart), hour);
    if (rows.length !== before.length) {
      const expected = `${before.length} prosumers, as in the hour before`;
      throw new ChainFault(`Hour ${hour}`, "rows", expected, String(rows.length));
    }
    const byProsumer = tradesByProsumer(trades, rows.length, hour);
    for (const row of rows) {
      this.#compareTrades(row, hour, byProsumer[row.id]);
      this.#compareBalance(row, hour, before, byProsumer[row.id]);
    }
    this.#before = rows;
  }

  /** The rows of the hour before, at the multipliers that the fund could pay in this hour. */
  #inForce(before: readonly SettlementRow[], hour: number): readonly SettlementRow[] {
    if (this.#bonusShares === undefined) return before;
    const share = this.#bonusShares[hour];
    if (!(share >= 0 && share <= 1)) {
      throw new ChainFault(`Hour ${hour}`, "bonus_share", "a number from 0 to 1", shown(share));
    }
    return before.map((row) => ({
      ...row,
      bonus: row.bonus > 1 ? 1 + share * (row.bonus - 1) : row.bonus,
      penalty: row.penalty < 1 ? 1 - share * (1 - row.penalty) : row.penalty,
    }));
  }

  #compareTrades(row: SettlementRow, hour: number, trades: readonly CanonicalTransaction[]): void {
    const where = `Hour ${hour}, prosumer ${row.id}`;
    const onChain = new Set(trades.map(({ canonical }) => canonical));
    const list = parseList(row.transactions, where);
    for (const [i, entry] of list.entries()) {
      const field = `transactions[${i}]`;
      if (!onChain.delete(this.#canonicalOf(entry, hour, where, field))) {
        throw new ChainFault(where, field, "a trade that is on the chain, once", shown(entry));
      }
    }
    for (const missing of onChain) {
      throw new ChainFault(where, "transactions", `${missing}, as on the chain`, "nothing");
    }
    demandForm(where, "transactions", JSON.stringify(list), row.transactions);
  }

  /** A listed trade in the form that the chain gives it. */
  #canonicalOf(entry: unknown, hour: number, where: string, field: string): string {
    if (typeof entry !== "object" || entry === null) {
      throw new ChainFault(where, field, "a trade", shown(entry));
    }
    const { hour: listedHour, ...trade } = entry as Record<string, unknown>;
    if (listedHour !== hour) {
      throw new ChainFault(where, `${field}.hour`, String(hour), shown(listedHour));
    }
    for (const name of Object.keys(trade)) {
      if (!LISTED_FIELDS.includes(name)) {
        throw new ChainFault(where, `${field}.${name}`, "no such field", shown(trade[name]));
      }
    }
    for (const name of LISTED_FIELDS) {
      const { rule, holds } = fieldRules[name];
      if (holds(trade[name])) continue;
      throw new ChainFault(where, `${field}.${name}`, rule, shown(trade[name]));
    }
    const timestamp = this.#start + hour * 3600;
    return canonicalTransaction({ ...trade, timestamp, step: hour } as unknown as Transaction);
  }

  #compareBalance(
    row: SettlementRow,
    hour: number,
    before: readonly SettlementRow[],
    trades: readonly CanonicalTransaction[],
  ): void {
    let balance = before[row.id].balance;
    let moved = Math.abs(balance);
    for (const { transaction } of trades) {
      const posting = this.#posting(row.id, transaction, before);
      balance += posting;
      moved += Math.abs(posting);
    }
    if (Math.abs(balance - row.balance) > TOLERANCE * moved) {
      const expected = `${balance} €, from ${
        before[row.id].balance
      } € and the trades of the hour (${trades.length})`;
      const where = `Hour ${hour}, prosumer ${row.id}`;
      throw new ChainFault(where, "money_balance", expected, `${row.balance} €`);
    }
  }

  /** What a trade adds to a prosumer's balance, €, at the multipliers of the hour before. */
  #posting(id: number, trade: Transaction, before: readonly SettlementRow[]): number {
    const { sender, receiver, type, amount, price_per_kWh } = trade;
    const { bonus } = before[id];
    const value = amount * price_per_kWh;
    if (type === "GRID_sell") return value;
    if (type === "GRID_buy") return -value;
    const crosses = before[sender as number].neighbourhood !==
      before[receiver as number].neighbourhood;
    const fee = crosses ? this.#networkFee : 0;
    const delta = bonus - 1;
    return id === sender ? value * (1 - fee) * (1 + delta) : -value * (1 + fee) * (1 - delta);
  }
}

const LISTED_FIELDS = ["sender", "receiver", "amount", "price_per_kWh", "type"];

/** A prosumer before the first hour: no money, no bonus, no penalty. */
function atStart(row: SettlementRow): SettlementRow {
  return { ...row, balance: 0, bonus: 1, penalty: 1 };
}

function tradesByProsumer(
  trades: readonly CanonicalTransaction[],
  prosumers: number,
  hour: number,
): CanonicalTransaction[][] {
  const lists: CanonicalTransaction[][] = Array.from({ length: prosumers }, () => []);
  for (const trade of trades) {
    for (const party of [trade.transaction.sender, trade.transaction.receiver]) {
      if (party === AGGREGATOR) continue;
      if (party >= prosumers) {
        const expected = `a row for prosumer ${party}, who traded on the chain`;
        throw new ChainFault(`Hour ${hour}`, "rows", expected, `${prosumers} prosumers`);
      }
      lists[party].push(trade);
    }
  }
  return lists;
}

function parseList(text: string, where: string): unknown[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    // Told below, like any other text that is not a list.
  }
  if (!Array.isArray(list)) throw new ChainFault(where, "transactions", "a JSON list", shown(text));
  return list;
}
