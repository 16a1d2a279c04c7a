import { placesFor, projectPath } from "../cli/places.ts";
import type { Config } from "../config.ts";
import { type Catalogue, openCatalogue } from "../data/catalogue.ts";
import { readResults } from "../results/read_results.ts";
import type { Results } from "../results/results.ts";
import { runScenario, type ScenarioResult } from "../scenario.ts";
import { withProgress } from "./progress.ts";

/** Opens the project's history: what was imported, else the bundled synthetic sample. */
export function projectHistory(): Promise<Catalogue> {
  return withProgress((progress) => openCatalogue(placesFor(undefined), progress));
}

/** A scenario that was run on the project's history, and its files read back. */
export interface ProjectRun extends ScenarioResult {
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
