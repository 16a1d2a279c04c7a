import type { OutlookOf } from "../outlooks.ts";
import type { PackedKpis } from "../outcome.ts";
import { type ExperimentOptions, runExperiment } from "../run_experiment.ts";
import { writeChunk } from "./chunk_file.ts";
import { type Plan, runsOfChunk } from "./plan.ts";

/** How chunks are run. */
export interface ChunkOptions extends Omit<ExperimentOptions, "finished"> {
  /** Told each chunk once it is kept. */
  readonly kept?: (chunk: number) => void;
}

/** A chunk under way. */
interface OpenChunk {
  readonly first: number;
  readonly kpis: PackedKpis[];
  open: number;
}

/**
 * Runs chunks of a plan and keeps each as soon as its runs are finished.
 *
 * @param folder Of the plan.
 * @param chunks Numbers of those to run.
 * @returns Whether all were finished, that is: the signal did not come in between.
 * @throws {InputError} If a chunk cannot be written.
 */
export function runChunks(
  folder: string,
  plan: Plan,
  chunks: readonly number[],
  outlookFor: OutlookOf,
  { kept, ...options }: ChunkOptions,
): Promise<boolean> {
  const chunkOf = new Map<number, number>();
  const under = new Map<number, OpenChunk>();
  for (const chunk of chunks) {
    const runs = runsOfChunk(plan, chunk);
    for (const run of runs) chunkOf.set(run, chunk);
    under.set(chunk, { first: runs[0], kpis: Array(runs.length), open: runs.length });
  }
  return runExperiment(plan.experiment, [...chunkOf.keys()], outlookFor, {
    ...options,
    finished: (run, kpis) => {
      const chunk = chunkOf.get(run)!;
      const now = under.get(chunk)!;
      now.kpis[run - now.first] = kpis;
      if (--now.open > 0) return;
      writeChunk(folder, plan, chunk, now.kpis);
      under.delete(chunk);
      kept?.(chunk);
    },
  });
}
