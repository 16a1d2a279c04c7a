import { dirname, join } from "node:path";
import { reasonOf } from "../../files.ts";
import { InputError } from "../../input_error.ts";
import { quoted } from "./quoted.ts";

const UNFINISHED = ".writing-";
/** What is older was left by a process that was stopped. */
const STALE_MS = 3_600_000;

/**
 * Writes a file so that it appears whole or not at all: to a temporary name, synced, then renamed.
 *
 * @throws {InputError} If it cannot be written.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `${UNFINISHED}${crypto.randomUUID()}`);
  try {
    await Deno.mkdir(folder, { recursive: true });
    const file = await Deno.open(temporary, { write: true, createNew: true });
    try {
      for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
      await file.sync();
    } finally {
      file.close();
    }
    await Deno.rename(temporary, path);
  } catch (cause) {
    await Deno.remove(temporary).catch(() => {}); // it may never have been made
    throw new InputError(`Cannot write ${quoted(path, 200)}: ${reasonOf(cause)}`, { cause });
  }
}

/**
 * Removes what {@link writeWhole} left in a folder when its process was stopped. What cannot be removed
 * stays.
 *
 * @param of All of it, where nobody else can be writing; else only what is older than an hour.
 */
export async function removeUnfinished(folder: string, of: "all" | "stale"): Promise<void> {
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (!isFile || !name.startsWith(UNFINISHED)) continue;
      const path = join(folder, name);
      const { mtime } = await Deno.lstat(path);
      const stale = mtime !== null && Date.now() - mtime.getTime() > STALE_MS;
      if (of === "all" || stale) await Deno.remove(path);
    }
  } catch (error) {
    // The folder is not there or not ours to clear, or somebody else was quicker.
    if (!(error instanceof Error)) throw error;
  }
}
