import {
  type Experiment,
  type ExperimentHeader,
  type ExperimentResults,
  headerOf,
  Journal,
  resultsOf,
  runCount,
  runExperiment,
} from "../../experiment/mod.ts";
import { InputError } from "../../input_error.ts";
import type { Arguments, Terminal } from "../command.ts";
import { figureNameOf, isFinished, isThere, journalPath, writeResults } from "./files.ts";
import { formatAsked, prepareExperiment, type ResultFormat, workersAsked } from "./options.ts";
import { untilStopped } from "./stopping.ts";

/** What an experiment came to. */
export interface ExperimentOutcome {
  /** Undefined where nothing was left to do. */
  readonly results?: ExperimentResults;
  /** What to tell: where the files are. */
  readonly written: string;
}

/** What is told where an experiment was finished before. */
export function nothingLeft(out: string): ExperimentOutcome {
  return { written: `Nothing was left to do: the experiment was finished before, in ${out}` };
}

/**
 * Runs an experiment as the options say and writes its files. Ctrl-C keeps the runs finished so far.
 *
 * @throws {InputError} For what the user can mend, or once stopped.
 */
export async function performExperiment(
  design: Pick<Experiment, "name" | "factors" | "variants">,
  args: Arguments,
  { progress }: Terminal,
): Promise<ExperimentOutcome> {
  const out = args.text("out") ?? "results";
  const format = formatAsked(args);
  const workers = workersAsked(args);
  const { experiment, outlookFor } = await prepareExperiment(design, args, progress);
  const header = headerOf(experiment);
  if (args.flag("resume") && isFinished(out, header)) return nothingLeft(out);
  const journal = openJournal(header, out, args.flag("resume"));
  try {
    await untilStopped(
      (signal) =>
        runExperiment(experiment, journal.remaining, outlookFor, {
          workers,
          progress,
          signal,
          finished: (run, kpis) => journal.add(run, kpis),
        }),
      () => stoppedAfter(journal.finished.runs.size, runCount(experiment)),
    );
    const results = resultsOf(journal.finished);
    const written = await writeAll(out, results, format);
    journal.remove();
    return { results, written };
  } finally {
    journal.close();
  }
}

/** Writes results and says where they are. */
export async function writeAll(
  out: string,
  results: ExperimentResults,
  format: ResultFormat,
): Promise<string> {
  await writeResults(out, results, format);
  const { name } = results.header;
  const drawn = figureNameOf(results);
  const figure = drawn === undefined ? "" : `, ${drawn}.svg and .png`;
  return `Results   ${name}.csv, ${name}_runs.csv and ${name}.json${figure} in ${out}`;
}

/** That there is nothing to go on with. */
export function nothingToResume(out: string, name: Experiment["name"]): InputError {
  return new InputError(
    `There is nothing to resume in "${out}": no ${name} with these settings was stopped there; ` +
      "run it without --resume",
  );
}

function openJournal(header: ExperimentHeader, out: string, resume: boolean): Journal {
  const path = journalPath(out, header.name);
  if (resume && !isThere(path)) throw nothingToResume(out, header.name);
  return resume ? Journal.resume(path, header) : Journal.begin(path, header);
}

function stoppedAfter(runs: number, of: number): string {
  if (runs === 0) return "Stopped before the first run was finished";
  return `Stopped after ${runs} of ${of} runs, which are kept: the same command with --resume goes on`;
}
