import { placesFor, projectPath } from "../project.ts";
import type { Config } from "../config/settings.ts";
import { parseConfig } from "../config/mod.ts";
import {
  type Catalogue,
  openCatalogue,
  readPriceCsv,
  readPvDataset,
  SAMPLE_FOLDER,
  SAMPLE_PRICES,
  SAMPLE_PV,
} from "../data/mod.ts";
import type { PriceHistory, PvSystem } from "../data/histories.ts";
import { readResults, type Results } from "../results/mod.ts";
import { runScenario, type ScenarioResult } from "../run/mod.ts";
import { readConfigText } from "../config_text.ts";
import { InputError } from "../input_error.ts";
import { withProgress } from "./progress.ts";

/** Opens the project's history: what was imported, else the bundled synthetic sample. */
export function projectHistory(): Promise<Catalogue> {
  return withProgress((progress) => openCatalogue(placesFor(undefined), progress));
}

/** The bundled synthetic sample, whatever was imported. */
export async function bundledSample(): Promise<{ prices: PriceHistory; system: PvSystem }> {
  const read = (file: string) => Deno.readFile(projectPath(`data/${SAMPLE_FOLDER}/${file}`));
  const prices = readPriceCsv(await read(SAMPLE_PRICES), SAMPLE_PRICES);
  const { systems: [system] } = readPvDataset(await read(SAMPLE_PV), SAMPLE_PV);
  return { prices, system };
}

/**
 * The settings of the project's config.json, read and checked as the command line does.
 *
 * @param overrides Settings by path that replace the file's, such as
 * `{ "community.num_prosumers": 10 }`; values of any kind that config.json takes.
 * @throws {InputError} If the file cannot be read, or a setting is unknown or out of its bounds.
 */
export function projectConfig(overrides: Readonly<Record<string, unknown>> = {}): Config {
  return parseConfig(readConfigText(undefined), overrides);
}

/** A run's files, read back. */
export interface OpenedRun {
  /** Its folder, from the project's root. */
  readonly folder: string;
  /** Its files, read back in columns. */
  readonly results: Results;
}

/** A scenario that was run on the project's history, and its files read back. */
export interface ProjectRun extends ScenarioResult, OpenedRun {}

/**
 * Reads a run of yours, such as that of `deno task simulate` in `results`. Nothing is written.
 *
 * @param folder Its folder, from the project's root.
 * @throws {InputError} If there is no run in it, or its files are not those that it noted.
 */
export async function openProjectRun(folder: string): Promise<OpenedRun> {
  return { folder, results: await readResults(projectPath(folder)) };
}

/**
 * Runs a scenario on the project's history, as `deno task simulate` does, and reads its files back.
 *
 * @param folder Where the files go, from the project's root; begins with `results-`, since `results`
 * is the command line's and a notebook overwrites what is there.
 * @throws {InputError} If the folder is another one.
 */
export function runProjectScenario(
  config: Config,
  folder = NOTEBOOK_RESULTS,
): Promise<ProjectRun> {
  if (!/^results-[\w/-]+$/.test(folder)) {
    throw new InputError(
      `Notebooks write into folders of their own, whose names begin with "results-", found ` +
        `"${folder}"; to look at the run in it, call openProjectRun("${folder}")`,
    );
  }
  const out = projectPath(folder);
  return withProgress(async (progress) => {
    const run = await runScenario(config, { places: placesFor(undefined), out, progress });
    return { ...run, folder, results: await readResults(out) };
  });
}

const NOTEBOOK_RESULTS = "results-notebook";
