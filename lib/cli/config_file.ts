import type { Config } from "../config/settings.ts";
import { parseConfig, settingFrom } from "../config/mod.ts";
import { readConfigText } from "../config_text.ts";
import { InputError } from "../input_error.ts";
import type { Arguments, Option } from "./command.ts";

/** The option by which any setting is replaced. */
export const setOption: Option = {
  value: "PATH=VALUE",
  help: "Any setting, such as grid.network_fee=0.05; several by --set each",
  multiple: true,
};

/**
 * The settings that `--set` replaces, by path. Values are read by
 * {@linkcode settingFrom}.
 *
 * @throws {InputError} If a word is no path and value, or a path is there twice.
 */
export function settingsSet(args: Arguments): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const word of args.all("set")) {
    const at = word.indexOf("=");
    const path = word.slice(0, Math.max(0, at)).trim();
    if (path === "") {
      throw new InputError(
        `--set must be a setting and its value, such as grid.network_fee=0.05, found "${word}"`,
      );
    }
    if (Object.hasOwn(settings, path)) throw new InputError(`--set ${path} is there twice`);
    Object.defineProperty(settings, path, {
      value: settingFrom(word.slice(at + 1).trim()),
      enumerable: true,
    });
  }
  return settings;
}

/**
 * The configuration in a file, the project's config.json by default, with settings replaced.
 *
 * @param overrides By path; undefined leaves the file's setting.
 * @throws {InputError} If the file cannot be read or a setting is wrong.
 */
export function readConfig(
  file: string | undefined,
  overrides: Readonly<Record<string, unknown>>,
): Config {
  return parseConfig(readConfigText(file), givenSettings(overrides));
}

/** The overrides that were given. */
export function givenSettings(
  overrides: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given = Object.entries(overrides).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const]
  );
  return Object.fromEntries(given);
}
