import { AccountAudit, type AccountBalances } from "./account_audit.ts";
import { ChainFault } from "./fault.ts";
import {
  type CanonicalTransaction,
  compareTrades,
  type SellersPrices,
  tradesByProsumer,
} from "./listed_trades.ts";
import { accountChanges, balanceAfter, inForce, type ProsumersMoney } from "./money_rules.ts";
import { MultiplierAudit, type RegulatorRules } from "./multiplier_audit.ts";
import { checkConstants, checkEnergy, checkGridPrices } from "./row_rules.ts";
import type { SettlementRow, SettlementStep } from "./settlement_file.ts";

/** How far a balance may be from the postings, relative to what was moved. */
const TOLERANCE = 1e-9;

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
    const { networkFee } = this.#terms;
    const transactions = trades.map(({ transaction }) => transaction);
    const penalised = this.#multipliers?.begin(transactions) ?? 1;
    const before = inForce(
      this.#before ?? rows.map(atStart),
      step,
      penalised,
      this.#terms.bonusShares,
    );
    this.#checkExtent(step, rows.length, before.length);
    this.#checkTime({ step, hour }, trades[0]?.transaction.timestamp);
    const byProsumer = tradesByProsumer(trades, rows.length, step);
    const sellersPrices: SellersPrices = new Map();
    for (const row of rows) {
      const where = `Step ${step}, prosumer ${row.id}`;
      checkConstants(row, before[row.id], rows[0], where);
      compareTrades(row, { step, hour }, byProsumer[row.id], sellersPrices);
    }
    const changes = accountChanges(rows, before, trades, sellersPrices, networkFee);
    this.#institutions += changes.aggregator + changes.networkOperator + changes.marketOperator;
    const balances = rows.map(({ id }) =>
      balanceAfter(id, before, byProsumer[id], sellersPrices, networkFee)
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
}

const SECONDS_PER_HOUR = 3600;
/** A prosumer before the first step: no money, no bonus, no penalty. */
function atStart(row: SettlementRow): SettlementRow {
  return { ...row, balance: 0, bonus: 1, penalty: 1 };
}
