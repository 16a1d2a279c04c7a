import { type Config, parseConfig } from "../config.ts";
import { InputError } from "../input_error.ts";
import { projectPath } from "./places.ts";

/**
 * The configuration in a file, the project's config.json by default, with settings replaced.
 *
 * @param overrides By path; undefined leaves the file's setting.
 * @throws {InputError} If the file cannot be read or a setting is wrong.
 */
export function readConfig(
  file: string | undefined,
  overrides: Readonly<Record<string, string | number | undefined>>,
): Config {
  const path = file ?? projectPath("config.json");
  const given = Object.entries(overrides).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const]
  );
  return parseConfig(readText(path), Object.fromEntries(given));
}

function readText(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (cause) {
    const reason = cause instanceof Deno.errors.NotFound ? "there is no such file" : String(cause);
    throw new InputError(`Cannot read the configuration "${path}": ${reason}`, { cause });
  }
}
