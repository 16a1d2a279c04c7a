import { join } from "node:path";
import {
  headerOf,
  isPlanned,
  mergePlan,
  type OutlookOf,
  type Plan,
  readPlan,
  removePlan,
  runChunks,
  statusOf,
  writePlan,
} from "../../experiment/mod.ts";
import { reasonOf } from "../../files.ts";
import { InputError } from "../../input_error.ts";
import type { Progress } from "../../progress.ts";
import { makeFolder, removeEmpty } from "../../results/mod.ts";
import { isFinished, isThere } from "./files.ts";
import type { ResultFormat } from "./options.ts";
import { type ExperimentOutcome, nothingLeft, nothingToResume, writeAll } from "./run.ts";
import { untilStopped } from "./stopping.ts";

/** The hidden folder of a plan that is run where it is made. */
const PLAN = ".sweep.plan";

/** How a plan is run on this machine. */
export interface HereOptions {
  /** Where results go. */
  readonly out: string;
  /** Whether to go on with what was stopped. */
  readonly resume: boolean;
  /** How they are written. */
  readonly format: ResultFormat;
  /** Runs at a time. */
  readonly workers: number;
  /** Told how far it has come. */
  readonly progress: Progress;
}

/**
 * Plans, runs and merges on this machine. The plan lies hidden among the results until they are there:
 * what stops it costs only the chunks under way.
 *
 * @throws {InputError} For what the user can mend.
 * @throws {Interrupted} Once stopped.
 */
export async function sweepHere(
  plan: Plan,
  outlookFor: OutlookOf,
  options: HereOptions,
): Promise<ExperimentOutcome> {
  const { out, resume, format } = options;
  const folder = join(out, PLAN);
  refuseLink(folder);
  if (resume && !isPlanned(folder)) {
    if (isFinished(out, headerOf(plan.experiment))) return nothingLeft(out);
    throw nothingToResume(out, plan.experiment.name);
  }
  using _held = holdFolder(out);
  if (resume) requirePlanned(folder, plan);
  else if (isPlanned(folder)) removePlan(folder);
  writePlan(folder, plan);
  await runAll(folder, plan, outlookFor, options);
  const results = mergePlan(folder, plan);
  const written = await writeAll(out, results, format);
  removePlan(folder);
  return { results, written };
}

async function runAll(
  folder: string,
  plan: Plan,
  outlookFor: OutlookOf,
  { workers, progress }: HereOptions,
): Promise<void> {
  const { missing } = statusOf(folder, plan);
  let kept = plan.chunks - missing.length;
  await untilStopped(
    (signal) =>
      runChunks(folder, plan, missing, outlookFor, {
        workers,
        progress,
        signal,
        kept: () => kept++,
      }),
    () => {
      if (kept > 0) {
        return `Stopped after ${kept} of ${plan.chunks} chunks, which are kept: the same command ` +
          "with --resume goes on";
      }
      removePlan(folder);
      return "Stopped before the first chunk was finished";
    },
  );
}

/** Holds a folder's lock, so that one command sweeps there at a time; it is made if it is missing. */
function holdFolder(out: string): Disposable {
  const lockPath = join(out, `${PLAN}.lock`);
  try {
    const { made, lock } = makeFolder(out, lockPath);
    return {
      [Symbol.dispose]() {
        const unused = made.length > 0 && [...Deno.readDirSync(out)].length === 1;
        if (!unused) return lock.release();
        lock.remove();
        removeEmpty(made);
      },
    };
  } catch (cause) {
    throw new InputError(`Cannot write to "${out}": ${reasonOf(cause)}`, { cause });
  }
}

/** What is written here goes to no other place. */
function refuseLink(folder: string): void {
  if (!isThere(folder) || Deno.lstatSync(folder).isDirectory) return;
  throw new InputError(`"${folder}" is no folder of ours, but a link or a file: move it away`);
}

function requirePlanned(folder: string, plan: Plan): void {
  if (readPlan(folder).identity === plan.identity) return;
  throw new InputError(
    `Cannot resume from "${folder}" as settings, data or version have changed since; run without ` +
      "--resume to begin anew",
  );
}
