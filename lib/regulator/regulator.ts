import type { Policy } from "../config/settings.ts";
import { DUST_KWH } from "../community/mod.ts";
import { type TradeColumns, TradeType } from "../market/mod.ts";
import type { Standing } from "./standing.ts";
import { highestMultiplier, type Multiplier, tieredMultiplier } from "./tiers.ts";

/**
 * The regulator. After each step it audits the step's trades, counts who traded with peers and who
 * bought from the grid, and sets each member's bonus, penalty and admission for the next step.
 * It sees nothing but past trades, and keeps nothing but the members' standing.
 */
export class Regulator {
  readonly #bonus: Multiplier;
  readonly #penalty: Multiplier;
  readonly #highestPenalty: number;
  readonly #rules: Pick<Policy, "suspension" | "expulsion">;
  /** Of the step under audit, by member. */
  readonly #tradedWithPeers: Uint8Array;
  readonly #boughtFromGrid: Uint8Array;

  /** A regulator of so many members. The policy's names are those of config.json. */
  constructor(members: number, policy: Policy) {
    this.#bonus = tieredMultiplier(policy.p2p_bonus_policy);
    this.#penalty = tieredMultiplier(policy.grid_penalty_policy);
    this.#highestPenalty = highestMultiplier(policy.grid_penalty_policy);
    this.#rules = policy;
    this.#tradedWithPeers = new Uint8Array(members);
    this.#boughtFromGrid = new Uint8Array(members);
  }

  /**
   * Reads a step's trades and brings the members' standing up to date.
   *
   * @param penalised Share of each purchase from the grid that counts, 0 … 1; one of less than 1e-9 kWh
   * does not.
   */
  audit(trades: TradeColumns, standing: Standing, penalised = 1): void {
    this.#readTrades(trades, penalised);
    const { p2pExchanges, aggExchanges, bonus, penalty, barred } = standing;
    for (let i = 0; i < bonus.length; i++) {
      p2pExchanges[i] += this.#tradedWithPeers[i];
      aggExchanges[i] += this.#boughtFromGrid[i];
      const expelled = this.#isExpelled(aggExchanges[i]);
      bonus[i] = this.#bonus(p2pExchanges[i]);
      penalty[i] = expelled ? this.#highestPenalty : this.#penalty(aggExchanges[i]);
      barred[i] = expelled || this.#isSuspendedNext(i, standing) ? 1 : 0;
    }
  }

  #readTrades(trades: TradeColumns, penalised: number): void {
    this.#tradedWithPeers.fill(0);
    this.#boughtFromGrid.fill(0);
    for (let t = 0; t < trades.count; t++) {
      if (trades.type[t] === TradeType.P2P) {
        this.#tradedWithPeers[trades.sender[t]] = 1;
        this.#tradedWithPeers[trades.receiver[t]] = 1;
      } else if (trades.type[t] === TradeType.GridBuy) {
        if (trades.amountKwh[t] * penalised >= DUST_KWH) {
          this.#boughtFromGrid[trades.receiver[t]] = 1;
        }
      }
    }
  }

  #isExpelled(gridSteps: number): boolean {
    const { expulsion } = this.#rules;
    return expulsion !== null && gridSteps >= expulsion.after;
  }

  /** A suspended member has nobody else to buy from: those steps do not count against it. */
  #isSuspendedNext(i: number, { gridStreak, suspendedFor }: Standing): boolean {
    const { suspension } = this.#rules;
    if (suspension === null) return false;
    if (suspendedFor[i] > 0) {
      suspendedFor[i]--;
    } else {
      gridStreak[i] = this.#boughtFromGrid[i] === 1 ? gridStreak[i] + 1 : 0;
      if (gridStreak[i] >= suspension.after) {
        gridStreak[i] = 0;
        suspendedFor[i] = suspension.hours;
      }
    }
    return suspendedFor[i] > 0;
  }
}
