import { named } from "../config/registry.ts";
import { cooperative } from "./cooperative.ts";
import { schedule } from "./schedule.ts";
import { type BatteryStrategy, greedy } from "./self_balancing.ts";

/** What a member can do with its battery, by the name that `battery.strategy` gives it. */
export const batteryStrategies: Readonly<
  Record<"greedy" | "schedule" | "cooperative", BatteryStrategy>
> = { greedy, schedule, cooperative };

/** Loads what the strategy of some settings needs, before a run. */
export async function readyBatteries({ strategy }: { readonly strategy: string }): Promise<void> {
  await named<BatteryStrategy>(batteryStrategies, strategy).ready?.();
}
