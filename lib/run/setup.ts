import { drawMembers, type Loads, type Members, profileLoads } from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import { stepsOf } from "../config/steps.ts";
import type { Rules } from "../simulation.ts";

/** What a configuration describes, apart from what its forecasters say. */
export interface Setup {
  /** Who takes part. */
  readonly members: Members;
  /** What they consume. */
  readonly loads: Loads;
  /** When, and by which rules. */
  readonly rules: Rules;
}

/** The members, loads and rules of a configuration: what `simulate` needs besides an outlook. */
export function setUp(config: Config): Setup {
  const steps = stepsOf(config);
  const members = drawMembers(config);
  return { members, loads: profileLoads(members, steps, config.seed), rules: { ...config, steps } };
}
