import type { Config } from "../config/settings.ts";
import { foresights } from "../forecast/foresight.ts";
import { InputError } from "../input_error.ts";
import type { Variant } from "./experiment.ts";

/**
 * A variant per way of seeing ahead: the same configuration under each.
 *
 * @param names Of foresights.
 * @throws {InputError} If a name is unknown or there twice, or nothing is metered that could differ.
 */
export function forecasterVariants(config: Config, names: readonly string[]): Variant[] {
  const known = Object.keys(foresights);
  const problems = names.flatMap((name, i) => {
    if (!known.includes(name)) {
      return [`--forecasters: there is no "${name}"; there are ${known.join(", ")}`];
    }
    return names.indexOf(name) === i ? [] : [`--forecasters: ${name} is there twice`];
  });
  if (config.settlement.actuals === "forecast") {
    problems.push(
      '--forecasters: with settlement.actuals "forecast" every forecast comes true; choose ' +
        '"history" or "weather-year"',
    );
  }
  if (problems.length > 0) throw new InputError(problems);
  return names.map((forecaster) => ({ levels: { forecaster }, config, foresight: forecaster }));
}
