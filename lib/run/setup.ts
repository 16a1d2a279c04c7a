import {
  drawMembers,
  loadModels,
  type Loads,
  type Members,
  type Overlay,
} from "../community/mod.ts";
import { named } from "../config/registry.ts";
import type { Config } from "../config/settings.ts";
import { stepsOf } from "../config/steps.ts";
import { InputError } from "../input_error.ts";
import type { Rules } from "../simulation.ts";
import { meteredRun } from "./metered_run.ts";
import { membersOf, type RealMembers } from "./real_members.ts";

/** What a configuration describes, apart from what its forecasters say. */
export interface Setup {
  /** Who takes part. */
  readonly members: Members;
  /** What they consume. */
  readonly loads: Loads;
  /** What they plan to consume: known before each step. */
  readonly expectedLoads: Loads;
  /** Generation that meters count, over what the sun says; none among drawn members. */
  readonly meteredGeneration?: { readonly expected: Overlay; readonly actual: Overlay };
  /** When, and by which rules. */
  readonly rules: Rules;
}

/**
 * The members, loads and rules of a configuration: what `simulate` needs besides an outlook.
 *
 * @param real The members in the files that `community.members` names, as `openMembers` reads them.
 * @throws {InputError} If the configuration names such files and they are not handed in, or they do
 * not serve the run.
 */
export function setUp(config: Config, real?: RealMembers): Setup {
  const steps = stepsOf(config);
  const rules = { ...config, steps };
  if (real !== undefined) {
    const members = membersOf(real, config);
    const { loads, generation } = meteredRun(real, members, steps, config);
    return {
      members,
      loads: loads.actual,
      expectedLoads: loads.expected,
      meteredGeneration: generation,
      rules,
    };
  }
  if (config.community.members !== null) {
    throw new InputError(
      "Cannot draw the members as community.members names files of real ones: only `simulate` " +
        "reads them; leave it null here",
    );
  }
  const members = drawMembers(config);
  const { actual, expected } = named(loadModels, config.load.model)
    .loads(members, steps, config.seed);
  return { members, loads: actual, expectedLoads: expected, rules };
}
