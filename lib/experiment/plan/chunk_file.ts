import { join } from "node:path";
import { reasonOf } from "../../files.ts";
import { InputError } from "../../input_error.ts";
import { sha256Of } from "../checksum.ts";
import { isPacked, type PackedKpis } from "../outcome.ts";
import { type Plan, runsOfChunk } from "./plan.ts";
import { chunksFolder } from "./plan_file.ts";
import { writeWhole } from "./whole_file.ts";

/** Where a chunk is kept once all its runs are finished. */
export function chunkPath(folder: string, chunk: number): string {
  return join(chunksFolder(folder), `${chunk}.json`);
}

/**
 * Keeps the figures of a chunk's runs, whole or not at all, with the identity of its plan and a checksum.
 *
 * @param kpis In the order of `runsOfChunk`.
 * @throws {InputError} If it cannot, as on a full disk.
 */
export function writeChunk(
  folder: string,
  plan: Plan,
  chunk: number,
  kpis: readonly PackedKpis[],
): void {
  const content = { plan: plan.identity, chunk, kpis };
  const text = `${JSON.stringify({ ...content, sha256: sha256Of(content) })}\n`;
  try {
    writeWhole(chunkPath(folder, chunk), text);
  } catch (cause) {
    throw new InputError(`Cannot write chunk ${chunk} to "${folder}": ${reasonOf(cause)}`, {
      cause,
    });
  }
}

/**
 * The figures of a chunk's runs, in the order of `runsOfChunk`; undefined if it is not finished.
 *
 * @throws {InputError} If it is of another plan or not as it was written.
 */
export function readChunk(folder: string, plan: Plan, chunk: number): PackedKpis[] | undefined {
  const path = chunkPath(folder, chunk);
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return undefined;
    throw new InputError(`Cannot read "${path}": ${reasonOf(cause)}`, { cause });
  }
  try {
    return figuresIn(text, plan, chunk);
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? "it is not whole JSON" : reasonOf(cause);
    throw new InputError(`Cannot use "${path}" as chunk ${chunk} of the plan: ${reason}`, {
      cause,
    });
  }
}

function figuresIn(text: string, plan: Plan, chunk: number): PackedKpis[] {
  const { sha256, ...content } = (JSON.parse(text) ?? {}) as Record<string, unknown>;
  if (sha256 !== sha256Of(content)) throw new TypeError("it was changed since it was written");
  if (content.plan !== plan.identity) {
    throw new TypeError("it is of another plan, of other settings, data or versions");
  }
  if (content.chunk !== chunk) throw new TypeError(`it is chunk ${content.chunk}`);
  const { kpis } = content;
  const runs = runsOfChunk(plan, chunk).length;
  if (!Array.isArray(kpis) || kpis.length !== runs || !kpis.every(isPacked)) {
    throw new TypeError(`it must hold the figures of ${runs} runs`);
  }
  return kpis;
}
