import { Chain } from "../chain/mod.ts";
import type { Config } from "../config/settings.ts";
import { type Catalogue, type DataPlaces, openCatalogue } from "../data/mod.ts";
import { type ForecastOutlook, forecastOutlook } from "../forecast/mod.ts";
import { type Progress, silent } from "../progress.ts";
import { neighbourhoodsOf, OutputFolder, provenance, ResultFiles } from "../results/mod.ts";
import { kpisJson } from "../results/kpi_definitions.ts";
import { simulate } from "../simulation.ts";
import { type Setup, setUp } from "./setup.ts";
import { type RunSummary, RunTotals } from "./summary.ts";

/** Where a run reads and writes. */
export interface ScenarioOptions {
  /** Where history lies and caches are kept. */
  readonly places: DataPlaces;
  /** The folder for the results. */
  readonly out: string;
  /** Told how far training and simulation have come. */
  readonly progress?: Progress;
}

/** How a run went. */
export interface ScenarioResult {
  /** The run in a few numbers. */
  readonly summary: RunSummary;
  /** The data that it used. */
  readonly catalogue: Catalogue;
  /** What the forecasters said. */
  readonly outlook: ForecastOutlook;
}

/**
 * Runs a scenario from history to result files: reads the data, trains or loads the forecasters,
 * simulates step by step, mines every trade into the chain, and writes the result files.
 *
 * Same configuration and data, same bytes. Earlier results stay until all files are complete.
 *
 * @throws {InputError} If the data do not serve the scenario or the folder cannot be written.
 */
export async function runScenario(
  config: Config,
  { places, out, progress = silent }: ScenarioOptions,
): Promise<ScenarioResult> {
  const folder = new OutputFolder(out);
  try {
    const catalogue = await openCatalogue(places, progress);
    const setup = setUp(config);
    const { sites } = setup.members;
    const outlook = forecastOutlook(config, catalogue, sites, places.cacheDir, progress);
    const files = new ResultFiles(folder, config, setup.members);
    const { summary, chain } = await play(config, setup, outlook, files, progress);
    const tip = { blocks: chain.length, tip: chain.tipHash };
    files.publish({
      ...provenance(config, catalogue, outlook),
      neighbourhoods: neighbourhoodsOf(setup.members),
      kpis: kpisJson(summary.kpis),
      chain: tip,
    });
    return { summary, catalogue, outlook };
  } finally {
    folder.discard();
  }
}

async function play(
  config: Config,
  { members, loads, rules }: Setup,
  outlook: ForecastOutlook,
  files: ResultFiles,
  progress: Progress,
): Promise<{ readonly summary: RunSummary; readonly chain: Chain }> {
  const { seed, blockchain } = config;
  const { steps } = rules;
  const totals = new RunTotals(config);
  const settings = {
    seed,
    difficulty: blockchain.difficulty,
    miners: blockchain.number_of_miners,
    start: steps.start,
    signatures: blockchain.signatures,
  };
  using chain = await Chain.begin(settings, progress);
  if (chain.keys !== undefined) files.writeKeys(chain.keys);
  files.writeBlock(chain.genesis);
  totals.addBlock(chain.genesis);
  for (const step of simulate(members, loads, outlook, rules)) {
    const block = await chain.append({
      step: step.step,
      timestamp: step.start,
      trades: step.trades,
    });
    files.writeStep(step, block);
    totals.add(step, block);
    progress("Simulating", step.step + 1, steps.count);
  }
  return { summary: totals.summary(), chain };
}
