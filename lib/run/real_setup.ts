import {
  drawMountings,
  type Members,
  type Mountings,
  type Overlay,
  turnedPanels,
} from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import { reachOf } from "../config/look_ahead.ts";
import { stepsOf } from "../config/steps.ts";
import { meteredRun } from "./metered_run.ts";
import { membersOf, mountingsOf, type RealMembers } from "./real_members.ts";
import type { Setup } from "./setup.ts";

/**
 * Real members, their loads and the rules of a configuration: first their roofs turn the sun, then
 * their meters say what came.
 *
 * @param real The members in the files that `community.members` names, as `openMembers` reads them.
 * @param members If they were made of these before; a run does not change them.
 * @throws {InputError} If the files do not serve the run.
 */
export function setUpReal(
  config: Config,
  real: RealMembers,
  members: Members = membersOf(real, config),
): Setup {
  const steps = stepsOf(config);
  const { loads, generation } = meteredRun(real, members, steps, config, reachOf(config));
  const turned = turnedPanels(members, realMountings(config, real), steps);
  return {
    members,
    rules: { ...config, steps },
    loads: {
      ...loads,
      generation: {
        expected: inTurn(turned, generation.expected),
        actual: inTurn(turned, generation.actual),
      },
      ...(loads.ahead && {
        ahead: { ...loads.ahead, generation: inTurn(turned, generation.ahead) },
      }),
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
