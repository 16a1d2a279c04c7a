import { AccountAudit, type AccountBalances } from "./account_audit.ts";
import { demandForm } from "./block_rules.ts";
import { ChainFault, shown } from "./fault.ts";
import { MultiplierAudit, type RegulatorRules } from "./multiplier_audit.ts";
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

/** What is known of a run besides its chain. */
export interface SettlementTerms {
  /** Share of a trade's value that each side pays when it crosses neighbourhoods. */
  readonly networkFee: number;
  /** By hour, the share of the bonuses that the regulator's budget paid; all of them by default. */
  readonly bonusShares?: readonly number[] | undefined;
  /** By which counters and multipliers must follow from the trades; not compared without them. */
  readonly regulator?: RegulatorRules | undefined;
  /** How many prosumers and hours there must be; as many as there are by default. */
  readonly extent?: { readonly prosumers: number; readonly hours: number } | undefined;
  /** The accounts after each hour; not compared without them. */
  readonly accounts?: readonly AccountBalances[] | undefined;
}

/** Left over of what is traded for less than it, kWh: nobody trades so little. */
const DUST_KWH = 1e-8;

/**
 * Compares a chain with a settlement, hour by hour: every trade of the chain must be in the lists
 * of both its parties, every listed trade on the chain, and every balance must follow from the one
 * before and the hour's trades by the rules of money, at the bonus that held then. The rules are
 * repeated here on purpose: an auditor that asked the simulation would repeat its mistakes.
 */
export class Reconciliation {
  readonly #terms: SettlementTerms;
  readonly #start: number;
  readonly #multipliers: MultiplierAudit | undefined;
  readonly #accounts: AccountAudit | undefined;
  #hours = 0;
  /** The rows of the hour before. */
  #before: readonly SettlementRow[] | undefined;

  /**
   * Begins before the first hour.
   *
   * @param start Start of the scenario, Unix seconds.
   */
  constructor(terms: SettlementTerms, start: number) {
    this.#terms = terms;
    this.#start = start;
    this.#multipliers = terms.regulator && new MultiplierAudit(terms.regulator);
    this.#accounts = terms.accounts && new AccountAudit(terms.accounts);
  }

  /**
   * Reconciles an hour, the next one each time.
   *
   * @param trades The hour's transactions on the chain; none if it has no block.
   * @throws {ChainFault} At the first trade or balance that does not agree.
   */
  take({ hour, rows }: SettlementHour, trades: readonly CanonicalTransaction[]): void {
    const before = this.#inForce(this.#before ?? rows.map(atStart), hour);
    this.#checkExtent(hour, rows.length, before.length);
    const byProsumer = tradesByProsumer(trades, rows.length, hour);
    for (const row of rows) {
      const own = byProsumer[row.id];
      const where = `Hour ${hour}, prosumer ${row.id}`;
      checkConstants(row, before[row.id], rows[0], where);
      this.#compareTrades(row, hour, own);
      this.#compareBalance(row, hour, before, own);
      checkImbalance(row, where, own);
      this.#multipliers?.take(row, where, own.map(({ transaction }) => transaction));
    }
    checkGridPrices(trades, before, hour);
    this.#accounts?.take(hour, this.#accountChanges(rows, before, trades));
    this.#before = rows;
    this.#hours += 1;
  }

  /** Ends the settlement. @throws {ChainFault} If hours of the run are missing. */
  finish(): void {
    const { extent } = this.#terms;
    if (extent !== undefined && this.#hours !== extent.hours) {
      const expected = `${extent.hours} hours, as run.json states`;
      throw new ChainFault("Settlement", "rows", expected, String(this.#hours));
    }
    this.#accounts?.finish(this.#hours);
  }

  #checkExtent(hour: number, found: number, before: number): void {
    const { extent } = this.#terms;
    if (extent !== undefined && hour >= extent.hours) {
      const expected = `no hour after the ${extent.hours} that run.json states`;
      throw new ChainFault(`Hour ${hour}`, "rows", expected, `${found} rows`);
    }
    const prosumers = extent?.prosumers ?? before;
    if (found === prosumers) return;
    const expected = `${prosumers} prosumers, as ${
      extent === undefined ? "in the hour before" : "run.json states"
    }`;
    throw new ChainFault(`Hour ${hour}`, "rows", expected, String(found));
  }

  /** What the trades of an hour add to the accounts that are nobody's own. */
  #accountChanges(
    rows: readonly SettlementRow[],
    before: readonly SettlementRow[],
    trades: readonly CanonicalTransaction[],
  ) {
    let [aggregator, networkOperator, moved] = [0, 0, 0];
    for (const { transaction } of trades) {
      const { sender, receiver, type, amount, price_per_kWh } = transaction;
      const value = amount * price_per_kWh;
      moved += Math.abs(value);
      if (type === "GRID_sell") aggregator -= value;
      else if (type === "GRID_buy") aggregator += value / before[receiver as number].penalty;
      else if (
        before[sender as number].neighbourhood !== before[receiver as number].neighbourhood
      ) networkOperator += 2 * this.#terms.networkFee * value;
    }
    const prosumersBalance = rows.reduce((sum, { balance }) => sum + balance, 0);
    return { aggregator, networkOperator, prosumersBalance, moved };
  }

  /** The rows of the hour before, at the multipliers that the fund could pay in this hour. */
  #inForce(before: readonly SettlementRow[], hour: number): readonly SettlementRow[] {
    if (this.#terms.bonusShares === undefined) return before;
    const share = this.#terms.bonusShares[hour];
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
    const fee = crosses ? this.#terms.networkFee : 0;
    const delta = bonus - 1;
    return id === sender ? value * (1 - fee) * (1 + delta) : -value * (1 + fee) * (1 - delta);
  }
}

const LISTED_FIELDS = ["sender", "receiver", "amount", "price_per_kWh", "type"];

/** Where one lives and what one has is the same in every hour; an hour has one price. */
function checkConstants(
  row: SettlementRow,
  before: SettlementRow,
  first: SettlementRow,
  where: string,
): void {
  const demand = (field: string, found: unknown, expected: unknown, as: string) => {
    if (found === expected) return;
    throw new ChainFault(where, field, `${shown(expected)}, as ${as}`, shown(found));
  };
  const earlier = "in the hour before";
  demand("neighbourhood", row.neighbourhood, before.neighbourhood, earlier);
  demand("pv_capacity", row.pvCapacity, before.pvCapacity, earlier);
  demand("battery_capacity", row.batteryCapacity, before.batteryCapacity, earlier);
  demand("market_price", row.marketPrice, first.marketPrice, "for prosumer 0");
}

/** The aggregator has one price to buy at and one to sell at, times each buyer's own penalty. */
function checkGridPrices(
  trades: readonly CanonicalTransaction[],
  before: readonly SettlementRow[],
  hour: number,
): void {
  const prices = new Map<string, number>();
  for (const { transaction: { type, receiver, price_per_kWh } } of trades) {
    if (type === "P2P") continue;
    const price = type === "GRID_buy"
      ? price_per_kWh / before[receiver as number].penalty
      : price_per_kWh;
    const known = prices.get(type) ?? price;
    prices.set(type, known);
    if (Math.abs(price - known) <= TOLERANCE * Math.abs(known)) continue;
    const where = `Hour ${hour}, ${type} of prosumer ${receiver}`;
    const expected = `${known} €/kWh before the penalty, as for the others`;
    throw new ChainFault(where, "price_per_kWh", expected, `${price} €/kWh`);
  }
}

/** What is left after a prosumer's battery is traded whole, with peers or the aggregator. */
function checkImbalance(
  row: SettlementRow,
  where: string,
  trades: readonly CanonicalTransaction[],
): void {
  let traded = 0;
  for (const { transaction: { sender, amount } } of trades) {
    traded += sender === row.id ? -amount : amount;
  }
  if (Math.abs(traded - row.imbalance) <= DUST_KWH + TOLERANCE * Math.abs(traded)) return;
  const expected = `${traded} kWh, from its trades on the chain`;
  throw new ChainFault(where, "imbalance", expected, `${row.imbalance} kWh`);
}

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
