import { join } from "node:path";
import { reasonOf } from "../../files.ts";
import { InputError } from "../../input_error.ts";
import { sha256Of } from "../checksum.ts";
import { identityOf, type Plan } from "./plan.ts";
import { removeIfThere, writeWhole } from "./whole_file.ts";

const PLAN = "plan.json";

/** Where the chunks of a plan lie. */
export function chunksFolder(folder: string): string {
  return join(folder, "chunks");
}

/**
 * Writes a plan into a folder, which is made if it is missing; the same plan again is harmless.
 *
 * @throws {InputError} If it cannot, or another plan is there.
 */
export function writePlan(folder: string, plan: Plan): void {
  try {
    Deno.mkdirSync(chunksFolder(folder), { recursive: true });
    if (isPlanned(folder)) {
      if (readPlan(folder).identity === plan.identity) return;
      throw new InputError(
        `Cannot plan in "${folder}" as another plan is there: choose another folder or remove it`,
      );
    }
    writeWhole(
      join(folder, PLAN),
      `${JSON.stringify({ ...plan, sha256: sha256Of(plan) }, null, 1)}\n`,
    );
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`Cannot write a plan to "${folder}": ${reasonOf(cause)}`, { cause });
  }
}

/**
 * Removes a plan with its folder and chunks.
 *
 * @throws {InputError} If something else is in the folder; then nothing is removed.
 */
export function removePlan(folder: string): void {
  const chunks = chunksFolder(folder);
  try {
    // Whoever removed it before may have been stopped half-way.
    Deno.mkdirSync(chunks, { recursive: true });
    refuseOthers(folder, /^(\.|plan\.json$|chunks$)/);
    refuseOthers(chunks, /^(\.|\d+\.json$)/);
    for (const { name } of Deno.readDirSync(chunks)) removeIfThere(join(chunks, name));
    Deno.removeSync(chunks);
    for (const { name } of Deno.readDirSync(folder)) removeIfThere(join(folder, name));
    Deno.removeSync(folder);
  } catch (cause) {
    throw new InputError(`Cannot remove the plan in "${folder}": ${reasonOf(cause)}`, { cause });
  }
}

function refuseOthers(folder: string, ours: RegExp): void {
  for (const { name } of Deno.readDirSync(folder)) {
    if (!ours.test(name)) {
      throw new Error(`"${join(folder, name)}" is no file of ours: move it away`);
    }
  }
}

/** Whether a plan is in a folder. */
export function isPlanned(folder: string): boolean {
  try {
    Deno.lstatSync(join(folder, PLAN));
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * The plan in a folder.
 *
 * @throws {InputError} If there is none, or it is not as it was written.
 */
export function readPlan(folder: string): Plan {
  let text: string;
  try {
    text = Deno.readTextFileSync(join(folder, PLAN));
  } catch (cause) {
    throw new InputError(`Cannot read a plan from "${folder}": ${reasonOf(cause)}`, { cause });
  }
  const plan = planIn(text);
  if (plan !== undefined) return plan;
  throw new InputError(
    `Cannot use the plan in "${folder}": ${PLAN} was changed, or another version wrote it; plan anew`,
  );
}

function planIn(text: string): Plan | undefined {
  try {
    const { sha256, ...plan } = JSON.parse(text) as Plan & { readonly sha256: string };
    if (sha256 !== sha256Of(plan)) return undefined;
    const { experiment, chunks, versions, identity } = plan;
    return identityOf(experiment, chunks, versions) === identity ? plan : undefined;
  } catch {
    return undefined;
  }
}
