import { createHash } from "node:crypto";
import { join } from "node:path";

const UNFINISHED = ".unfinished-";
/** What is older was left by a run that was stopped. */
const STALE_MS = 3_600_000;
/** A trained model takes up to 4 MB. */
const LARGEST_BYTES = 256 * 2 ** 20;

/**
 * A trained model, kept between runs with the SHA-256 of its text: what was kept is used only as it was
 * written. Where nothing can be kept, it is trained each time.
 *
 * @param folder Where models are kept; it is made if missing.
 * @param key All that training depends on: version of the code, settings, hashes of the data.
 * @param load Turns what was kept into a model; whatever it throws means "train again".
 * @param train Makes the model.
 */
export function cachedModel<Model extends { toJSON(): unknown }>(
  folder: string,
  key: readonly unknown[],
  load: (json: unknown) => Model,
  train: () => Model,
): Model {
  const path = join(folder, `model-${sha256(JSON.stringify(key)).slice(0, 32)}.json`);
  const kept = readKept(path, load);
  if (kept !== undefined) return kept;
  const model = train();
  try {
    keep(folder, path, JSON.stringify(model));
  } catch {
    // A cache only saves time: a read-only checkout or a full disk does without.
  }
  return model;
}

/** A model that cannot be read, or is not as it was written, is none. */
function readKept<Model>(path: string, load: (json: unknown) => Model): Model | undefined {
  try {
    const { isFile, size } = Deno.statSync(path);
    if (!isFile || size > LARGEST_BYTES) return undefined;
    const text = Deno.readTextFileSync(path);
    const end = text.indexOf("\n");
    const json = text.slice(end + 1);
    return text.slice(0, end) === sha256(json) ? load(JSON.parse(json)) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the checksum in the first line, then the model: whole or not at all. */
function keep(folder: string, path: string, json: string): void {
  Deno.mkdirSync(folder, { recursive: true });
  removeStale(folder);
  const unfinished = Deno.makeTempFileSync({ dir: folder, prefix: UNFINISHED });
  try {
    Deno.writeTextFileSync(unfinished, `${sha256(json)}\n${json}`);
    Deno.renameSync(unfinished, path);
  } catch (error) {
    Deno.removeSync(unfinished);
    throw error;
  }
}

function removeStale(folder: string): void {
  for (const { name, isFile } of Deno.readDirSync(folder)) {
    if (!isFile || !name.startsWith(UNFINISHED)) continue;
    try {
      const { mtime } = Deno.lstatSync(join(folder, name));
      const stale = mtime !== null && Date.now() - mtime.getTime() > STALE_MS;
      if (stale) Deno.removeSync(join(folder, name));
    } catch {
      // Somebody else was quicker, or it is not ours to remove.
    }
  }
}

/** Lower-case hex SHA-256 of numbers, for the key of a model. */
export function hashOfValues(values: Float64Array): string {
  return createHash("sha256")
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest("hex");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
