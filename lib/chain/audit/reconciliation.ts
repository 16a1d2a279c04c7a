import { AccountAudit, type AccountBalances } from "./account_audit.ts";
import { demandForm } from "./block_rules.ts";
import { ChainFault, shown } from "./fault.ts";
import { MultiplierAudit, type RegulatorRules } from "./multiplier_audit.ts";
import { checkConstants, checkEnergy, checkGridPrices } from "./row_rules.ts";
import type { SettlementRow, SettlementStep } from "./settlement_file.ts";
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
  /** By step, the share of the bonuses that the regulator's budget paid; all of them by default. */
  readonly bonusShares?: readonly number[] | undefined;
  /** By which counters and multipliers must follow from the trades; not compared without them. */
  readonly regulator?: RegulatorRules | undefined;
  /** How far the settlement must reach; as far as it does by default. */
  readonly extent?: SettlementExtent | undefined;
  /** Whether the aggregator may ask each member another price, as taxes differ; by default it may not. */
  readonly pricesByMember?: boolean | undefined;
  /** The accounts after each step; not compared without them. */
  readonly accounts?: readonly AccountBalances[] | undefined;
}

/** How far a run reaches, by its settings. */
export interface SettlementExtent {
  /** Number of prosumers. */
  readonly prosumers: number;
  /** Number of steps. */
  readonly steps: number;
  /** Length of a step, minutes. */
  readonly stepMinutes: number;
}

/**
 * Compares a chain with a settlement, step by step: every trade of the chain must be in the lists
 * of both its parties, every listed trade on the chain, and every balance must follow from the one
 * before and the step's trades by the rules of money, at the bonus that held then. The rules are
 * repeated here on purpose: an auditor that asked the simulation would repeat its mistakes.
 */
export class Reconciliation {
  readonly #terms: SettlementTerms;
  readonly #start: number;
  readonly #multipliers: MultiplierAudit | undefined;
  readonly #accounts: AccountAudit | undefined;
  #steps = 0;
  /** What aggregator, network operator and market operator have together, €. */
  #institutions = 0;
  #before: readonly SettlementRow[] | undefined;

  /**
   * Begins before the first step.
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
   * Reconciles a step, the next one each time.
   *
   * @param trades The step's transactions on the chain; none if it has no block.
   * @throws {ChainFault} At the first trade or balance that does not agree.
   */
  take({ step, hour, rows }: SettlementStep, trades: readonly CanonicalTransaction[]): void {
    const transactions = trades.map(({ transaction }) => transaction);
    const penalised = this.#multipliers?.begin(transactions) ?? 1;
    const before = this.#inForce(this.#before ?? rows.map(atStart), step, penalised);
    this.#checkExtent(step, rows.length, before.length);
    this.#checkTime({ step, hour }, trades[0]?.transaction.timestamp);
    const byProsumer = tradesByProsumer(trades, rows.length, step);
    const sellersPrices: SellersPrices = new Map();
    for (const row of rows) {
      const where = `Step ${step}, prosumer ${row.id}`;
      checkConstants(row, before[row.id], rows[0], where);
      this.#compareTrades(row, { step, hour }, byProsumer[row.id], sellersPrices);
    }
    const changes = this.#accountChanges(rows, before, trades, sellersPrices);
    this.#institutions += changes.aggregator + changes.networkOperator + changes.marketOperator;
    const balances = rows.map(({ id }) =>
      this.#balanceAfter(id, before, byProsumer[id], sellersPrices)
    );
    const rebate = this.#rebate(step, balances.map(({ balance }) => balance));
    for (const row of rows) {
      const own = byProsumer[row.id];
      const where = `Step ${step}, prosumer ${row.id}`;
      this.#compareBalance(row, step, balances[row.id], rebate, own.length);
      const transactions = own.map(({ transaction }) => transaction);
      checkEnergy(row, where, transactions);
      this.#multipliers?.take(row, where, transactions);
    }
    const judged = transactions.filter(({ type }) =>
      !(this.#terms.pricesByMember && type === "GRID_buy")
    );
    checkGridPrices(judged, before, step);
    this.#accounts?.take({ step, hour }, changes);
    this.#before = rows;
    this.#steps += 1;
  }

  /** Ends the settlement. @throws {ChainFault} If steps of the run are missing. */
  finish(): void {
    const { extent } = this.#terms;
    if (extent !== undefined && this.#steps !== extent.steps) {
      const expected = `${extent.steps} steps, as run.json states`;
      throw new ChainFault("Settlement", "rows", expected, String(this.#steps));
    }
    this.#accounts?.finish(this.#steps);
  }

  #checkExtent(step: number, found: number, before: number): void {
    const { extent } = this.#terms;
    if (extent !== undefined && step >= extent.steps) {
      const expected = `no step after the ${extent.steps} that run.json states`;
      throw new ChainFault(`Step ${step}`, "rows", expected, `${found} rows`);
    }
    const prosumers = extent?.prosumers ?? before;
    if (found === prosumers) return;
    const expected = `${prosumers} prosumers, as ${
      extent === undefined ? "in the step before" : "run.json states"
    }`;
    throw new ChainFault(`Step ${step}`, "rows", expected, String(found));
  }

  /**
   * A step lies in the hour that its block's time says, and its number with the steps' length.
   *
   * @param timestamp The block's, Unix seconds; undefined for a step without one.
   */
  #checkTime(
    { step, hour }: Pick<SettlementStep, "step" | "hour">,
    timestamp: number | undefined,
  ): void {
    const { extent } = this.#terms;
    const since = extent === undefined ? undefined : step * extent.stepMinutes * 60;
    const elapsed = timestamp === undefined ? since : timestamp - this.#start;
    if (elapsed === undefined) return;
    if (since !== undefined && elapsed !== since) {
      const expected = `a block ${since} s after the start, as the steps of run.json have ` +
        `${extent?.stepMinutes} minutes`;
      throw new ChainFault(`Step ${step}`, "timestamp", expected, `${elapsed} s after it`);
    }
    const expected = Math.floor(elapsed / SECONDS_PER_HOUR);
    if (hour === expected) return;
    const rule = `${expected}, as the step begins ${elapsed} s after the start`;
    throw new ChainFault(`Step ${step}`, "hour", rule, String(hour));
  }

  /** What the trades of a step add to the accounts that are nobody's own. */
  #accountChanges(
    rows: readonly SettlementRow[],
    before: readonly SettlementRow[],
    trades: readonly CanonicalTransaction[],
    sellersPrices: SellersPrices,
  ) {
    let [aggregator, networkOperator, marketOperator, moved] = [0, 0, 0, 0];
    for (const { transaction, canonical } of trades) {
      const { sender, receiver, type, amount, price_per_kWh } = transaction;
      const value = amount * price_per_kWh;
      moved += Math.abs(value);
      if (type === "GRID_sell" || type === "IMB_long") aggregator -= value;
      else if (type === "IMB_short") aggregator += value;
      else if (type === "GRID_buy") aggregator += value / before[receiver as number].penalty;
      else {
        const sellersValue = amount * sellersPrices.get(canonical)!;
        marketOperator += value - sellersValue;
        const crosses = before[sender as number].neighbourhood !==
          before[receiver as number].neighbourhood;
        if (crosses) networkOperator += this.#terms.networkFee * (value + sellersValue);
      }
    }
    const prosumersBalance = rows.reduce((sum, { balance }) => sum + balance, 0);
    return { aggregator, networkOperator, marketOperator, prosumersBalance, moved };
  }

  /**
   * What each prosumer gets of the fund at the end, €: it has what the others lack.
   *
   * @param balances Of the prosumers after the step's trades.
   */
  #rebate(step: number, balances: readonly number[]): number {
    const { regulator, extent } = this.#terms;
    if (regulator?.rebate !== "per-capita" || step + 1 !== extent?.steps) return 0;
    const fund = -balances.reduce((sum, balance) => sum + balance, this.#institutions);
    return Math.max(0, fund) / balances.length;
  }

  /** The rows of the step before, at the multipliers that hold for trades of this step. */
  #inForce(
    before: readonly SettlementRow[],
    step: number,
    penalised: number,
  ): readonly SettlementRow[] {
    const paid = this.#withinBudget(before, step);
    if (penalised === 1) return paid;
    return paid.map((row) => ({ ...row, penalty: 1 + (row.penalty - 1) * penalised }));
  }

  /** The rows of the step before, at the multipliers that the fund could pay in this step. */
  #withinBudget(before: readonly SettlementRow[], step: number): readonly SettlementRow[] {
    if (this.#terms.bonusShares === undefined) return before;
    const share = this.#terms.bonusShares[step];
    if (!(share >= 0 && share <= 1)) {
      throw new ChainFault(`Step ${step}`, "bonus_share", "a number from 0 to 1", shown(share));
    }
    return before.map((row) => ({
      ...row,
      bonus: row.bonus > 1 ? 1 + share * (row.bonus - 1) : row.bonus,
      penalty: row.penalty < 1 ? 1 - share * (1 - row.penalty) : row.penalty,
    }));
  }

  #compareTrades(
    row: SettlementRow,
    { step, hour }: Pick<SettlementStep, "step" | "hour">,
    trades: readonly CanonicalTransaction[],
    sellersPrices: SellersPrices,
  ): void {
    const where = `Step ${step}, prosumer ${row.id}`;
    const timestamp = trades[0]?.transaction.timestamp ?? 0;
    const onChain = new Set(trades.map(({ canonical }) => canonical));
    const list = parseList(row.transactions, where);
    for (const [i, entry] of list.entries()) {
      const field = `transactions[${i}]`;
      const { canonical, sellersPrice } = this.#listed(
        entry,
        { step, hour, timestamp },
        where,
        field,
      );
      if (!onChain.delete(canonical)) {
        throw new ChainFault(where, field, "a trade that is on the chain, once", shown(entry));
      }
      const told = sellersPrices.get(canonical);
      if (told !== undefined && told !== sellersPrice) {
        const expected = `${told}, as the other party lists it`;
        throw new ChainFault(where, `${field}.seller_price_per_kWh`, expected, shown(sellersPrice));
      }
      sellersPrices.set(canonical, sellersPrice);
    }
    for (const missing of onChain) {
      throw new ChainFault(where, "transactions", `${missing}, as on the chain`, "nothing");
    }
    demandForm(where, "transactions", JSON.stringify(list), row.transactions);
  }

  /**
   * A listed trade in the form that the chain gives it, and what its seller gets: the chain's price, or
   * a lower one that the list names beside it.
   */
  #listed(
    entry: unknown,
    { step, hour, timestamp }: { step: number; hour: number; timestamp: number },
    where: string,
    field: string,
  ): { canonical: string; sellersPrice: number } {
    if (typeof entry !== "object" || entry === null) {
      throw new ChainFault(where, field, "a trade", shown(entry));
    }
    const { hour: listedHour, seller_price_per_kWh: second, ...trade } = entry as Record<
      string,
      unknown
    >;
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
    const listed = { ...trade, timestamp, step } as unknown as Transaction;
    const isLower = typeof second === "number" && second < listed.price_per_kWh;
    if (second !== undefined && !(listed.type === "P2P" && isLower)) {
      const rule = "a number below the buyer's price, in a P2P trade alone";
      throw new ChainFault(where, `${field}.seller_price_per_kWh`, rule, shown(second));
    }
    return {
      canonical: canonicalTransaction(listed),
      sellersPrice: isLower ? second : listed.price_per_kWh,
    };
  }

  #compareBalance(
    row: SettlementRow,
    step: number,
    { start, balance, moved }: ProsumersMoney,
    rebate: number,
    trades: number,
  ): void {
    const expected = balance + rebate;
    // Rounding of the fund, which is a sum over everyone, is shared by all.
    const within = TOLERANCE * (moved + (rebate > 0 ? 1 : 0));
    if (Math.abs(expected - row.balance) <= within) return;
    const why = `${expected} €, from ${start} € and the trades of the step (${trades})`;
    const where = `Step ${step}, prosumer ${row.id}`;
    throw new ChainFault(where, "money_balance", why, `${row.balance} €`);
  }

  /** What a prosumer has after its trades of a step. */
  #balanceAfter(
    id: number,
    before: readonly SettlementRow[],
    trades: readonly CanonicalTransaction[],
    sellersPrices: SellersPrices,
  ): ProsumersMoney {
    const start = before[id].balance;
    let balance = start;
    let moved = Math.abs(start);
    for (const { transaction, canonical } of trades) {
      const sells = id === transaction.sender;
      const price = sells ? sellersPrices.get(canonical)! : transaction.price_per_kWh;
      const posting = this.#posting(id, transaction, price, before);
      balance += posting;
      moved += Math.abs(posting);
    }
    return { start, balance, moved };
  }

  /** What a trade adds to a prosumer's balance, €, at its price and the multipliers of the step before. */
  #posting(
    id: number,
    { sender, receiver, type, amount }: Transaction,
    eurPerKwh: number,
    before: readonly SettlementRow[],
  ): number {
    const { bonus } = before[id];
    const value = amount * eurPerKwh;
    if (type === "GRID_sell" || type === "IMB_long") return value;
    if (type === "GRID_buy" || type === "IMB_short") return -value;
    const crosses = before[sender as number].neighbourhood !==
      before[receiver as number].neighbourhood;
    const fee = crosses ? this.#terms.networkFee : 0;
    const delta = bonus - 1;
    return id === sender ? value * (1 - fee) * (1 + delta) : -value * (1 + fee) * (1 - delta);
  }
}

const SECONDS_PER_HOUR = 3600;
/** A prosumer's money over a step, €. */
interface ProsumersMoney {
  /** Before it. */
  readonly start: number;
  /** After its trades. */
  readonly balance: number;
  /** Without signs. */
  readonly moved: number;
}

/** What sellers get in the trades of a step, by canonical JSON, €/kWh. */
type SellersPrices = Map<string, number>;

const LISTED_FIELDS = ["sender", "receiver", "amount", "price_per_kWh", "type"];

/** A prosumer before the first step: no money, no bonus, no penalty. */
function atStart(row: SettlementRow): SettlementRow {
  return { ...row, balance: 0, bonus: 1, penalty: 1 };
}

function tradesByProsumer(
  trades: readonly CanonicalTransaction[],
  prosumers: number,
  step: number,
): CanonicalTransaction[][] {
  const lists: CanonicalTransaction[][] = Array.from({ length: prosumers }, () => []);
  for (const trade of trades) {
    for (const party of [trade.transaction.sender, trade.transaction.receiver]) {
      if (party === AGGREGATOR) continue;
      if (party >= prosumers) {
        const expected = `a row for prosumer ${party}, who traded on the chain`;
        throw new ChainFault(`Step ${step}`, "rows", expected, `${prosumers} prosumers`);
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
