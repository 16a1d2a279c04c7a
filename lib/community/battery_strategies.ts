import { schedule } from "./schedule.ts";
import { type BatteryStrategy, greedy } from "./self_balancing.ts";

/** What a member can do with its battery, by the name that `battery.strategy` gives it. */
export const batteryStrategies = { greedy, schedule } as const satisfies Readonly<
  Record<string, BatteryStrategy>
>;
