import { placesFor } from "../project.ts";
import { openCatalogue } from "../data/mod.ts";
import {
  type Experiment,
  experimentData,
  type ExperimentResults,
  outlooksOf,
  playExperiment,
} from "../experiment/mod.ts";
import { forecastOutlook } from "../forecast/mod.ts";
import { withProgress } from "./progress.ts";

/** Results do not depend on it. */
const WORKERS = 2;

/**
 * Runs every variant on every seed on the project's history, in memory and without files:
 * what `deno task compare` and `deno task sweep` do, for a notebook.
 *
 * @param seeds Number of seeds, counted from 1.
 */
export function runProjectExperiment(
  { name, factors, variants }: Pick<Experiment, "name" | "factors" | "variants">,
  seeds: number,
): Promise<ExperimentResults> {
  const places = placesFor(undefined);
  return withProgress(async (progress) => {
    const catalogue = await openCatalogue(places, progress);
    const experiment: Experiment = {
      name,
      factors,
      variants,
      seeds: Array.from({ length: seeds }, (_, i) => i + 1),
      data: experimentData(catalogue),
    };
    const outlookFor = outlooksOf((config, sites) =>
      forecastOutlook(config, catalogue, sites, places.cacheDir, progress)
    );
    return await playExperiment(experiment, outlookFor, { workers: WORKERS, progress });
  });
}
