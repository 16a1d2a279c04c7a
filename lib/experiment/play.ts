import type { Config } from "../config/settings.ts";
import type { Outlook } from "../forecast/outlook.ts";
import { type Experiment, headerOf, runCount } from "./experiment.ts";
import { type ExperimentResults, mergeRuns } from "./merge.ts";
import type { PackedKpis } from "./outcome.ts";
import { type ExperimentOptions, runExperiment } from "./run_experiment.ts";
import { runsOfShard, whole } from "./shard.ts";

/**
 * Runs a whole experiment in memory, for notebooks and scripts.
 *
 * @param outlookFor What the forecasters say of a configuration, see `outlooksOf`.
 * @throws {DOMException} Named `AbortError`, if the signal comes before the end.
 */
export async function playExperiment(
  experiment: Experiment,
  outlookFor: (config: Config) => Outlook,
  options: Omit<ExperimentOptions, "finished">,
): Promise<ExperimentResults> {
  const runs = new Map<number, PackedKpis>();
  const complete = await runExperiment(
    experiment,
    runsOfShard(runCount(experiment), whole),
    outlookFor,
    { ...options, finished: (run, kpis) => runs.set(run, kpis) },
  );
  if (!complete) throw new DOMException("The experiment was stopped", "AbortError");
  return mergeRuns([{ header: headerOf(experiment), shard: whole, runs }]);
}
