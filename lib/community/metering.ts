import type { Energy } from "./energy.ts";
import type { SelfBalancing } from "./self_balancing.ts";

/** What a member's battery does when something else comes than was forecast. */
export interface MeteredBattery {
  /** One sentence, for the documentation of the setting. */
  readonly meaning: string;
  /**
   * Sets what the batteries really take and deliver, their levels, and what each member's meter
   * shows: `imbalanceKwh` = load − generation + taken − delivered.
   *
   * @param metered What was really generated and consumed, and the levels before the step.
   * @param planned The step as planned, from the same levels.
   * @param balancing By which the members balanced themselves.
   */
  meter(metered: Energy, planned: Energy, balancing: SelfBalancing): void;
}

const followActual: MeteredBattery = {
  meaning: "follows what comes, by the same rule",
  meter: (metered, _planned, balancing) => balancing.balance(metered),
};

const holdSchedule: MeteredBattery = {
  meaning: "does as planned",
  meter(metered, planned) {
    metered.batteryInKwh.set(planned.batteryInKwh);
    metered.batteryOutKwh.set(planned.batteryOutKwh);
    metered.batteryLevelKwh.set(planned.batteryLevelKwh);
    const { loadKwh, pvKwh, batteryInKwh, batteryOutKwh, imbalanceKwh } = metered;
    for (let i = 0; i < imbalanceKwh.length; i++) {
      imbalanceKwh[i] = loadKwh[i] - pvKwh[i] + batteryInKwh[i] - batteryOutKwh[i];
    }
  },
};

/** What batteries can do in the end, by the name that `settlement.battery` gives it. */
export const meteredBatteries = {
  "follow-actual": followActual,
  "hold-schedule": holdSchedule,
} as const satisfies Readonly<Record<string, MeteredBattery>>;
