import { ChainFault } from "./fault.ts";
import type { SettlementRow } from "./settlement_file.ts";
import type { Transaction } from "../format/transaction.ts";

/** Multipliers by the count from which they hold, as in config.json. */
export type TierTable = Readonly<Record<string, number>>;

/** What a run's settings say of bonuses and penalties. */
export interface RegulatorRules {
  /** Bonus by steps with a P2P trade. */
  readonly p2p_bonus_policy: TierTable;
  /** Penalty by steps with a grid purchase. */
  readonly grid_penalty_policy: TierTable;
  /** After so many steps with a grid purchase the highest penalty holds; null for never. */
  readonly expulsion: { readonly after: number } | null;
  /** After so many such steps in a row barred from the next ones; null for never. */
  readonly suspension?: { readonly after: number; readonly hours: number } | null;
  /** `avoidable`: only what peers could have served counts and bears the penalty. */
  readonly penalise?: string;
  /** `per-capita`: what the fund has over at the end is handed back. */
  readonly rebate?: string;
}

/** Energy below this, kWh, counts as none. */
const DUST_KWH = 1e-9;

/**
 * Counts each prosumer's steps with trades on the chain, and sees that the counters and multipliers of
 * the settlement are those that the regulator's rules give to them. The rules are repeated here on
 * purpose, as everywhere in an audit.
 */
export class MultiplierAudit {
  readonly #rules: RegulatorRules;
  readonly #withPeers: number[] = [];
  readonly #fromGrid: number[] = [];
  readonly #inARow: number[] = [];
  readonly #suspendedFor: number[] = [];
  readonly #barred = new Set<number>();
  #penalised = 1;

  /** Begins before the first step. */
  constructor(rules: RegulatorRules) {
    this.#rules = rules;
  }

  /**
   * Begins a step: of what is bought from the grid in it, the share that bears the penalty.
   *
   * @param trades All of the step, from the chain.
   */
  begin(trades: readonly Transaction[]): number {
    if (this.#rules.penalise !== "avoidable") return this.#penalised;
    let bought = 0, unsold = 0;
    for (const { type, sender, amount } of trades) {
      if (type === "GRID_buy") bought += amount;
      else if (type === "GRID_sell" && !this.#barred.has(sender as number)) unsold += amount;
    }
    this.#penalised = bought === 0 ? 0 : Math.min(1, unsold / bought);
    return this.#penalised;
  }

  /**
   * Takes a prosumer's row, a step after the other.
   *
   * @param trades Its trades of the step, from the chain.
   * @throws {ChainFault} If a counter or a multiplier does not follow from the trades so far.
   */
  take(row: SettlementRow, where: string, trades: readonly Transaction[]): void {
    const { id } = row;
    const withPeers = (this.#withPeers[id] ?? 0) + Number(trades.some(isP2p));
    const buys = trades.some(({ type, amount }) =>
      type === "GRID_buy" && amount * this.#penalised >= DUST_KWH
    );
    const fromGrid = (this.#fromGrid[id] ?? 0) + Number(buys);
    this.#withPeers[id] = withPeers;
    this.#fromGrid[id] = fromGrid;
    const { p2p_bonus_policy, grid_penalty_policy, expulsion } = this.#rules;
    const expelled = expulsion !== null && fromGrid >= expulsion.after;
    if (expelled || this.#isSuspended(id, buys)) this.#barred.add(id);
    else this.#barred.delete(id);
    const penalty = expelled
      ? Math.max(1, ...Object.values(grid_penalty_policy))
      : multiplierOf(grid_penalty_policy, fromGrid);
    const demand = (field: string, found: number, expected: number, from: string) => {
      if (found === expected) return;
      throw new ChainFault(where, field, `${expected}, from ${from}`, String(found));
    };
    demand("p2p_exchanges", row.p2pExchanges, withPeers, "its trades on the chain");
    demand("agg_exchanges", row.aggExchanges, fromGrid, "its trades on the chain");
    const bonus = multiplierOf(p2p_bonus_policy, withPeers);
    demand("bonus", row.bonus, bonus, `${withPeers} steps with P2P trades`);
    demand("penalty", row.penalty, penalty, `${fromGrid} steps with grid purchases`);
  }

  #isSuspended(id: number, buys: boolean): boolean {
    const { suspension = null } = this.#rules;
    if (suspension === null) return false;
    const left = this.#suspendedFor[id] ?? 0;
    if (left > 0) this.#suspendedFor[id] = left - 1;
    else {
      this.#inARow[id] = buys ? (this.#inARow[id] ?? 0) + 1 : 0;
      if (this.#inARow[id] >= suspension.after) {
        this.#inARow[id] = 0;
        this.#suspendedFor[id] = suspension.hours;
      }
    }
    return (this.#suspendedFor[id] ?? 0) > 0;
  }
}

function multiplierOf(tiers: TierTable, count: number): number {
  let reached = 0;
  for (const threshold of Object.keys(tiers).map(Number)) {
    if (threshold <= count && threshold > reached) reached = threshold;
  }
  return reached === 0 ? 1 : tiers[reached];
}

function isP2p({ type }: Transaction): boolean {
  return type === "P2P";
}
