import { join } from "node:path";
import { InputError } from "../input_error.ts";
import type { Source } from "./histories.ts";
import { type Columns, readColumns, writeColumns, writeWhole } from "./files/parquet_cache.ts";

/** A file that was imported: its Parquet lies beside the list of them all. */
export interface ImportedFile {
  /** The file that was imported. */
  readonly source: Source;
  /** What it held. */
  readonly columns: Columns;
}

const LIST = "sources.json";

/** The folder of imported history within the project's `data/`. */
export function importedFolder(projectDataDir: string): string {
  return join(projectDataDir, "imported");
}

/** What has been imported, in alphabetical order of the file names; none if nothing has. */
export async function listImported(projectDataDir: string): Promise<readonly Source[]> {
  const path = join(importedFolder(projectDataDir), LIST);
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(
      `Cannot read "${path}" as it is damaged: delete the folder and import the files again`,
      { cause },
    );
  }
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
    const columns = await readColumns(path);
    if (columns === undefined) {
      if (damaged === "skip") continue;
      throw new InputError(
        `Cannot read "${path}" as it is not as it was imported: import "${source.file}" again`,
      );
    }
    files.push({ source, columns });
  }
  return files;
}

/**
 * Adds a file to what has been imported; one of the same name and kind gives way to it. The list of
 * sources is written last, so that an interrupted import leaves everything as it was.
 */
export async function addImported(projectDataDir: string, file: ImportedFile): Promise<void> {
  await writeColumns(importedPath(projectDataDir, file.source), file.columns);
  const sources = await listImported(projectDataDir);
  const replaced = sources.filter((source) => isSame(source, file.source));
  const kept = sources.filter((source) => !isSame(source, file.source));
  const list = [...kept, file.source].sort((a, b) => a.file < b.file ? -1 : 1);
  await writeWhole(
    join(importedFolder(projectDataDir), LIST),
    new TextEncoder().encode(JSON.stringify(list, null, 2) + "\n"),
  );
  for (const source of replaced) {
    const path = importedPath(projectDataDir, source);
    if (path === importedPath(projectDataDir, file.source)) continue;
    await removeIfThere(path);
    await removeIfThere(`${path}.sha256`);
  }
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

function importedPath(projectDataDir: string, source: Source): string {
  return join(
    importedFolder(projectDataDir),
    `${source.kind}-${source.sha256.slice(0, 16)}.parquet`,
  );
}
