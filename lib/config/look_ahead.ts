import { HOUR, type Steps } from "../time.ts";
import type { Config } from "./settings.ts";
import { stepsOf } from "./steps.ts";

/** How far members plan ahead, h. */
const DAY = 24;

/** How far members look ahead under a configuration, h: a day where they plan anything, else not at all. */
export function hoursAhead(
  { battery, flexibility }: Pick<Config, "battery" | "flexibility">,
): number {
  return battery.strategy === "greedy" && flexibility.share === 0 ? 0 : DAY;
}

/** The steps of a run and those after it that members look ahead to. */
export function reachOf(
  config: Pick<Config, "date" | "hours" | "step_minutes" | "battery" | "flexibility">,
): Steps {
  const steps = stepsOf(config);
  return { ...steps, count: steps.count + hoursAhead(config) * HOUR / steps.seconds };
}
