import {
  drawMembers,
  drawMountings,
  expectedLoads,
  loadModels,
  type LoadPair,
  type Members,
  turnedPanels,
} from "../community/mod.ts";
import { named } from "../config/registry.ts";
import type { Config } from "../config/settings.ts";
import { reachOf } from "../config/look_ahead.ts";
import { stepsOf } from "../config/steps.ts";
import { InputError } from "../input_error.ts";
import type { Rules } from "../simulation.ts";

/** What a configuration describes, apart from what its forecasters say. */
export interface Setup {
  /** Who takes part. */
  readonly members: Members;
  /** What they plan to consume and do consume, and what is peculiar to their generation. */
  readonly loads: LoadPair;
  /** When, and by which rules. */
  readonly rules: Rules;
}

/**
 * The drawn members, loads and rules of a configuration: what `simulate` needs besides an outlook.
 *
 * @param members If they were drawn before; a run does not change them.
 * @throws {InputError} If the configuration names files of real members, which `setUpReal` reads.
 */
export function setUp(config: Config, members: Members = drawnMembers(config)): Setup {
  const steps = stepsOf(config);
  const rules = { ...config, steps };
  const reach = reachOf(config);
  const loads = {
    ...named(loadModels, config.load.model).loads(
      members,
      steps,
      config.seed,
      undefined,
      config.flexibility,
    ),
    ahead: { load: expectedLoads(members, reach) },
  };
  if (config.community.pv_orientation === "optimal") return { members, loads, rules };
  const turned = turnedPanels(members, drawMountings(members.size, config.seed), steps);
  const generation = { expected: turned, actual: turned };
  const ahead = { ...loads.ahead, generation: turned };
  return { members, loads: { ...loads, generation, ahead }, rules };
}

function drawnMembers(config: Config): Members {
  requireDrawnMembers(config);
  return drawMembers(config);
}

/**
 * Demands that a configuration draws its members: experiments read no files of real ones yet.
 *
 * @throws {InputError} If it names a roster.
 */
export function requireDrawnMembers({ community }: Pick<Config, "community">): void {
  if (community.members === null) return;
  throw new InputError(
    "Cannot draw the members as community.members names files of real ones: only `simulate` reads " +
      "them; leave it null here",
  );
}
