import { loadsByStep } from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import { InputError } from "../input_error.ts";
import { placesFor, projectPath } from "../project.ts";
import { openMembers, setUpReal } from "../run/mod.ts";

/** What members consume in a run, as they plan it and as their meters count it. */
export interface LoadsOfMembers {
  /** By step: one value per member, kWh. */
  readonly planned: readonly Float64Array[];
  /** Likewise. */
  readonly metered: readonly Float64Array[];
}

/**
 * The loads of a roster's members on the days of a configuration.
 *
 * @throws {InputError} If the configuration names no roster, or the members' files do not serve.
 */
export async function loadsOfMembers(config: Config): Promise<LoadsOfMembers> {
  const roster = config.community.members;
  if (roster === null) {
    throw new InputError(
      "community.members must name a roster where its members' loads are asked for, found null",
    );
  }
  const real = await openMembers(projectPath(roster), placesFor(undefined).cacheDir);
  const { members, loads, rules: { steps } } = setUpReal(config, real);
  return {
    planned: loadsByStep(loads.expected, steps.count, members.size),
    metered: loadsByStep(loads.actual, steps.count, members.size),
  };
}
