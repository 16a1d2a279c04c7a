import { join, resolve } from "node:path";
import {
  arrayScript,
  formatChunks,
  type JobPlaces,
  type JobRequest,
  LOGS,
  mergeScript,
  readPlan,
  statusOf,
} from "../../../experiment/mod.ts";
import { reasonOf } from "../../../files.ts";
import { InputError } from "../../../input_error.ts";
import { projectPath } from "../../../project.ts";
import type { Arguments, Command } from "../../command.ts";
import { resultOptions } from "../../experiment/options.ts";
import { planFolder, planOption } from "./options.ts";

const ENGINES = ["slurm"];

/** `deno task sweep submit`: gives what is missing of a plan to a cluster's queue. */
export const sweepSubmitCommand: Command = {
  name: "sweep submit",
  summary: "Submit the missing chunks of a plan as an array job, and its merge after it.",
  options: {
    ...planOption,
    engine: { value: "NAME", help: `Who queues and restarts: ${ENGINES.join(", ")}` },
    sbatch: {
      value: "OPTION",
      help: "An option of sbatch, such as time=01:00:00; several by --sbatch each",
      multiple: true,
    },
    out: resultOptions.out,
    "dry-run": { help: "Print the scripts, and submit nothing" },
  },
  async run(args, { print }) {
    requireEngine(args.text("engine") ?? ENGINES[0]);
    const folder = planFolder(args);
    const plan = readPlan(folder);
    const { missing } = statusOf(folder, plan);
    if (missing.length === 0) {
      return print("Nothing is left to submit: every chunk is finished, see sweep merge");
    }
    const places = jobPlaces(folder);
    const request = requestOf(args, plan.identity);
    const out = resolve(args.text("out") ?? "results");
    const scripts = {
      "sweep.sbatch": arrayScript(places, request, missing),
      "merge.sbatch": mergeScript(places, request, out),
    };
    if (args.flag("dry-run")) return print(inOneText(scripts));
    const paths = writeScripts(folder, scripts);
    const job = await sbatch([paths[0]]);
    const merge = await sbatch([`--dependency=afterany:${job}`, paths[1]]);
    print(`Job ${job} runs chunks ${formatChunks(missing)}; job ${merge} then merges into ${out}`);
  },
};

function requireEngine(name: string): void {
  if (ENGINES.includes(name)) return;
  throw new InputError(`--engine must be one of ${ENGINES.join(", ")}, found "${name}"`);
}

function jobPlaces(plan: string): JobPlaces {
  return { deno: Deno.execPath(), denoDir: denoDir(), project: resolve(projectPath(".")), plan };
}

/** Where Deno keeps what it fetches, if somebody has said so. */
function denoDir(): string | null {
  const { state } = Deno.permissions.querySync({ name: "env", variable: "DENO_DIR" });
  return state === "granted" ? Deno.env.get("DENO_DIR") ?? null : null;
}

function requestOf(args: Arguments, identity: string): JobRequest {
  const options = args.all("sbatch").map((option) => option.trim().replace(/^--/, ""));
  const wrong = options.find((option) => !/^[a-z][\w-]*(=.*)?$/.test(option) || /\n/.test(option));
  if (wrong !== undefined) {
    throw new InputError(
      `--sbatch must be an option of sbatch such as time=01:00:00, found "${wrong}"`,
    );
  }
  return { name: `sweep-${identity.slice(0, 8)}`, options };
}

/** Whatever follows the first script's `exec` is never reached: the whole is the first job's script too. */
function inOneText(scripts: Readonly<Record<string, string>>): string {
  const [[, array], [name, merge]] = Object.entries(scripts);
  return `${array}\n# ${name}, submitted with --dependency=afterany:JOB of the job above\n${merge}`;
}

function writeScripts(folder: string, scripts: Readonly<Record<string, string>>): string[] {
  try {
    Deno.mkdirSync(join(folder, LOGS), { recursive: true });
    return Object.entries(scripts).map(([name, text]) => {
      Deno.writeTextFileSync(join(folder, name), text);
      return join(folder, name);
    });
  } catch (cause) {
    throw new InputError(`Cannot write the job's scripts to "${folder}": ${reasonOf(cause)}`, {
      cause,
    });
  }
}

/** Submits a script. @returns The job's number. */
async function sbatch(words: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await output(["--parsable", ...words]);
  const decoder = new TextDecoder();
  if (success) return decoder.decode(stdout).trim().split(";")[0];
  throw new InputError(
    `Slurm does not take the job: ${decoder.decode(stderr).trim().replaceAll("\n", "; ")}`,
  );
}

async function output(words: readonly string[]): Promise<Deno.CommandOutput> {
  try {
    return await new Deno.Command("sbatch", { args: [...words], stdin: "null" }).output();
  } catch (cause) {
    throw new InputError(
      "Cannot submit as Slurm's sbatch does not run here: do it where jobs are submitted, or see " +
        `--dry-run (${reasonOf(cause)})`,
      { cause },
    );
  }
}
