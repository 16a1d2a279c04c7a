import { basename, dirname } from "node:path";

/**
 * Writes a text under a name, whole or not at all. Several may write the same text at the same time, on
 * several machines: locks of a shared file system are not relied upon.
 */
export function writeWhole(path: string, text: string): void {
  const unfinished = Deno.makeTempFileSync({ dir: dirname(path), prefix: `.${basename(path)}-` });
  Deno.writeTextFileSync(unfinished, text);
  Deno.chmodSync(unfinished, 0o644);
  Deno.renameSync(unfinished, path);
}

/** Removes a file, unless it is gone. */
export function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
