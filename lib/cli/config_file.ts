import type { Config } from "../config/settings.ts";
import { parseConfig } from "../config/mod.ts";
import { InputError } from "../input_error.ts";
import { projectPath } from "../project.ts";
import { reasonOf } from "../files.ts";

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
  return parseConfig(readConfigText(file), givenSettings(overrides));
}

/** The overrides that were given. */
export function givenSettings(
  overrides: Readonly<Record<string, string | number | undefined>>,
): Record<string, string | number> {
  const given = Object.entries(overrides).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const]
  );
  return Object.fromEntries(given);
}

/**
 * The text of a configuration file, the project's config.json by default.
 *
 * @throws {InputError} If it cannot be read.
 */
export function readConfigText(file: string | undefined): string {
  const path = file ?? projectPath("config.json");
  try {
    return Deno.readTextFileSync(path);
  } catch (cause) {
    throw new InputError(`Cannot read the configuration "${path}": ${reasonOf(cause)}`, { cause });
  }
}
