import { placesFor, projectPath } from "../project.ts";
import type { Config } from "../config/settings.ts";
import { parseConfig } from "../config/mod.ts";
import {
  type Catalogue,
  endOfPrices,
  openCatalogue,
  openPrices,
  readPriceCsv,
  readPvDataset,
  SAMPLE_FOLDER,
  SAMPLE_PRICES,
  SAMPLE_PV,
} from "../data/mod.ts";
import type { PriceHistory, PvSystem } from "../data/histories.ts";
import { readResults, type Results } from "../results/mod.ts";
import { runScenario, type ScenarioResult } from "../run/mod.ts";
import { HOUR, midnightInRome } from "../time.ts";
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
 * The settings that hold without a config.json, on the usual day of the last year that the project's
 * prices reach: 2025 with the bundled sample.
 *
 * @param overrides Settings by path, such as `{ "community.num_prosumers": 10 }`.
 */
export async function projectConfig(
  overrides: Readonly<Record<string, string | number>> = {},
): Promise<Config> {
  const { history } = await openPrices(placesFor(undefined));
  const { date, hours } = parseConfig("{}", overrides);
  const end = (year: number) => midnightInRome(`${year}${date.slice(4)}`) + hours * HOUR;
  let year = Number(date.slice(0, 4));
  while (year > FIRST_YEAR && end(year) > endOfPrices(history)) year--;
  return parseConfig("{}", { ...overrides, date: `${year}${date.slice(4)}` });
}

/** There are no prices before: the market opened in this year. */
const FIRST_YEAR = 2004;

/** A scenario that was run on the project's history, and its files read back. */
export interface ProjectRun extends ScenarioResult {
  /** Its files, read back in columns. */
  readonly results: Results;
}

/**
 * Runs a scenario on the project's history, as `deno task simulate` does, and reads its files back.
 *
 * @param folder Where the files go, from the project's root.
 */
export function runProjectScenario(config: Config, folder: string): Promise<ProjectRun> {
  const out = projectPath(folder);
  return withProgress(async (progress) => {
    const run = await runScenario(config, { places: placesFor(undefined), out, progress });
    return { ...run, results: await readResults(out) };
  });
}
