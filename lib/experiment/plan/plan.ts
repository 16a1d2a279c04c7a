import project from "../../../deno.json" with { type: "json" };
import { InputError } from "../../input_error.ts";
import { sha256Of } from "../checksum.ts";
import { type Experiment, headerOf, runCount } from "../experiment.ts";
import { programHash } from "./program.ts";

/** Of all that the figures of a run follow from besides its configuration and its data. */
export interface Versions {
  /** Of the simulator. */
  readonly simulator: string;
  /** Of Deno. */
  readonly deno: string;
  /** SHA-256 of the program's sources and of the lock of its packages. */
  readonly sources: string;
}

/** An experiment parted into chunks, each of which can be run by itself, on any machine. */
export interface Plan {
  /** What is run. */
  readonly experiment: Experiment;
  /** How many chunks there are, numbered from 0. */
  readonly chunks: number;
  /** Where the history lay when it was planned; null for the project's own. */
  readonly dataDir: string | null;
  /** What planned it. */
  readonly versions: Versions;
  /** SHA-256 of what the chunks follow from, lower-case hex: not of where the history lies. */
  readonly identity: string;
}

/** How many chunks there are if nobody says otherwise and there are as many runs. */
export const USUAL_CHUNKS = 100;

/**
 * Parts an experiment into chunks.
 *
 * @param chunks At least 1, at most as many as there are runs.
 * @throws {InputError} If they are more or fewer.
 */
export function planOf(
  experiment: Experiment,
  dataDir: string | null,
  chunks: number = Math.min(USUAL_CHUNKS, runCount(experiment)),
): Plan {
  const runs = runCount(experiment);
  if (chunks < 1 || chunks > runs) {
    throw new InputError(`--chunks must be from 1 to the number of runs, ${runs}, found ${chunks}`);
  }
  const versions = currentVersions();
  const identity = identityOf(experiment, chunks, versions);
  return { experiment, chunks, dataDir, versions, identity };
}

/** The identity of a plan. */
export function identityOf(experiment: Experiment, chunks: number, versions: Versions): string {
  return sha256Of([headerOf(experiment).identity, chunks, versions]);
}

/** The versions of the program that runs. */
export function currentVersions(): Versions {
  return { simulator: project.version, deno: Deno.version.deno, sources: programHash() };
}

/** The numbers of the runs of a chunk: neighbours, which have most of their forecasts in common. */
export function runsOfChunk(
  { experiment, chunks }: Pick<Plan, "experiment" | "chunks">,
  chunk: number,
): number[] {
  const runs = runCount(experiment);
  const [from, to] = [chunk, chunk + 1].map((i) => Math.floor(i * runs / chunks));
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/**
 * Demands that the data and the program are those that a plan was made with.
 *
 * @param data What {@linkcode Experiment.data} would be of an experiment planned now.
 * @throws {InputError} If not, naming what differs.
 */
export function requireSame({ experiment, versions }: Plan, data: readonly string[]): void {
  const now = currentVersions();
  const names = Object.keys(now) as (keyof Versions)[];
  const other = names.filter((name) => now[name] !== versions[name]);
  const problems = other.map((name) =>
    `Cannot run a plan that was made with another version of ${name}: there it was ${
      versions[name]
    }, ` +
    `here it is ${now[name]}; use the same, or plan anew`
  );
  const missing = experiment.data.filter((source) => !data.includes(source));
  const added = data.filter((source) => !experiment.data.includes(source));
  if (missing.length + added.length > 0) {
    problems.push(
      `Cannot run a plan on other data than it was made with: it lacks ${listed(missing)} and ` +
        `has ${listed(added)} besides; see --data, or plan anew`,
    );
  }
  if (problems.length > 0) throw new InputError(problems);
}

function listed(sources: readonly string[]): string {
  return sources.length === 0 ? "nothing" : sources.join(", ");
}
