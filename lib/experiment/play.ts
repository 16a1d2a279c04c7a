import type { OutlookOf } from "./outlooks.ts";
import { allRuns, type Experiment, headerOf } from "./experiment.ts";
import { type ExperimentResults, resultsOf } from "./results.ts";
import type { PackedKpis } from "./outcome.ts";
import { type ExperimentOptions, runExperiment } from "./run_experiment.ts";

/**
 * Runs a whole experiment in memory, for notebooks and scripts.
 *
 * @param outlookFor What the forecasters say of a configuration, see `outlooksOf`.
 * @throws {DOMException} Named `AbortError`, if the signal comes before the end.
 */
export async function playExperiment(
  experiment: Experiment,
  outlookFor: OutlookOf,
  options: Omit<ExperimentOptions, "finished">,
): Promise<ExperimentResults> {
  const runs = new Map<number, PackedKpis>();
  const complete = await runExperiment(
    experiment,
    allRuns(experiment),
    outlookFor,
    { ...options, finished: (run, kpis) => runs.set(run, kpis) },
  );
  if (!complete) throw new DOMException("The experiment was stopped", "AbortError");
  return resultsOf({ header: headerOf(experiment), runs });
}
