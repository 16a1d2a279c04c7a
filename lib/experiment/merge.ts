import { InputError } from "../input_error.ts";
import type { Kpis } from "../results/kpi_definitions.ts";
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
 * Puts the parts of an experiment together, whichever and however many they are.
 *
 * @throws {InputError} If they belong to different experiments, disagree, or runs are missing.
 */
export function mergeRuns(parts: readonly FinishedRuns[]): ExperimentResults {
  if (parts.length === 0) throw new InputError("There are no finished runs to merge");
  const { header } = parts[0];
  const runs = new Map<number, string>();
  for (const part of parts) {
    if (part.header.identity !== header.identity) {
      throw new InputError("Cannot merge shards of different experiments, data or versions");
    }
    for (const [run, kpis] of part.runs) {
      const packed = JSON.stringify(kpis);
      if ((runs.get(run) ?? packed) !== packed) {
        throw new InputError(`Cannot merge shards that disagree on run ${run}`);
      }
      runs.set(run, packed);
    }
  }
  const count = runCount(header);
  if (runs.size !== count) {
    throw new InputError(
      `Cannot merge shards that hold ${runs.size} of ${count} runs: all parts are needed`,
    );
  }
  const kpis = Array.from({ length: count }, (_, run) => unpackKpis(JSON.parse(runs.get(run)!)));
  return { header, kpis };
}
