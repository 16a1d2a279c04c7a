import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { LARGEST_FILE_BYTES } from "./read_file.ts";
import { removeUnfinished, writeWhole } from "./whole_file.ts";

/** Columns of equal length, in order, by name. */
export type Columns = ReadonlyMap<string, Float64Array>;

/** Columns compressed take less than the file that they were read from, mostly. */
const LARGEST_KEPT_BYTES = 2 * LARGEST_FILE_BYTES;

/** Lower-case hex SHA-256. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Columns and what is to be known of them. */
export interface Kept {
  /** The columns. */
  readonly columns: Columns;
  /** A text of one line, such as JSON of where they come from; may be empty. */
  readonly note: string;
}

/**
 * Writes columns as a Parquet file, and beside it `FILE.sha256` with the hash of its bytes and of the
 * note, and the note. Each appears whole or not at all.
 *
 * @param path Where to; the folder is made if need be.
 */
export async function writeColumns(path: string, { columns, note }: Kept): Promise<void> {
  const { default: polars } = await import("nodejs-polars");
  const series = Array.from(columns, ([name, values]) => polars.Series(name, values));
  const bytes = polars.DataFrame(series).writeParquet({ compression: "zstd" });
  await writeWhole(path, bytes);
  await writeWhole(hashPath(path), new TextEncoder().encode(`${hashOf(bytes, note)}\n${note}`));
}

/**
 * Reads what {@link writeColumns} wrote.
 *
 * @returns The columns, or undefined if the file is not there or not as it was written.
 */
export async function readColumns(path: string): Promise<Kept | undefined> {
  const bytes = await readIfThere(path);
  const beside = await readIfThere(hashPath(path));
  if (bytes === undefined || beside === undefined) return undefined;
  const [hash, note = ""] = new TextDecoder().decode(beside).split("\n", 2);
  if (hash !== hashOf(bytes, note)) return undefined;
  const { default: polars } = await import("nodejs-polars");
  try {
    const frame = polars.readParquet(Buffer.from(bytes.buffer));
    const columns = new Map<string, Float64Array>(
      frame.columns.map((name) => [name, frame.getColumn(name).toTypedArray()]),
    );
    return { columns, note };
  } catch {
    return undefined; // another program's file, with a hash that fits
  }
}

function hashOf(bytes: Uint8Array, note: string): string {
  return createHash("sha256").update(bytes).update(note).digest("hex");
}

/**
 * What is kept under a key, or else made, kept and returned. What was kept but is damaged or not ours is
 * made again; where nothing can be kept, it is made each time.
 *
 * @param folder The cache's folder.
 * @param key Changes whenever what `make` returns would.
 * @param form To what is kept and back.
 */
export async function cached<T>(
  folder: string,
  key: string,
  make: () => T,
  form: { toKept(value: T): Kept; fromKept(kept: Kept): T },
): Promise<T> {
  const path = `${folder}/${key}.parquet`;
  const kept = await readColumns(path).catch(() => undefined);
  if (kept !== undefined) {
    try {
      return form.fromKept(kept);
    } catch {
      // Columns of something else: made again below.
    }
  }
  const made = make();
  try {
    await removeUnfinished(folder, "stale");
    await writeColumns(path, form.toKept(made));
  } catch {
    // A cache only saves time: a read-only checkout does without.
  }
  return made;
}

function hashPath(path: string): string {
  return `${path}.sha256`;
}

/** The bytes of a file; undefined if it is not there, no file, or not to be read. */
async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const { isFile, size } = await Deno.stat(path);
    return isFile && size <= LARGEST_KEPT_BYTES ? await Deno.readFile(path) : undefined;
  } catch {
    return undefined;
  }
}
