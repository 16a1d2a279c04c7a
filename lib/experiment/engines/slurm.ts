import { formatChunks } from "../plan/chunk_list.ts";

/** By what a job's tasks find the program and the plan; all paths absolute. */
export interface JobPlaces {
  /** The Deno to run. */
  readonly deno: string;
  /** Where Deno keeps what it has fetched; null for its usual place. */
  readonly denoDir: string | null;
  /** Of the project. */
  readonly project: string;
  /** Of the plan. */
  readonly plan: string;
}

/** What a job is called and what more is asked of Slurm. */
export interface JobRequest {
  /** Its name in the queue. */
  readonly name: string;
  /** Further options of sbatch, such as `time=01:00:00`. */
  readonly options: readonly string[];
}

/** Where the tasks' output goes, within a plan's folder. */
export const LOGS = "logs";

/**
 * The script of an array job in which each task runs a chunk. Slurm puts a task whose node fails into
 * the queue again; Deno fetches nothing, as nodes often reach no network.
 *
 * @param chunks Numbers of those to run, ascending.
 */
export function arrayScript(
  places: JobPlaces,
  { name, options }: JobRequest,
  chunks: readonly number[],
): string {
  const directives = [
    `job-name=${name}`,
    `array=${formatChunks(chunks)}`,
    "requeue",
    "open-mode=append",
    `output=${logPath(places.plan, "%a")}`,
    ...options,
  ];
  const words = ["run", "--plan", quoted(places.plan), "--chunk", '"$SLURM_ARRAY_TASK_ID"'].concat(
    ["--workers", '"${SLURM_CPUS_PER_TASK:-1}"', "--quiet"],
  );
  return script(directives, places, [places.plan, `${places.project}/.cache`], words);
}

/**
 * The script of the job that merges once every task of the array has ended, however it ended.
 *
 * @param out Where the results go; absolute.
 */
export function mergeScript(
  places: JobPlaces,
  { name, options }: JobRequest,
  out: string,
): string {
  const directives = [
    `job-name=${name}-merge`,
    "open-mode=append",
    `output=${logPath(places.plan, "merge")}`,
    ...options,
  ];
  const words = ["merge", "--plan", quoted(places.plan), "--out", quoted(out)];
  return script(directives, places, [places.plan, out], words);
}

function script(
  directives: readonly string[],
  { deno, denoDir, project }: JobPlaces,
  writable: readonly string[],
  words: readonly string[],
): string {
  const rights = [
    "--allow-read",
    // Deno parts the folders of an option at single commas.
    `--allow-write=${writable.map((path) => path.replaceAll(",", ",,")).join(",")}`,
    "--allow-env=INIT_CWD",
  ];
  const flags = ["--quiet", "--no-prompt", "--cached-only", "--lock=deno.lock", "--frozen"];
  return [
    "#!/bin/bash",
    ...directives.map((directive) => `#SBATCH --${directive}`),
    "",
    ...(denoDir === null ? [] : [`export DENO_DIR=${quoted(denoDir)}`]),
    "export NO_COLOR=1",
    `cd ${quoted(project)} || exit 1`,
    `exec ${quoted(deno)} run ${flags.join(" ")} \\`,
    `  ${rights.map(quoted).join(" ")} \\`,
    `  lib/cli/start.ts sweep ${words.join(" ")}`,
    "",
  ].join("\n");
}

/** In Slurm's names of files a % begins a pattern. */
function logPath(plan: string, name: string): string {
  return `"${plan.replaceAll("%", "%%").replaceAll('"', '\\"')}/${LOGS}/${name}.log"`;
}

/** A word as the shell takes it literally. */
function quoted(word: string): string {
  return /^[\w./=:,@+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
