import type { Config } from "../config/settings.ts";
import { InputError } from "../input_error.ts";
import { namedPolicies, policyNames } from "../config/mod.ts";
import type { Variant } from "./experiment.ts";

/** The name under which the policy of config.json itself can be compared. */
export const CONFIGURED = "config";

/**
 * A variant per policy: the same configuration under each.
 *
 * @param names Of named policies, or `config` for the configuration's own.
 * @throws {InputError} If a name is unknown or there twice.
 */
export function policyVariants(config: Config, names: readonly string[]): Variant[] {
  const problems = names.flatMap((name, i) => {
    const known: readonly string[] = [...policyNames, CONFIGURED];
    if (!known.includes(name)) {
      return [`--policies: there is no policy "${name}"; there are ${known.join(", ")}`];
    }
    return names.indexOf(name) === i ? [] : [`--policies: ${name} is there twice`];
  });
  if (problems.length > 0) throw new InputError(problems);
  return names.map((policy) => ({
    levels: { policy },
    config: { ...config, regulator: regulatorUnder(config, policy) },
  }));
}

function regulatorUnder({ regulator }: Config, name: string): Config["regulator"] {
  const policy = policyNames.find((known) => known === name);
  if (policy === undefined) return regulator;
  return { objective: regulator.objective, ...namedPolicies[policy] };
}
