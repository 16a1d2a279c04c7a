import type { Community } from "../community/community.ts";
import type { Policy } from "../config/settings.ts";
import { type TradeColumns, TradeType } from "../market/trades.ts";
import { highestMultiplier, type Multiplier, tieredMultiplier } from "./policies.ts";

/**
 * The regulator. After each hour it audits the hour's trades, counts who traded with peers and who
 * bought from the grid, and sets each member's bonus, penalty and admission for the next hour.
 * It sees nothing but past trades.
 */
export class Regulator {
  readonly #bonus: Multiplier;
  readonly #penalty: Multiplier;
  readonly #highestPenalty: number;
  readonly #rules: Pick<Policy, "suspension" | "expulsion">;
  readonly #tradedWithPeers: Uint8Array;
  readonly #boughtFromGrid: Uint8Array;
  /** Hours with a grid purchase in a row. */
  readonly #gridStreak: Uint32Array;
  /** Hours that a suspension still lasts. */
  readonly #suspendedFor: Uint32Array;

  /** A regulator that has seen nothing yet. The policy's names are those of config.json. */
  constructor(prosumers: number, policy: Policy) {
    this.#bonus = tieredMultiplier(policy.p2p_bonus_policy);
    this.#penalty = tieredMultiplier(policy.grid_penalty_policy);
    this.#highestPenalty = highestMultiplier(policy.grid_penalty_policy);
    this.#rules = policy;
    this.#tradedWithPeers = new Uint8Array(prosumers);
    this.#boughtFromGrid = new Uint8Array(prosumers);
    this.#gridStreak = new Uint32Array(prosumers);
    this.#suspendedFor = new Uint32Array(prosumers);
  }

  /** Reads an hour's trades and writes counters, multipliers and bars into the community. */
  audit(trades: TradeColumns, community: Community): void {
    this.#readTrades(trades);
    const { size, p2pExchanges, aggExchanges, bonus, penalty, barred } = community;
    for (let i = 0; i < size; i++) {
      p2pExchanges[i] += this.#tradedWithPeers[i];
      aggExchanges[i] += this.#boughtFromGrid[i];
      const expelled = this.#isExpelled(aggExchanges[i]);
      bonus[i] = this.#bonus(p2pExchanges[i]);
      penalty[i] = expelled ? this.#highestPenalty : this.#penalty(aggExchanges[i]);
      barred[i] = expelled || this.#isSuspendedNext(i) ? 1 : 0;
    }
  }

  #readTrades(trades: TradeColumns): void {
    this.#tradedWithPeers.fill(0);
    this.#boughtFromGrid.fill(0);
    for (let t = 0; t < trades.count; t++) {
      if (trades.type[t] === TradeType.P2P) {
        this.#tradedWithPeers[trades.sender[t]] = 1;
        this.#tradedWithPeers[trades.receiver[t]] = 1;
      } else if (trades.type[t] === TradeType.GridBuy) {
        this.#boughtFromGrid[trades.receiver[t]] = 1;
      }
    }
  }

  #isExpelled(gridHours: number): boolean {
    const { expulsion } = this.#rules;
    return expulsion !== null && gridHours >= expulsion.after;
  }

  /** A suspended member has nobody else to buy from: those hours do not count against it. */
  #isSuspendedNext(i: number): boolean {
    const { suspension } = this.#rules;
    if (suspension === null) return false;
    if (this.#suspendedFor[i] > 0) {
      this.#suspendedFor[i]--;
    } else {
      this.#gridStreak[i] = this.#boughtFromGrid[i] === 1 ? this.#gridStreak[i] + 1 : 0;
      if (this.#gridStreak[i] >= suspension.after) {
        this.#gridStreak[i] = 0;
        this.#suspendedFor[i] = suspension.hours;
      }
    }
    return this.#suspendedFor[i] > 0;
  }
}
