import { InputError } from "../../input_error.ts";
import { headerOf } from "../experiment.ts";
import { type ExperimentResults, resultsOf } from "../results.ts";
import type { PackedKpis } from "../outcome.ts";
import { readChunk } from "./chunk_file.ts";
import { formatChunks } from "./chunk_list.ts";
import { type Plan, runsOfChunk } from "./plan.ts";

/** How far a plan has come. */
export interface PlanStatus {
  /** Chunks that are to be run, ascending: not there, or refused. */
  readonly missing: readonly number[];
  /** Why chunks that are there are not used. */
  readonly refused: readonly InputError[];
}

/**
 * How far the plan in a folder has come; every chunk is read and checked.
 *
 * @param chunks Which are looked at, ascending; all by default.
 * @param finished Told each finished one with the figures of its runs.
 */
export function statusOf(
  folder: string,
  plan: Plan,
  chunks: Iterable<number> = Array(plan.chunks).keys(),
  finished: (chunk: number, kpis: readonly PackedKpis[]) => void = () => {},
): PlanStatus {
  const missing: number[] = [];
  const refused: InputError[] = [];
  for (const chunk of chunks) {
    try {
      const kpis = readChunk(folder, plan, chunk);
      if (kpis === undefined) missing.push(chunk);
      else finished(chunk, kpis);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refused.push(error);
      missing.push(chunk);
    }
  }
  return { missing, refused };
}

/**
 * The results of a plan, however its runs were spread, restarted or killed.
 *
 * @throws {InputError} If a chunk is missing or refused.
 */
export function mergePlan(folder: string, plan: Plan): ExperimentResults {
  const runs = new Map<number, PackedKpis>();
  const { missing, refused } = statusOf(folder, plan, undefined, (chunk, kpis) => {
    runsOfChunk(plan, chunk).forEach((run, i) => runs.set(run, kpis[i]));
  });
  if (missing.length > 0) {
    throw new InputError([
      `Cannot merge as ${missing.length} of ${plan.chunks} chunks are not finished: ` +
      `${formatChunks(missing)}; see sweep status`,
      ...refused.map(({ message }) => message),
    ]);
  }
  return resultsOf({ header: headerOf(plan.experiment), runs });
}
