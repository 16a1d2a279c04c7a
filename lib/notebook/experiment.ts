import { placesFor } from "../cli/places.ts";
import { openCatalogue } from "../data/catalogue.ts";
import { configOfRun, type Experiment, headerOf, runCount } from "../experiment/experiment.ts";
import type { ExperimentResults } from "../experiment/merge.ts";
import { outcomeOf } from "../experiment/outcome.ts";
import { outlooksOf } from "../experiment/outlooks.ts";
import { forecastOutlook } from "../forecast/outlook.ts";
import { withProgress } from "./progress.ts";

/**
 * Runs every variant on every seed on the project's history, one after another and without files:
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
    const data = [catalogue.label, ...catalogue.sources.map(({ sha256 }) => sha256)];
    const experiment: Experiment = {
      name,
      factors,
      variants,
      seeds: Array.from({ length: seeds }, (_, i) => i + 1),
      data,
    };
    const outlookFor = outlooksOf((config, sites) =>
      forecastOutlook(config, catalogue, sites, places.cacheDir, progress)
    );
    const total = runCount(experiment);
    const kpis = Array.from({ length: total }, (_, run) => {
      const config = configOfRun(experiment, run);
      const outcome = outcomeOf(config, outlookFor(config));
      progress("Running the experiment", run + 1, total);
      return outcome;
    });
    return { header: headerOf(experiment), kpis };
  });
}
