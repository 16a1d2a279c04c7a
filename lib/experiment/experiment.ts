import { createHash } from "node:crypto";
import project from "../../deno.json" with { type: "json" };
import type { Config } from "../config/settings.ts";

/** One configuration under test, whatever its seed, and what tells it from the others. */
export interface Variant {
  /** By factor, such as `{ policy: "p2p" }` or `{ "grid.network_fee": "0.05" }`. */
  readonly levels: Readonly<Record<string, string>>;
  /** Its seed is replaced by each of the experiment's. */
  readonly config: Config;
}

/**
 * Every variant on every seed. All variants meet the same communities, weather, loads and draws, so
 * that their differences within a seed come from nothing but the variant.
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
  /** Which data the outlooks come from: label and hash of each file. */
  readonly data: readonly string[];
}

/** What tells an experiment from any other, as it stands in its files. */
export interface ExperimentHeader extends Omit<Experiment, "variants"> {
  /** Of the simulator. */
  readonly version: string;
  /** The levels of each variant. */
  readonly variants: readonly Variant["levels"][];
  /** SHA-256 of all that the results follow from, lower-case hex. */
  readonly identity: string;
}

/** The header of an experiment's files. */
export function headerOf({ name, factors, variants, seeds, data }: Experiment): ExperimentHeader {
  const everything = JSON.stringify([project.version, name, factors, variants, seeds, data]);
  return {
    name,
    version: project.version,
    factors,
    variants: variants.map(({ levels }) => levels),
    seeds,
    data,
    identity: createHash("sha256").update(everything).digest("hex"),
  };
}

/** How many runs an experiment has. They are numbered seed by seed, variant by variant, from 0. */
export function runCount(
  { variants, seeds }: { readonly variants: readonly unknown[]; readonly seeds: readonly number[] },
): number {
  return variants.length * seeds.length;
}

/** The configuration of a run. */
export function configOfRun({ variants, seeds }: Experiment, run: number): Config {
  return {
    ...variants[run % variants.length].config,
    seed: seeds[Math.floor(run / variants.length)],
  };
}
