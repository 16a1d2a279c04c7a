import { placesFor } from "../project.ts";
import { openCatalogue } from "../data/mod.ts";
import {
  datesOf,
  type Experiment,
  experimentData,
  type ExperimentResults,
  outlooksOn,
  playExperiment,
} from "../experiment/mod.ts";
import { withProgress } from "./progress.ts";

/** Results do not depend on it. */
const WORKERS = 2;

/**
 * Runs every variant on every seed on the project's history, in memory and without files:
 * what `deno task compare` and `deno task sweep` do, for a notebook.
 *
 * @param seeds Number of seeds, counted from 1.
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
      seeds: Array.from({ length: seeds }, (_, i) => i + 1),
      dates,
      data: experimentData(catalogue),
    };
    const outlookFor = outlooksOn(catalogue, dates, places.cacheDir, progress);
    return await playExperiment(experiment, outlookFor, { workers: WORKERS, progress });
  });
}
