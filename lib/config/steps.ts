import { HOUR, midnightInRome, type Steps } from "../time.ts";
import type { Config } from "./settings.ts";

/** The steps of a run: from midnight in Rome of its date on, one an hour. */
export function stepsOf({ date, hours }: Pick<Config, "date" | "hours">): Steps {
  return { start: midnightInRome(date), seconds: HOUR, count: hours };
}
