import { HOUR, midnightInRome, type Steps } from "../time.ts";
import type { Config } from "./settings.ts";

/** The steps of a run: from midnight in Rome of its date on, each as long as configured. */
export function stepsOf(
  { date, hours, step_minutes }: Pick<Config, "date" | "hours" | "step_minutes">,
): Steps {
  const seconds = 60 * step_minutes;
  return { start: midnightInRome(date), seconds, count: hours * HOUR / seconds };
}
