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
}

/**
 * Counts each prosumer's steps with trades on the chain, and sees that the counters and multipliers of
 * the settlement are those that the regulator's rules give to them. The rules are repeated here on
 * purpose, as everywhere in an audit.
 */
export class MultiplierAudit {
  readonly #rules: RegulatorRules;
  readonly #withPeers: number[] = [];
  readonly #fromGrid: number[] = [];

  /** Begins before the first step. */
  constructor(rules: RegulatorRules) {
    this.#rules = rules;
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
    const fromGrid = (this.#fromGrid[id] ?? 0) + Number(trades.some(isPurchase));
    this.#withPeers[id] = withPeers;
    this.#fromGrid[id] = fromGrid;
    const { p2p_bonus_policy, grid_penalty_policy, expulsion } = this.#rules;
    const expelled = expulsion !== null && fromGrid >= expulsion.after;
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

function isPurchase({ type }: Transaction): boolean {
  return type === "GRID_buy";
}
