import { join } from "node:path";
import { reasonOf } from "../files.ts";
import { InputError } from "../input_error.ts";
import type { Source } from "./histories.ts";
import { type Columns, readColumns, sha256, writeColumns } from "./files/parquet_cache.ts";
import { quoted } from "./files/quoted.ts";
import { removeUnfinished, writeWhole } from "./files/whole_file.ts";

/** A file that was imported: its Parquet lies beside the list of them all. */
export interface ImportedFile {
  /** The file that was imported. */
  readonly source: Source;
  /** What it held. */
  readonly columns: Columns;
}

const LIST = "sources.json";
/** Held by whoever changes the folder; it stays, so that nobody locks one that is being removed. */
const LOCK = ".lock";

/** The folder of imported history within the project's `data/`. */
export function importedFolder(projectDataDir: string): string {
  return join(projectDataDir, "imported");
}

/**
 * Does something that changes what has been imported while nobody else does: another import waits. What
 * one that was stopped has left is cleared first.
 *
 * @throws {InputError} If the folder cannot be written.
 */
export async function whileImporting<T>(
  projectDataDir: string,
  task: () => Promise<T>,
): Promise<T> {
  const folder = importedFolder(projectDataDir);
  let lock: Deno.FsFile;
  try {
    await Deno.mkdir(folder, { recursive: true });
    lock = await Deno.open(join(folder, LOCK), { read: true, write: true, create: true });
  } catch (cause) {
    throw new InputError(`Cannot write ${quoted(folder, 200)}: ${reasonOf(cause)}`, { cause });
  }
  try {
    await lock.lock(true);
    await removeUnfinished(folder, "all");
    return await task();
  } finally {
    lock.close(); // which unlocks it
  }
}

/** Does something that reads what has been imported while nobody changes it. */
export async function whileNobodyImports<T>(
  projectDataDir: string,
  task: () => Promise<T>,
): Promise<T> {
  let lock: Deno.FsFile;
  try {
    lock = await Deno.open(join(importedFolder(projectDataDir), LOCK), { read: true });
  } catch {
    return await task(); // nothing was imported yet, or long ago
  }
  try {
    await lock.lock(false);
    return await task();
  } finally {
    lock.close();
  }
}

/** What has been imported, in alphabetical order of the file names; none if nothing has. */
export async function listImported(projectDataDir: string): Promise<readonly Source[]> {
  const path = join(importedFolder(projectDataDir), LIST);
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw new InputError(`Cannot read ${quoted(path, 200)}: ${reasonOf(error)}`, { cause: error });
  }
  const list = parseList(text);
  if (list !== undefined) return list;
  throw new InputError(
    `Cannot read ${
      quoted(path, 200)
    } as it is damaged: delete the folder and import the files again`,
  );
}

/** The sources of a list; undefined if it is none. */
function parseList(text: string): Source[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every(isSource) ? list : undefined;
  } catch {
    return undefined;
  }
}

function isSource(value: unknown): value is Source {
  if (typeof value !== "object" || value === null) return false;
  const { file, sha256, kind, from, to } = value as Record<string, unknown>;
  return typeof file === "string" && typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256) &&
    (kind === "prices" || kind === "pv") && typeof from === "number" && typeof to === "number";
}

/**
 * Reads the imported history of one kind.
 *
 * @param wanted Which sources; all of the kind by default.
 * @param damaged What to do with a file that is gone or damaged: refuse all, or skip it.
 * @throws {InputError} If a file that was imported is gone or damaged and is not to be skipped.
 */
export async function readImported(
  projectDataDir: string,
  kind: Source["kind"],
  wanted: (source: Source) => boolean = () => true,
  damaged: "refuse" | "skip" = "refuse",
): Promise<ImportedFile[]> {
  const files: ImportedFile[] = [];
  for (const source of await listImported(projectDataDir)) {
    if (source.kind !== kind || !wanted(source)) continue;
    const path = importedPath(projectDataDir, source);
    const kept = await readColumns(path);
    if (kept === undefined) {
      if (damaged === "skip") continue;
      throw new InputError(
        `Cannot read ${quoted(path, 200)} as it is not as it was imported: import ` +
          `${quoted(source.file)} again, or run \`deno task import --remove ${source.file}\``,
      );
    }
    files.push({ source, columns: kept.columns });
  }
  return files;
}

/**
 * Adds a file to what has been imported, within {@link whileImporting}; one of the same name and kind
 * gives way to it. The list of sources is written last, so that an interrupted import leaves everything
 * as it was.
 */
export async function addImported(projectDataDir: string, file: ImportedFile): Promise<void> {
  const { source, columns } = file;
  const path = importedPath(projectDataDir, source);
  await writeColumns(path, { columns, note: JSON.stringify(source) });
  const sources = await listImported(projectDataDir);
  const kept = sources.filter((other) => !isSame(other, source));
  await writeList(projectDataDir, [...kept, source]);
  for (const replaced of sources.filter((other) => isSame(other, source))) {
    await removeColumns(projectDataDir, replaced, [...kept, source]);
  }
}

/**
 * Removes files from what has been imported.
 *
 * @param file The name under which it was imported.
 * @returns What was removed.
 * @throws {InputError} If there is none of that name.
 */
export function removeImported(projectDataDir: string, file: string): Promise<readonly Source[]> {
  return whileImporting(projectDataDir, async () => {
    const sources = await listImported(projectDataDir);
    const removed = sources.filter((source) => source.file === file);
    if (removed.length === 0) {
      const known = sources.map((source) => quoted(source.file)).join(", ") || "nothing";
      throw new InputError(
        `Cannot remove ${quoted(file)} as it was not imported: imported is ${known}`,
      );
    }
    const kept = sources.filter((source) => source.file !== file);
    await writeList(projectDataDir, kept);
    for (const source of removed) await removeColumns(projectDataDir, source, kept);
    return removed;
  });
}

async function writeList(projectDataDir: string, sources: readonly Source[]): Promise<void> {
  const list = sources.toSorted((a, b) => a.file < b.file ? -1 : 1);
  await writeWhole(
    join(importedFolder(projectDataDir), LIST),
    new TextEncoder().encode(JSON.stringify(list, null, 2) + "\n"),
  );
}

/** Removes a source's Parquet, unless another one has the same content. */
async function removeColumns(
  projectDataDir: string,
  source: Source,
  kept: readonly Source[],
): Promise<void> {
  const path = importedPath(projectDataDir, source);
  if (kept.some((other) => importedPath(projectDataDir, other) === path)) return;
  await removeIfThere(path);
  await removeIfThere(`${path}.sha256`);
}

/** Whether two sources are one file in two versions. */
export function isSame(a: Source, b: Source): boolean {
  return a.file === b.file && a.kind === b.kind;
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function importedPath(projectDataDir: string, { kind, sha256, readAs }: Source): string {
  // The same bytes read in two ways are two histories.
  const way = readAs === undefined ? "" : `-${hashOfText(readAs).slice(0, 8)}`;
  return join(importedFolder(projectDataDir), `${kind}-${sha256.slice(0, 16)}${way}.parquet`);
}

function hashOfText(text: string): string {
  return sha256(new TextEncoder().encode(text));
}
