import { createHash } from "node:crypto";
import { join } from "node:path";
import { InputError } from "../../input_error.ts";

/** Within the hidden folder, once every new file is there: from then on the new results hold. */
const MARKER = "publish.json";

/** What is to happen so that new results take the place of earlier ones. */
export interface Publication {
  /** Files to move from the hidden folder to the one above. */
  readonly files: readonly string[];
  /** Files of the earlier results that the new ones do not have. */
  readonly remove: readonly string[];
}

/** Whether a name can be that of a file of results: none that leads elsewhere or is hidden. */
export function isPlainName(name: string): boolean {
  return /^[^./\\][^/\\]*$/.test(name) && !name.includes("\0");
}

/**
 * Sees that every file can take its place, before the first one does.
 *
 * @throws {Error} With a reason for people, if a folder or a link stands in a file's place.
 */
export function checkTargets(folder: string, names: Iterable<string>): void {
  for (const name of names) {
    const there = statOf(join(folder, name));
    if (there === undefined || there.isFile) continue;
    const what = there.isSymlink ? "a link" : there.isDirectory ? "a folder" : "something else";
    throw new Error(`${what} stands where the file ${name} should be: move it away`);
  }
}

/**
 * The files that a manifest of earlier results lists, are as it says, and are not among the new ones.
 * What the manifest does not list, or what was changed since, belongs to somebody else.
 *
 * @param manifest Name of a JSON file with the SHA-256 of each file as `outputs`.
 */
export function leftOver(folder: string, manifest: string, names: ReadonlySet<string>): string[] {
  let outputs: unknown;
  try {
    const path = join(folder, manifest);
    if (!Deno.lstatSync(path).isFile) return [];
    outputs = JSON.parse(Deno.readTextFileSync(path))?.outputs;
  } catch {
    return []; // no earlier results, or none that say what they hold
  }
  return Object.entries(outputs ?? {}).flatMap(([name, hash]) => {
    if (!isPlainName(name) || names.has(name)) return [];
    const path = join(folder, name);
    return statOf(path)?.isFile && sha256OfFile(path) === hash ? [name] : [];
  });
}

/** Writes the marker: what it says will be done, by this run or by the next one. */
export function decide(partial: string, publication: Publication): void {
  const unfinished = join(partial, `.${MARKER}`);
  using file = Deno.openSync(unfinished, { write: true, createNew: true });
  const bytes = new TextEncoder().encode(JSON.stringify(publication));
  for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
  file.syncSync();
  syncFolder(partial);
  Deno.renameSync(unfinished, join(partial, MARKER));
  syncFolder(partial);
}

/** Does what the marker says, if there is one; what was done before the last run ended is passed over. */
export function rollForward(folder: string, partial: string): void {
  const path = join(partial, MARKER);
  if (!statOf(path)?.isFile) return;
  const { files, remove } = publicationIn(path);
  const waiting = files.filter((name) => statOf(join(partial, name))?.isFile);
  checkTargets(folder, waiting);
  for (const name of waiting) Deno.renameSync(join(partial, name), join(folder, name));
  for (const name of remove) {
    if (statOf(join(folder, name))?.isFile) Deno.removeSync(join(folder, name));
  }
  syncFolder(folder);
  Deno.removeSync(path);
}

/** Whether results in a folder were decided on, but have not all taken their places yet. */
export function isHalfPublished(partial: string): boolean {
  return statOf(join(partial, MARKER))?.isFile === true;
}

function publicationIn(path: string): Publication {
  const names = (value: unknown) => Array.isArray(value) && value.every(isName) ? value : undefined;
  const isName = (name: unknown) => typeof name === "string" && isPlainName(name);
  try {
    const { files, remove } = JSON.parse(Deno.readTextFileSync(path));
    const publication = { files: names(files), remove: names(remove) };
    if (publication.files && publication.remove) return publication as Publication;
  } catch {
    // Told below: it is not as we write it.
  }
  throw new InputError(`"${path}" is not as a run leaves it: delete it, then run again`);
}

/** Has the names in a folder reach the disk, where the system knows how to do that. */
function syncFolder(path: string): void {
  try {
    using folder = Deno.openSync(path);
    folder.syncSync();
  } catch {
    // Windows opens no folders; its renames are in the journal of the file system.
  }
}

/** What stands at a path itself, links not followed; undefined for nothing. */
export function statOf(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.lstatSync(path);
  } catch (error) {
    const absent = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory;
    if (absent) return undefined;
    throw error;
  }
}

function sha256OfFile(path: string): string {
  using file = Deno.openSync(path);
  const hash = createHash("sha256");
  const buffer = new Uint8Array(1 << 16);
  for (let read = file.readSync(buffer); read !== null; read = file.readSync(buffer)) {
    hash.update(buffer.subarray(0, read));
  }
  return hash.digest("hex");
}
