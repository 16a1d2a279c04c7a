import { placesFor } from "../project.ts";
import { openCatalogue } from "../data/mod.ts";
import {
  datesOf,
  type Experiment,
  experimentData,
  type ExperimentResults,
  gridVariants,
  outlooksOn,
  playExperiment,
  seedsFrom,
} from "../experiment/mod.ts";
import { readConfigText } from "../config_text.ts";
import { withProgress } from "./progress.ts";

/** Results do not depend on it. */
const WORKERS = 2;

/** Values by setting, such as `{ "grid.network_fee": [0, 0.02] }`. */
export type GridAxes = Readonly<Record<string, readonly (string | number | boolean)[]>>;

/**
 * A variant of the project's config.json for every combination of some settings' values, the last setting
 * running fastest: what `deno task sweep --grid` takes.
 *
 * @param settings Further settings by path, the same for all.
 * @throws {InputError} If a setting is unknown or a value not allowed.
 */
export function projectGrid(
  axes: GridAxes,
  settings: Readonly<Record<string, unknown>> = {},
): Pick<Experiment, "name" | "factors" | "variants"> {
  const parts = Object.entries(axes).map(([path, values]) => ({
    path,
    values: values.map(String),
  }));
  const variants = gridVariants(readConfigText(undefined), parts, settings);
  return { name: "sweep", factors: Object.keys(axes), variants };
}

/**
 * Runs every variant on every seed on the project's history, in memory and without files:
 * what `deno task compare` and `deno task sweep` do, for a notebook.
 *
 * @param seeds Number of seeds: the configured one, as config.json has it, and those after it.
 * @param days On so many days of the last year, drawn by month; 0 for the configured day alone.
 */
export function runProjectExperiment(
  { name, factors, variants }: Pick<Experiment, "name" | "factors" | "variants">,
  seeds: number,
  days = 0,
): Promise<ExperimentResults> {
  const places = placesFor(undefined);
  return withProgress(async (progress) => {
    const catalogue = await openCatalogue(places, progress);
    const dates = datesOf(variants[0].config, catalogue, days);
    const experiment: Experiment = {
      name,
      factors,
      variants,
      seeds: seedsFrom(variants[0].config.seed, seeds),
      dates,
      data: experimentData(catalogue),
    };
    const outlookFor = outlooksOn(catalogue, dates, places.cacheDir, progress);
    return await playExperiment(experiment, outlookFor, { workers: WORKERS, progress });
  });
}
