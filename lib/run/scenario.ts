import { resolve } from "node:path";
import {
  BlockQueue,
  Chain,
  type ChainSettings,
  consensusNamed,
  type NetworkReport,
} from "../chain/mod.ts";
import { type Members, readyBatteries } from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import { type Catalogue, type DataPlaces, openCatalogue } from "../data/mod.ts";
import { type ForecastOutlook, forecastOutlook } from "../forecast/mod.ts";
import { perfect } from "../forecast/outlook.ts";
import { type Progress, silent } from "../progress.ts";
import {
  type NeighbourhoodRecord,
  neighbourhoodsOf,
  networkJson,
  OutputFolder,
  provenance,
  ResultFiles,
  type TableFormat,
} from "../results/mod.ts";
import { kpisJson } from "../results/kpi_definitions.ts";
import { simulate } from "../simulation.ts";
import type { Site } from "../sun/mod.ts";
import { networkOf } from "./network.ts";
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
  /** How tables are written; `csv` by default. */
  readonly format?: TableFormat;
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
  /** What happened in the network of the miners, where one was asked for. */
  readonly network: NetworkReport | undefined;
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
  { places, out, format = "csv", progress = silent }: ScenarioOptions,
): Promise<ScenarioResult> {
  const folder = new OutputFolder(out);
  try {
    const real = await realMembers(asked, places, progress);
    const config = real === undefined ? asked : withMembers(asked, real);
    await readyBatteries(config.battery);
    const ready = (members?: Members) =>
      real === undefined ? setUp(config, members) : setUpReal(config, real, members);
    const catalogue = await openCatalogue(places, progress);
    const outlookAt = (sites: readonly Site[]) =>
      forecastOutlook(config, catalogue, sites, places.cacheDir, progress);
    const played = await play(config, ready, outlookAt, { folder, format }, progress);
    const { summary, files, outlook, chain, neighbourhoods } = played;
    const network = networkOf(config);
    if (network !== undefined) files.writeNetwork(network);
    files.publish({
      ...provenance(config, catalogue, outlook),
      neighbourhoods,
      kpis: kpisJson(summary.kpis),
      chain,
      ...(network && { network: networkJson(network) }),
    });
    return { summary, catalogue, outlook, network };
  } finally {
    folder.discard();
  }
}

/**
 * Plays the run of members who foresee what comes, step by step: what they have together after each, €.
 *
 * @param setup Of the same configuration, not yet played.
 */
function* moneyForeseen(
  { members, loads, rules }: Setup,
  outlook: ForecastOutlook,
): Generator<number> {
  for (const { accounts } of simulate(members, loads, perfect(outlook), rules)) {
    yield accounts.membersMoney;
  }
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

function chainSettings(
  { seed, blockchain }: Config,
  { members, rules: { steps } }: Setup,
): ChainSettings {
  return {
    seed,
    consensus: consensusNamed(blockchain.consensus),
    difficulty: blockchain.difficulty,
    miners: blockchain.number_of_miners,
    start: steps.start,
    signatures: blockchain.signatures,
    prosumers: members.size,
  };
}

/** A run that was played to its end, with what is still to be written of it. */
interface Played {
  readonly summary: RunSummary;
  readonly outlook: ForecastOutlook;
  readonly files: ResultFiles;
  readonly neighbourhoods: readonly NeighbourhoodRecord[];
  readonly chain: { readonly blocks: number; readonly tip: string };
}

function withForecastValue({ kpis, ...rest }: RunSummary, foreseen: number): RunSummary {
  return { ...rest, kpis: { ...kpis, forecast_value: foreseen - kpis.members_money } };
}

/**
 * Threads have ended when it returns, and what fills much memory is let go.
 *
 * While they write a step, it is played once more by members who foresee what comes, which tells what
 * that is worth.
 *
 * @param ready Gives a setup that is not yet played, of members who are there if they are.
 */
async function play(
  config: Config,
  ready: (members?: Members) => Setup,
  outlookAt: (sites: readonly Site[]) => ForecastOutlook,
  { folder, format }: { readonly folder: OutputFolder; readonly format: TableFormat },
  progress: Progress,
): Promise<Played> {
  const setup = ready();
  const { members, loads, rules } = setup;
  const outlook = outlookAt(members.sites);
  const foreseen = outlook.actual === null ? undefined : moneyForeseen(ready(members), outlook);
  let moneyWhenForeseen = 0;
  using chain = await Chain.begin(chainSettings(config, setup), progress);
  using files = new ResultFiles(folder, config, members, { format });
  const totals = new RunTotals(config);
  files.writeBlock(chain.genesis);
  totals.addBlock(chain.genesis);
  const queue = new BlockQueue<{ step: number; pending: number }>(({ step, pending }, block) => {
    files.writeBlockOfStep(step, pending, block);
    if (block !== undefined) totals.addBlock(block);
  });
  for (const step of simulate(members, loads, outlook, rules)) {
    const { start: timestamp, trades } = step;
    const block = chain.append({ step: step.step, timestamp, trades });
    totals.add(step);
    const written = files.writeStep(step);
    moneyWhenForeseen = foreseen?.next().value ?? 0;
    await written;
    progress("Simulating", step.step + 1, rules.steps.count);
    await queue.put({ step: step.step, pending: trades.count }, trades.count, block);
  }
  await queue.finish();
  files.writeKeys(await chain.publishedKeys());
  await files.endSteps();
  const summary = totals.summary();
  return {
    summary: foreseen === undefined ? summary : withForecastValue(summary, moneyWhenForeseen),
    outlook,
    files,
    neighbourhoods: neighbourhoodsOf(members),
    chain: { blocks: chain.length, tip: chain.tipHash },
  };
}
