import { namedPolicies } from "../config/mod.ts";
import type { Config } from "../config/settings.ts";
import { InputError } from "../input_error.ts";
import type { Variant } from "./experiment.ts";
import { requireTariffYears } from "./tariff_years.ts";

/** The incentive as its rules have it without a grant, where a configuration does not say it. */
const USUAL_INCENTIVE = { grant_percent: 0, area: "north", split: "equal-halves" } as const;

/** What members can be to each other: what becomes of a configuration in each world. */
const worlds: Readonly<Record<string, (config: Config) => Config>> = {
  alone: (config) => withoutMarket({ ...config, cer: null }),
  market: (config) => ({ ...config, cer: null }),
  unregulated: (config) => unregulated({ ...config, cer: null }),
  cer: (config) => withoutMarket({ ...config, cer: config.cer ?? USUAL_INCENTIVE }),
  both: (config) => ({ ...config, cer: config.cer ?? USUAL_INCENTIVE }),
};

/** The names of the worlds. */
export const worldNames: readonly string[] = Object.keys(worlds);

/**
 * A variant per world: everyone alone with the aggregator; with the market and its regulator, or without
 * the regulator; as an energy community by law; with both market and incentive.
 *
 * @throws {InputError} If a name is unknown or there twice, or the incentive has no figures of the year.
 */
export function worldVariants(config: Config, names: readonly string[]): Variant[] {
  const problems = names.flatMap((name, i) => {
    if (!worldNames.includes(name)) {
      return [`--against: there is no world "${name}"; there are ${worldNames.join(", ")}`];
    }
    return names.indexOf(name) === i ? [] : [`--against: ${name} is there twice`];
  });
  if (problems.length > 0) throw new InputError(problems);
  const variants = names.map((world) => ({ levels: { world }, config: worlds[world](config) }));
  requireTariffYears(variants, []);
  return variants;
}

function withoutMarket(config: Config): Config {
  return unregulated({ ...config, market: { ...config.market, clearing: "none" } });
}

function unregulated(config: Config): Config {
  const { objective } = config.regulator;
  return { ...config, regulator: { objective, ...namedPolicies.none } };
}
