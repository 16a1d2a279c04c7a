import project from "../../deno.json" with { type: "json" };
import type { Config } from "../config/settings.ts";
import { sha256Of } from "./checksum.ts";

/** One configuration under test, whatever its seed, and what tells it from the others. */
export interface Variant {
  /** By factor, such as `{ policy: "p2p" }` or `{ "grid.network_fee": "0.05" }`. */
  readonly levels: Readonly<Record<string, string>>;
  /** Its seed, and its date where the experiment has some, are replaced by each of those. */
  readonly config: Config;
  /** How well its members see ahead, see `foresights`; as a run is forecast by default. */
  readonly foresight?: string;
}

/**
 * Every variant on every date and seed. All variants meet the same communities, weather, loads and
 * draws, so that their differences within a date and seed come from nothing but the variant.
 */
export interface Experiment {
  /** What it is called in the names of its files. */
  readonly name: "compare" | "sweep";
  /** What the variants differ in, in the order of columns. */
  readonly factors: readonly string[];
  /** The first is the one that the others are compared to. */
  readonly variants: readonly Variant[];
  /** Each draws another community, other loads and bids. */
  readonly seeds: readonly number[];
  /** Days on which every variant and seed is run; none for the day that is configured. */
  readonly dates?: readonly string[];
  /** Which data the outlooks come from: label and hash of each file. */
  readonly data: readonly string[];
}

/** What tells an experiment from any other, as it stands in its files. */
export interface ExperimentHeader extends Omit<Experiment, "variants" | "dates"> {
  /** Days on which every variant and seed was run; none for the day that is configured. */
  readonly dates: readonly string[];
  /** Of the simulator. */
  readonly version: string;
  /** The levels of each variant. */
  readonly variants: readonly Variant["levels"][];
  /** SHA-256 of all that the results follow from, lower-case hex. */
  readonly identity: string;
}

/** The header of an experiment's files. */
export function headerOf(
  { name, factors, variants, seeds, dates = [], data }: Experiment,
): ExperimentHeader {
  return {
    name,
    version: project.version,
    factors,
    variants: variants.map(({ levels }) => levels),
    seeds,
    dates,
    data,
    identity: sha256Of([project.version, name, factors, variants, seeds, dates, data]),
  };
}

/** What a number of runs follows from. */
export interface Design {
  /** As many as there are. */
  readonly variants: readonly unknown[];
  /** Each for every variant. */
  readonly seeds: readonly number[];
  /** Each for every seed; none for the day that is configured. */
  readonly dates?: readonly string[];
}

/** Where a run stands in an experiment. */
export interface RunPlace {
  /** Number of its variant. */
  readonly variant: number;
  /** Position of its seed. */
  readonly seed: number;
  /** Position of its date; 0 without dates. */
  readonly date: number;
}

/** So many seeds, one after the other, the first one given. */
export function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

/**
 * How many runs an experiment has. They are numbered date by date, seed by seed, variant by variant,
 * from 0.
 */
export function runCount({ variants, seeds, dates = [] }: Design): number {
  return variants.length * seeds.length * Math.max(1, dates.length);
}

/** The numbers of an experiment's runs. */
export function allRuns(design: Design): number[] {
  return Array.from({ length: runCount(design) }, (_, run) => run);
}

/** Where a run stands. */
export function placeOfRun({ variants, seeds }: Design, run: number): RunPlace {
  const draw = Math.floor(run / variants.length);
  return {
    variant: run % variants.length,
    seed: draw % seeds.length,
    date: Math.floor(draw / seeds.length),
  };
}

/** The number of the run that stands at a place. */
export function runAt({ variants, seeds }: Design, { variant, seed, date }: RunPlace): number {
  return (date * seeds.length + seed) * variants.length + variant;
}

/** The configuration of a run. */
export function configOfRun(experiment: Experiment, run: number): Config {
  const { variants, seeds, dates = [] } = experiment;
  const place = placeOfRun(experiment, run);
  const { config } = variants[place.variant];
  return { ...config, seed: seeds[place.seed], date: dates[place.date] ?? config.date };
}
