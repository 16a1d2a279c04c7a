import type { Config } from "../config/settings.ts";
import { openCatalogue } from "../data/mod.ts";
import {
  datesOf,
  type Experiment,
  experimentData,
  type ExperimentHeader,
  type ExperimentResults,
  headerOf,
  Journal,
  mergeRuns,
  type OutlookOf,
  outlooksOn,
  parseShard,
  runCount,
  runExperiment,
  type Shard,
  whole,
} from "../experiment/mod.ts";
import {
  figureNameOf,
  isFinished,
  isThere,
  journalPath,
  writeResults,
  writeShard,
} from "./experiment_files.ts";
import { InputError } from "../input_error.ts";
import { requireDrawnMembers } from "../run/mod.ts";
import type { Progress } from "../progress.ts";
import type { Arguments, Option, Terminal } from "./command.ts";
import { Interrupted } from "./interruption.ts";
import { setOption, settingsSet } from "./config_file.ts";
import { placesFor } from "../project.ts";

const DEFAULT_SEEDS = 50;
const MOST_SEEDS = 1_000_000;

/** The options that compare and sweep share. */
export const experimentOptions: Readonly<Record<string, Option>> = {
  config: { value: "FILE", help: "Settings to use instead of config.json" },
  data: { value: "DIR", help: "History in DIR/gme/*.xlsx and DIR/pv/* instead of the project's" },
  out: { value: "DIR", help: "Where results go; results/ by default" },
  date: { value: "YYYY-MM-DD", help: "First day, instead of the configured one" },
  hours: { value: "N", help: "Number of hours, instead of the configured one" },
  prosumers: { value: "N", help: "Number of prosumers, instead of the configured one" },
  bidding: { value: "NAME", help: "price-band or outside-option, instead of the configured one" },
  set: setOption,
  seed: { value: "N", help: "First seed, instead of the configured one" },
  seeds: { value: "N", help: `Number of seeds, ${DEFAULT_SEEDS} by default` },
  dates: {
    value: "N",
    help: "On so many days of the last year, drawn by month; intervals are then over days",
  },
  workers: { value: "N", help: "Runs at a time; as many as there are processors by default" },
  shard: { value: "I/N", help: "Run only part I of N; `deno task sweep merge` joins them" },
  resume: { help: "Go on where an interrupted run stopped" },
  parquet: { help: "Write the tables as Parquet too" },
  quiet: { help: "No progress and no tables" },
};

/** The settings that those options replace, by path. */
export function experimentOverrides(
  args: Arguments,
): Record<string, unknown> {
  return {
    date: args.text("date"),
    hours: args.wholeNumber("hours"),
    "community.num_prosumers": args.wholeNumber("prosumers"),
    "market.bidding.strategy": args.text("bidding"),
    seed: args.wholeNumber("seed"),
    ...settingsSet(args),
  };
}

/** What an experiment came to. */
export interface ExperimentOutcome {
  /** Undefined for a shard. */
  readonly results?: ExperimentResults;
  /** What to tell: where the files are. */
  readonly written: string;
}

/**
 * Runs an experiment as the options say and writes its files. Ctrl-C keeps the runs finished so far.
 *
 * @throws {InputError} For what the user can mend, or once stopped.
 */
export async function performExperiment(
  design: Pick<Experiment, "name" | "factors" | "variants">,
  args: Arguments,
  terminal: Terminal,
): Promise<ExperimentOutcome> {
  for (const { config } of design.variants) requireDrawnMembers(config);
  const { progress } = terminal;
  const out = args.text("out") ?? "results";
  const shardText = args.text("shard");
  const shard = shardText === undefined ? whole : parseShard(shardText);
  const seeds = seedsFrom(design.variants[0].config.seed, positive(args, "seeds", DEFAULT_SEEDS));
  const workers = positive(args, "workers", navigator.hardwareConcurrency);
  const places = placesFor(args.text("data"));
  const catalogue = await openCatalogue(places, progress);
  const dates = datesOf(design.variants[0].config, catalogue, datesAsked(args));
  const experiment = { ...design, seeds, dates, data: experimentData(catalogue) };
  const outlookFor = outlooksOn(catalogue, dates, places.cacheDir, progress);
  const header = headerOf(experiment);
  if (args.flag("resume") && isFinished(out, header, shard)) {
    return { written: `Nothing was left to do: the experiment was finished before, in ${out}` };
  }
  const journal = openJournal(header, out, shard, args.flag("resume"));
  try {
    await finish(experiment, journal, outlookFor, { workers, progress });
    if (shard.of > 1) {
      const written = writeShard(out, journal.finished);
      journal.remove();
      return { written: `Part ${shard.part} of ${shard.of} in ${written}` };
    }
    const results = mergeRuns([journal.finished]);
    const written = await writeAll(out, results, args.flag("parquet"));
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
  parquet: boolean,
): Promise<string> {
  await writeResults(out, results, { parquet });
  const { name } = results.header;
  const drawn = figureNameOf(results);
  const figure = drawn === undefined ? "" : `, ${drawn}.svg and .png`;
  return `Results   ${name}.csv, ${name}_runs.csv and ${name}.json${figure} in ${out}`;
}

function openJournal(
  header: ExperimentHeader,
  out: string,
  shard: Shard,
  resume: boolean,
): Journal {
  const path = journalPath(out, header.name, shard);
  if (resume && !isThere(path)) {
    throw new InputError(
      `There is nothing to resume in "${out}": no ${header.name} with these settings was stopped ` +
        "there; run it without --resume",
    );
  }
  return resume ? Journal.resume(path, header, shard) : Journal.begin(path, header, shard);
}

async function finish(
  experiment: Experiment,
  journal: Journal,
  outlookFor: OutlookOf,
  { workers, progress }: { readonly workers: number; readonly progress: Progress },
): Promise<void> {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  Deno.addSignalListener("SIGINT", onInterrupt);
  try {
    const complete = await runExperiment(experiment, journal.remaining, outlookFor, {
      workers,
      progress,
      signal: stop.signal,
      finished: (run, kpis) => journal.add(run, kpis),
    });
    if (complete) return;
    if (journal.finished.runs.size === 0) {
      throw new Interrupted("Stopped before the first run was finished");
    }
    throw new Interrupted(
      `Stopped after ${journal.finished.runs.size} of ${runCount(experiment)} runs, which are ` +
        `kept: the same command with --resume goes on`,
    );
  } finally {
    Deno.removeSignalListener("SIGINT", onInterrupt);
  }
}

function seedsFrom(first: Config["seed"], count: number): number[] {
  if (count > MOST_SEEDS) {
    throw new InputError(`--seeds must be at most ${MOST_SEEDS}, found ${count}`);
  }
  if (!Number.isSafeInteger(first + count)) {
    throw new InputError(`--seeds ${count} from seed ${first} on are too large to count`);
  }
  return Array.from({ length: count }, (_, i) => first + i);
}

function datesAsked(args: Arguments): number {
  const count = args.wholeNumber("dates");
  if (count === undefined) return 0;
  if (args.text("date") !== undefined) {
    throw new InputError("--dates draws days itself: leave out --date");
  }
  return positive(args, "dates", count);
}

function positive(args: Arguments, name: string, otherwise: number): number {
  const value = args.wholeNumber(name) ?? otherwise;
  if (value >= 1) return value;
  throw new InputError(`--${name} must be a whole number from 1 on, found ${value}`);
}
