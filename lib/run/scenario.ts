import { resolve } from "node:path";
import { Chain } from "../chain/mod.ts";
import type { Config } from "../config/settings.ts";
import { type Catalogue, type DataPlaces, openCatalogue } from "../data/mod.ts";
import { type ForecastOutlook, forecastOutlook } from "../forecast/mod.ts";
import { perfect } from "../forecast/outlook.ts";
import { type Progress, silent } from "../progress.ts";
import { neighbourhoodsOf, OutputFolder, provenance, ResultFiles } from "../results/mod.ts";
import { kpisJson } from "../results/kpi_definitions.ts";
import { simulate } from "../simulation.ts";
import { openMembers, type RealMembers } from "./real_members.ts";
import { setUpReal } from "./real_setup.ts";
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
 * @param asked With the members of the roster that it names, or with drawn ones.
 * @throws {InputError} If the data do not serve the scenario or the folder cannot be written.
 */
export async function runScenario(
  asked: Config,
  { places, out, progress = silent }: ScenarioOptions,
): Promise<ScenarioResult> {
  const folder = new OutputFolder(out);
  try {
    const catalogue = await openCatalogue(places, progress);
    const real = await realMembers(asked, places, progress);
    const config = real === undefined ? asked : withMembers(asked, real);
    const ready = () => real === undefined ? setUp(config) : setUpReal(config, real);
    const setup = ready();
    const { sites } = setup.members;
    const outlook = forecastOutlook(config, catalogue, sites, places.cacheDir, progress);
    const files = new ResultFiles(folder, config, setup.members);
    const played = await play(config, setup, outlook, files, progress);
    const { chain } = played;
    const summary = withForecastValue(played.summary, ready(), outlook);
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

/**
 * Plays the run once more with members who foresee what comes, and tells what that is worth.
 *
 * @param setup Of the same configuration, not yet played.
 */
function withForecastValue(
  summary: RunSummary,
  { members, loads, rules }: Setup,
  outlook: ForecastOutlook,
): RunSummary {
  if (outlook.actual === null) return summary;
  let foreseen = 0;
  for (const { step, accounts } of simulate(members, loads, perfect(outlook), rules)) {
    if (step === rules.steps.count - 1) foreseen = accounts.community;
  }
  const forecast_value = foreseen - summary.kpis.prosumers_balance;
  return { ...summary, kpis: { ...summary.kpis, forecast_value } };
}

/** The members in the files that a configuration names from the project's root, if it names any. */
function realMembers(
  { community }: Config,
  { projectDataDir, cacheDir }: DataPlaces,
  progress: Progress,
): Promise<RealMembers | undefined> {
  if (community.members === null) return Promise.resolve(undefined);
  return openMembers(resolve(projectDataDir, "..", community.members), cacheDir, progress);
}

/** The configuration with as many prosumers as there are members. */
function withMembers(config: Config, { roster }: RealMembers): Config {
  return { ...config, community: { ...config.community, num_prosumers: roster.length } };
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
