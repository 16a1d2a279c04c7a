import { energyDelivered, energyTaken, levelAfter } from "./battery.ts";
import type { PlanSettings } from "./battery_plan.ts";
import type { Energy } from "./energy.ts";
import type { Horizon } from "./horizon.ts";
import type { Members } from "./members.ts";

/** What a member does with its battery. */
export interface BatteryStrategy {
  /** One sentence, for the documentation of the setting. */
  readonly meaning: string;
  /** Loads what it needs; to be awaited before {@linkcode BatteryStrategy.for}, where it is there. */
  ready?(): Promise<void>;
  /**
   * The strategy for members and their batteries.
   *
   * @param hours Length of a step, h.
   */
  for(members: Members, settings: PlanSettings, hours: number): SelfBalancing;
}

/** Step 1 of a community's members, step after step. */
export interface SelfBalancing {
  /**
   * Plans the running step, which may be balanced more than once, as forecast and as it comes. Left out
   * by those who do not look ahead.
   *
   * @param energy Load, generation and levels before the step.
   */
  plan?(energy: Energy, horizon: Horizon): void;
  /**
   * Each member balances itself. Sets what the batteries take and deliver, their levels, and the
   * imbalance that is left to trade.
   */
  balance(energy: Energy): void;
}

/** A deficit discharges the battery as far as it can, a surplus charges it as far as it can. */
export const greedy: BatteryStrategy = {
  meaning: "a deficit discharges as far as it can, a surplus charges as far as it can",
  for: ({ size, batteryCapacityKwh }, settings, hours) => ({
    balance(energy) {
      const { loadKwh, pvKwh, batteryLevelKwh, batteryInKwh, batteryOutKwh, imbalanceKwh } = energy;
      for (let i = 0; i < size; i++) {
        const capacity = batteryCapacityKwh[i];
        const level = batteryLevelKwh[i];
        const need = loadKwh[i] - pvKwh[i];
        const taken = need < 0 ? energyTaken(level, capacity, -need, settings, hours) : 0;
        const delivered = need > 0 ? energyDelivered(level, capacity, need, settings, hours) : 0;
        batteryInKwh[i] = taken;
        batteryOutKwh[i] = delivered;
        batteryLevelKwh[i] = levelAfter(level, capacity, taken, delivered, settings);
        imbalanceKwh[i] = need + taken - delivered;
      }
    },
  }),
};
