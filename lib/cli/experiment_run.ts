import type { Config } from "../config/settings.ts";
import { openCatalogue } from "../data/mod.ts";
import {
  type Experiment,
  experimentData,
  type ExperimentResults,
  headerOf,
  Journal,
  mergeRuns,
  outlooksOf,
  parseShard,
  runCount,
  runExperiment,
  type Shard,
  whole,
} from "../experiment/mod.ts";
import { journalPath, writeResults, writeShard } from "./experiment_files.ts";
import { forecastOutlook } from "../forecast/mod.ts";
import { InputError } from "../input_error.ts";
import { type Progress, silent } from "../progress.ts";
import type { Arguments, Option, Terminal } from "./command.ts";
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
  seed: { value: "N", help: "First seed, instead of the configured one" },
  seeds: { value: "N", help: `Number of seeds, ${DEFAULT_SEEDS} by default` },
  workers: { value: "N", help: "Runs at a time; as many as there are processors by default" },
  shard: { value: "I/N", help: "Run only part I of N; `deno task sweep merge` joins them" },
  resume: { help: "Go on where an interrupted run stopped" },
  parquet: { help: "Write the tables as Parquet too" },
  quiet: { help: "No progress and no tables" },
};

/** The settings that those options replace, by path. */
export function experimentOverrides(
  args: Arguments,
): Record<string, string | number | undefined> {
  return {
    date: args.text("date"),
    hours: args.wholeNumber("hours"),
    "community.num_prosumers": args.wholeNumber("prosumers"),
    "market.bidding.strategy": args.text("bidding"),
    seed: args.wholeNumber("seed"),
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
  const progress = args.flag("quiet") ? silent : terminal.progress;
  const out = args.text("out") ?? "results";
  const shardText = args.text("shard");
  const shard = shardText === undefined ? whole : parseShard(shardText);
  const seeds = seedsFrom(design.variants[0].config.seed, positive(args, "seeds", DEFAULT_SEEDS));
  const workers = positive(args, "workers", navigator.hardwareConcurrency);
  const places = placesFor(args.text("data"));
  const catalogue = await openCatalogue(places, progress);
  const experiment = { ...design, seeds, data: experimentData(catalogue) };
  const outlookFor = outlooksOf((config, sites) =>
    forecastOutlook(config, catalogue, sites, places.cacheDir, progress)
  );
  const journal = openJournal(experiment, out, shard, args.flag("resume"));
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
}

/** Writes results and says where they are. */
export async function writeAll(
  out: string,
  results: ExperimentResults,
  parquet: boolean,
): Promise<string> {
  await writeResults(out, results, { parquet });
  const { name, variants } = results.header;
  const figure = name === "compare" && variants.length > 1
    ? ", policy_comparison.svg and .png"
    : "";
  return `Results   ${name}.csv, ${name}_runs.csv and ${name}.json${figure} in ${out}`;
}

function openJournal(experiment: Experiment, out: string, shard: Shard, resume: boolean): Journal {
  const path = journalPath(out, experiment.name, shard);
  const header = headerOf(experiment);
  return resume ? Journal.resume(path, header, shard) : Journal.begin(path, header, shard);
}

async function finish(
  experiment: Experiment,
  journal: Journal,
  outlookFor: ReturnType<typeof outlooksOf>,
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
    throw new InputError(
      `Stopped after ${journal.finished.runs.size} of ${runCount(experiment)} runs, which are ` +
        `kept: the same command with --resume goes on`,
    );
  } finally {
    Deno.removeSignalListener("SIGINT", onInterrupt);
    journal.close();
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

function positive(args: Arguments, name: string, otherwise: number): number {
  const value = args.wholeNumber(name) ?? otherwise;
  if (value >= 1) return value;
  throw new InputError(`--${name} must be a whole number from 1 on, found ${value}`);
}
