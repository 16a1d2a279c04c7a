import { createHash } from "node:crypto";
import { join } from "node:path";

/**
 * A trained model, kept between runs.
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
  return cachedModelLater(folder, key, load, () => train)();
}

/**
 * As {@link cachedModel}, for a model that is trained beside another.
 *
 * @param begin Begins the training, at once, unless the model was kept; returns what waits for it.
 * @returns Waits for the model and keeps it.
 */
export function cachedModelLater<Model extends { toJSON(): unknown }>(
  folder: string,
  key: readonly unknown[],
  load: (json: unknown) => Model,
  begin: () => () => Model,
): () => Model {
  const name = createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 32);
  const path = join(folder, `model-${name}.json`);
  const kept = readKept(path, load);
  if (kept !== undefined) return () => kept;
  const train = begin();
  return () => {
    const model = train();
    Deno.mkdirSync(folder, { recursive: true });
    const unfinished = Deno.makeTempFileSync({ dir: folder, prefix: ".unfinished-" });
    Deno.writeTextFileSync(unfinished, JSON.stringify(model));
    Deno.renameSync(unfinished, path);
    return model;
  };
}

/** A model that cannot be read is no model: it is trained again and its file replaced. */
function readKept<Model>(path: string, load: (json: unknown) => Model): Model | undefined {
  try {
    return load(JSON.parse(Deno.readTextFileSync(path)));
  } catch {
    return undefined;
  }
}

/** Lower-case hex SHA-256 of numbers, for the key of a model. */
export function hashOfValues(values: Float64Array): string {
  return createHash("sha256")
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest("hex");
}
