import { join } from "node:path";
import { parseConfig } from "../../lib/config/mod.ts";
import { readConfigText } from "../../lib/config_text.ts";
import { differencesFromDefault } from "../../lib/figures/mod.ts";
import { RUN_SETTINGS } from "../../lib/notebook/mod.ts";
import { codeCells, type Notebook } from "../notebooks/notebook.ts";
import { ownRunOf } from "./own_run.ts";

/** Settings that differ from the defaults, by path, as JSON. */
type Settings = Readonly<Record<string, string>>;

/**
 * What to tell of a notebook whose outputs were made with other settings than would be used now: those of
 * config.json, or of the run that the notebook opens; nothing where it does not say with which.
 *
 * @param path Of the notebook, to name it.
 */
export async function otherSettingsNote(
  path: string,
  notebook: Notebook,
): Promise<string | undefined> {
  const then = settingsOfOutputs(notebook);
  if (then === undefined) return undefined;
  const folder = ownRunOf(notebook);
  const now = await settingsNow(folder);
  if (now === undefined) return undefined;
  const changes = changesBetween(then, now);
  if (changes.length === 0) return undefined;
  const whose = folder === "" ? "config.json's" : `those of the run in ${folder}`;
  return `The outputs in ${path} are of other settings than ${whose} (${changes.join(", ")}): ` +
    "without --executed they are made anew";
}

/** The settings that outputs say they are of; undefined where none does. */
export function settingsOfOutputs(notebook: Notebook): Settings | undefined {
  return codeCells(notebook)
    .flatMap(({ cell }) => cell.outputs)
    .map((output) => "data" in output ? output.data[RUN_SETTINGS] as Settings : undefined)
    .find((settings) => settings !== undefined);
}

/** What was and what is, setting by setting, where the two differ. */
export function changesBetween(then: Settings, now: Settings): string[] {
  const paths = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  return paths.filter((path) => then[path] !== now[path])
    .map((path) => `${path} ${then[path] ?? "by default"}, now ${now[path] ?? "by default"}`);
}

async function settingsNow(folder: string): Promise<Settings | undefined> {
  const text = folder === "" ? readConfigText(undefined) : await configOfRun(folder);
  if (text === undefined) return undefined;
  const differences = differencesFromDefault(parseConfig(text));
  return Object.fromEntries(differences.map(({ path, value }) => [path, value]));
}

/** The configuration in a folder's run.json, if there is one. */
async function configOfRun(folder: string): Promise<string | undefined> {
  try {
    return JSON.stringify(JSON.parse(await Deno.readTextFile(join(folder, "run.json"))).config);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
