import { BlockQueue } from "../chain/block_queue.ts";
import { Chain, type ChainSettings } from "../chain/chain.ts";
import { drawCommunity } from "../community/community.ts";
import type { Config } from "../config/config.ts";
import { type Catalogue, type DataPlaces, openCatalogue } from "../data/catalogue.ts";
import { type ForecastOutlook, forecastOutlook } from "../forecast/forecast_outlook.ts";
import { type Progress, silent } from "../progress.ts";
import { OutputFolder } from "../results/output_folder.ts";
import { provenance } from "../results/provenance.ts";
import { ResultFiles } from "../results/result_files.ts";
import { type RunSummary, RunTotals } from "./summary.ts";
import { simulate } from "../simulation.ts";
import { midnightInRome } from "../time.ts";

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
 * simulates hour by hour, mines every trade into the chain, and writes the files of SPEC §9.
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
    using chain = await Chain.begin(chainSettings(config), progress);
    const catalogue = await openCatalogue(places, progress);
    const { sites } = drawCommunity(config);
    const outlook = forecastOutlook(config, catalogue, sites, places.cacheDir, progress);
    const files = new ResultFiles(folder, config);
    const summary = await play(config, outlook, chain, files, progress);
    const tip = { blocks: chain.length, tip: chain.tipHash };
    files.publish({ ...provenance(config, catalogue, outlook), chain: tip });
    return { summary, catalogue, outlook };
  } finally {
    folder.discard();
  }
}

function chainSettings({ seed, date, community, blockchain }: Config): ChainSettings {
  return {
    seed,
    consensus: blockchain.consensus,
    difficulty: blockchain.difficulty,
    miners: blockchain.number_of_miners,
    start: midnightInRome(date),
    signatures: blockchain.signatures,
    prosumers: community.num_prosumers,
  };
}

async function play(
  config: Config,
  outlook: ForecastOutlook,
  chain: Chain,
  files: ResultFiles,
  progress: Progress,
): Promise<RunSummary> {
  const totals = new RunTotals(config);
  files.writeBlock(chain.genesis);
  totals.addBlock(chain.genesis);
  const queue = new BlockQueue<{ step: number; pending: number }>(({ step, pending }, block) => {
    files.writeBlockOfHour(step, pending, block);
    if (block !== undefined) totals.addBlock(block);
  });
  for (const hour of simulate(config, outlook)) {
    const { step, start: timestamp, trades } = hour;
    const block = chain.append({ step, timestamp, trades });
    files.writeHour(hour);
    totals.add(hour);
    progress("Simulating", step + 1, config.hours);
    await queue.put({ step, pending: trades.count }, trades.count, block);
  }
  await queue.finish();
  files.writeKeys(await chain.publishedKeys());
  return totals.summary();
}
