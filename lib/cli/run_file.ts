import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { reasonOf } from "../files.ts";
import { InputError } from "../input_error.ts";
import type { Arguments } from "./command.ts";
import { openFile, reading } from "./chain_file.ts";

/** What a `run.json` says, as far as a chain is checked by it; nothing of it is taken for granted. */
export interface RunFile {
  /** Where it is. */
  readonly path: string;
  /** Its content. */
  readonly content: {
    readonly chain?: { readonly tip?: unknown };
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly config?: {
      readonly hours?: unknown;
      readonly step_minutes?: unknown;
      readonly community?: { readonly num_prosumers?: unknown };
      readonly grid?: { readonly network_fee?: unknown; readonly tariff?: unknown };
      readonly blockchain?: { readonly signatures?: unknown; readonly consensus?: unknown };
      readonly regulator?: Readonly<Record<string, unknown>>;
    };
  };
}

/** The given `run.json`, or the one beside the chain, if it is there. */
export function runBeside(chain: string, args: Arguments): RunFile | undefined {
  const path = args.text("run") ?? existing(join(dirname(chain), "run.json"));
  if (path === undefined) return undefined;
  const text = readText(path);
  try {
    return { path, content: JSON.parse(text) ?? {} };
  } catch (cause) {
    throw new InputError(`Cannot read the run in "${path}": it is not JSON`, { cause });
  }
}

/**
 * Compares a file with the SHA-256 that run.json lists for it, if it lists one.
 *
 * @param name The file's name among the run's outputs.
 * @throws {InputError} If it is another file.
 */
export async function refuseOtherFile(run: RunFile, name: string, path: string): Promise<void> {
  const listed = run.content.outputs?.[name];
  if (typeof listed !== "string") return;
  const hash = createHash("sha256");
  for await (const chunk of openFile(path).readable) hash.update(chunk);
  const found = hash.digest("hex");
  if (found === listed) return;
  throw new InputError(
    `${path} is not the ${name} of the run that ${run.path} describes: its SHA-256 must be ` +
      `${listed}, found ${found}`,
  );
}

/** The text of a file of results. @throws {InputError} If it cannot be read. */
export function readText(path: string): string {
  return reading(path, () => Deno.readTextFileSync(path));
}

/** The path of a file, if it is there. @throws {InputError} If that cannot be found out. */
export function existing(path: string): string | undefined {
  try {
    return Deno.statSync(path).isFile ? path : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new InputError(`Cannot read "${path}": ${reasonOf(error)}`, { cause: error });
  }
}
