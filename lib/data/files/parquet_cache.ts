import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { InputError } from "../../input_error.ts";
import { decodeParquet, encodeParquet } from "../../parquet.ts";

/** Columns of equal length, in order, by name. */
export type Columns = ReadonlyMap<string, Float64Array>;

/** Lower-case hex SHA-256. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * Writes columns as a Parquet file, and beside it `FILE.sha256` with the hash of its bytes. Each
 * appears whole or not at all.
 *
 * @param path Where to; the folder is made if need be.
 */
export async function writeColumns(path: string, columns: Columns): Promise<void> {
  const bytes = encodeParquet(columns);
  await writeWhole(path, bytes);
  await writeWhole(hashPath(path), new TextEncoder().encode(`${sha256(bytes)}\n`));
}

/**
 * Reads what {@link writeColumns} wrote.
 *
 * @returns The columns, or undefined if the file is not there or not as it was written.
 */
export async function readColumns(path: string): Promise<Columns | undefined> {
  const bytes = await readIfThere(path);
  const hash = await readIfThere(hashPath(path));
  if (bytes === undefined || hash === undefined) return undefined;
  if (new TextDecoder().decode(hash).trim() !== sha256(bytes)) return undefined;
  return await decodeParquet(bytes);
}

/**
 * The columns kept under a key, or else made, kept and returned. What was kept but has been damaged
 * since is made again.
 *
 * @param folder The cache's folder.
 * @param key Changes whenever what `make` returns would.
 */
export async function cachedColumns(
  folder: string,
  key: string,
  make: () => Columns,
): Promise<Columns> {
  const path = `${folder}/${key}.parquet`;
  const kept = await readColumns(path);
  if (kept !== undefined) return kept;
  const columns = make();
  await writeColumns(path, columns);
  return columns;
}

/**
 * Writes a file so that it appears whole or not at all: to a temporary name, then renamed.
 *
 * @throws {InputError} If it cannot be written.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.writing-${crypto.randomUUID()}`);
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(temporary, bytes, { createNew: true });
    await Deno.rename(temporary, path);
  } catch (cause) {
    await Deno.remove(temporary).catch(() => {}); // it may never have been made
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`Cannot write "${path}": ${reason}`, { cause });
  }
}

function hashPath(path: string): string {
  return `${path}.sha256`;
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    const absent = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory;
    if (absent) return undefined;
    throw error;
  }
}
