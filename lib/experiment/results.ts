import type { Kpis } from "../results/kpi_definitions.ts";
import { InputError } from "../input_error.ts";
import { type ExperimentHeader, runCount } from "./experiment.ts";
import type { FinishedRuns } from "./finished_runs.ts";
import { unpackKpis } from "./outcome.ts";

/** An experiment with the figures of all its runs. */
export interface ExperimentResults {
  /** What was compared, on which seeds and data. */
  readonly header: ExperimentHeader;
  /** By run. */
  readonly kpis: readonly Kpis[];
}

/**
 * The results of an experiment whose runs are all finished, in whatever order.
 *
 * @throws {InputError} If runs are missing.
 */
export function resultsOf({ header, runs }: FinishedRuns): ExperimentResults {
  const count = runCount(header);
  if (runs.size !== count) {
    throw new InputError(
      `Cannot give results of ${runs.size} of ${count} runs: all of them are needed`,
    );
  }
  return { header, kpis: Array.from({ length: count }, (_, run) => unpackKpis(runs.get(run)!)) };
}
