import {
  drawMembers,
  drawMountings,
  loadModels,
  type LoadPair,
  type Members,
  type Mountings,
  type Overlay,
  turnedPanels,
} from "../community/mod.ts";
import { named } from "../config/registry.ts";
import type { Config } from "../config/settings.ts";
import { stepsOf } from "../config/steps.ts";
import { InputError } from "../input_error.ts";
import type { Rules } from "../simulation.ts";
import type { Steps } from "../time.ts";
import { meteredRun } from "./metered_run.ts";
import { membersOf, mountingsOf, type RealMembers } from "./real_members.ts";

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
 * The members, loads and rules of a configuration: what `simulate` needs besides an outlook.
 *
 * @param real The members in the files that `community.members` names, as `openMembers` reads them.
 * @throws {InputError} If the configuration names such files and they are not handed in, or they do
 * not serve the run.
 */
export function setUp(config: Config, real?: RealMembers): Setup {
  const steps = stepsOf(config);
  const rules = { ...config, steps };
  if (real !== undefined) return { ...setUpReal(config, real, steps), rules };
  requireDrawnMembers(config);
  const members = drawMembers(config);
  const loads = named(loadModels, config.load.model).loads(members, steps, config.seed);
  if (config.community.pv_orientation === "optimal") return { members, loads, rules };
  const turned = turnedPanels(members, drawMountings(members.size, config.seed), steps);
  const generation = { expected: turned, actual: turned };
  return { members, loads: { ...loads, generation }, rules };
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

/** Real members: first their roofs turn the sun, then their meters say what came. */
function setUpReal(config: Config, real: RealMembers, steps: Steps): Omit<Setup, "rules"> {
  const members = membersOf(real, config);
  const { loads, generation } = meteredRun(real, members, steps, config);
  const turned = turnedPanels(members, realMountings(config, real), steps);
  return {
    members,
    loads: {
      ...loads,
      generation: {
        expected: inTurn(turned, generation.expected),
        actual: inTurn(turned, generation.actual),
      },
    },
  };
}

/** The roster's roofs; those it does not name as the setting says. */
function realMountings({ community, seed }: Config, real: RealMembers): Mountings {
  const stated = mountingsOf(real);
  if (community.pv_orientation === "optimal") return stated;
  const drawn = drawMountings(real.roster.length, seed);
  const filled = (of: keyof Mountings) =>
    stated[of].map((angle, i) => Number.isNaN(angle) ? drawn[of][i] : angle);
  return { tilt: filled("tilt"), azimuth: filled("azimuth") };
}

function inTurn(first: Overlay, second: Overlay): Overlay {
  return {
    set(step, kwh) {
      first.set(step, kwh);
      second.set(step, kwh);
    },
  };
}
