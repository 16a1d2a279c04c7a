import { figuresTaken } from "../config/mod.ts";
import type { Config } from "../config/settings.ts";
import { stepsOf } from "../config/steps.ts";
import { notesOnYears, valuesIn, yearOfFigures } from "../italy/mod.ts";
import { usesItalysTariffs } from "../results/mod.ts";
import type { Variant } from "./experiment.ts";

/**
 * Demands figures of Italy's tariffs for every day of an experiment, before anything is run.
 *
 * @param dates None for the variants' own.
 * @throws {InputError} If a variant has none of the year of a day, naming the years that there are.
 */
export function requireTariffYears(variants: readonly Variant[], dates: readonly string[]): void {
  for (const config of configsOn(variants, dates)) {
    const year = yearOfFigures(config.grid, stepsOf(config));
    valuesIn(year, figuresTaken(config), config.grid.tariff_figures);
  }
}

/** What is to be said of the years of an experiment's runs, each sentence once. */
export function notesOnExperimentsYears(
  variants: readonly Variant[],
  dates: readonly string[],
): string[] {
  const notes = configsOn(variants, dates).filter(usesItalysTariffs)
    .flatMap((config) => notesOnYears(config.grid, stepsOf(config)));
  return [...new Set(notes)];
}

function configsOn(variants: readonly Variant[], dates: readonly string[]): Config[] {
  return variants.flatMap(({ config }) =>
    dates.length === 0 ? [config] : dates.map((date) => ({ ...config, date }))
  );
}
