import { resolve } from "node:path";
import type { Config } from "../../config/settings.ts";
import { openCatalogue } from "../../data/mod.ts";
import {
  datesOf,
  type Experiment,
  experimentData,
  type OutlookOf,
  outlooksOn,
  requireTariffYears,
  seedsFrom,
} from "../../experiment/mod.ts";
import type { Language } from "../../figures/mod.ts";
import { InputError } from "../../input_error.ts";
import type { Progress } from "../../progress.ts";
import { placesFor } from "../../project.ts";
import { requireDrawnMembers } from "../../run/mod.ts";
import type { Arguments, Option } from "../command.ts";
import { setOption, settingsSet } from "../config_file.ts";

const DEFAULT_SEEDS = 50;
const MOST_SEEDS = 1_000_000;

/** The options that say what an experiment is. */
export const designOptions: Readonly<Record<string, Option>> = {
  config: { value: "FILE", help: "Settings to use instead of config.json" },
  data: { value: "DIR", help: "History in DIR/gme/*.xlsx and DIR/pv/* instead of the project's" },
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
};

/** The options of running on this machine. */
export const workersOption: Readonly<Record<string, Option>> = {
  workers: { value: "N", help: "Runs at a time; as many as there are processors by default" },
};

/** Figures speak them; their dictionaries are not loaded for the help. */
const LANGUAGES = ["en", "it"] as const satisfies readonly Language[];

/** The options of the files that an experiment ends with. */
export const resultOptions: Readonly<Record<string, Option>> = {
  out: { value: "DIR", help: "Where results go; results/ by default" },
  parquet: { help: "Write the tables as Parquet too" },
  language: { value: LANGUAGES.join("|"), help: "Of the figure, en by default" },
};

/** How an experiment's files are written. */
export interface ResultFormat {
  /** Whether tables are written as Parquet too. */
  readonly parquet: boolean;
  /** Of the figure. */
  readonly language: Language;
}

/** What {@linkcode resultOptions} ask for. @throws {InputError} For a language that there is not. */
export function formatAsked(args: Arguments): ResultFormat {
  const asked = args.text("language") ?? "en";
  const language = LANGUAGES.find((each) => each === asked);
  if (language !== undefined) return { parquet: args.flag("parquet"), language };
  throw new InputError(`--language must be one of ${LANGUAGES.join(", ")}, found "${asked}"`);
}

/** The options that compare and sweep share. */
export const experimentOptions: Readonly<Record<string, Option>> = {
  ...designOptions,
  ...workersOption,
  ...resultOptions,
  resume: { help: "Go on where an interrupted run stopped" },
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

/** An experiment and what it needs to be run. */
export interface PreparedExperiment {
  /** What is run. */
  readonly experiment: Experiment;
  /** What its members are told and what comes. */
  readonly outlookFor: OutlookOf;
  /** Where its history lies, absolute; null for the project's own. */
  readonly dataDir: string | null;
}

/**
 * The experiment that the options describe.
 *
 * @throws {InputError} For what the user can mend.
 */
export async function prepareExperiment(
  design: Pick<Experiment, "name" | "factors" | "variants">,
  args: Arguments,
  progress: Progress,
): Promise<PreparedExperiment> {
  for (const { config } of design.variants) requireDrawnMembers(config);
  const { config } = design.variants[0];
  const seeds = seedsAsked(config.seed, positive(args, "seeds", DEFAULT_SEEDS));
  const dataDir = args.text("data");
  const places = placesFor(dataDir);
  const catalogue = await openCatalogue(places, progress);
  const dates = datesOf(config, catalogue, datesAsked(args));
  requireTariffYears(design.variants, dates);
  return {
    experiment: { ...design, seeds, dates, data: experimentData(catalogue) },
    outlookFor: outlooksOn(catalogue, dates, places.cacheDir, progress),
    dataDir: dataDir === undefined ? null : resolve(dataDir),
  };
}

/** How many runs go on at a time. */
export function workersAsked(args: Arguments): number {
  return positive(args, "workers", navigator.hardwareConcurrency);
}

/** An option as a number from 1 on. @throws {InputError} If it is less. */
export function positive(args: Arguments, name: string, otherwise: number): number {
  const value = args.wholeNumber(name) ?? otherwise;
  if (value >= 1) return value;
  throw new InputError(`--${name} must be a whole number from 1 on, found ${value}`);
}

function seedsAsked(first: Config["seed"], count: number): number[] {
  if (count > MOST_SEEDS) {
    throw new InputError(`--seeds must be at most ${MOST_SEEDS}, found ${count}`);
  }
  if (!Number.isSafeInteger(first + count)) {
    throw new InputError(`--seeds ${count} from seed ${first} on are too large to count`);
  }
  return seedsFrom(first, count);
}

function datesAsked(args: Arguments): number {
  const count = args.wholeNumber("dates");
  if (count === undefined) return 0;
  if (args.text("date") !== undefined) {
    throw new InputError("--dates draws days itself: leave out --date");
  }
  return positive(args, "dates", count);
}
