import { type BatterySettings, energyDelivered, energyTaken, levelAfter } from "./battery.ts";
import type { Energy } from "./energy.ts";
import type { Members } from "./members.ts";

/** What a member does with its battery. */
export interface BatteryStrategy {
  /** One sentence, for the documentation of the setting. */
  readonly meaning: string;
  /**
   * Step 1: each member balances itself. Sets what the batteries take and deliver, their levels, and
   * the imbalance that is left to trade.
   *
   * @param hours Length of the step, h.
   */
  balance(members: Members, energy: Energy, settings: BatterySettings, hours: number): void;
}

/** A deficit discharges the battery as far as it can, a surplus charges it as far as it can. */
export const greedy: BatteryStrategy = {
  meaning: "a deficit discharges as far as it can, a surplus charges as far as it can",
  balance,
};

function balance(members: Members, energy: Energy, settings: BatterySettings, hours: number) {
  const { size, batteryCapacityKwh } = members;
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
}

/** What a member can do with its battery, by the name that `battery.strategy` gives it. */
export const batteryStrategies = { greedy } as const satisfies Record<string, BatteryStrategy>;
