import { consensusNamed } from "../../lib/chain/consensus/mod.ts";
import { Chain } from "../../lib/chain/chain.ts";
import { drawNeighbourhoods } from "../../lib/community/members.ts";
import type { Config } from "../../lib/config/settings.ts";
import { stepsOf } from "../../lib/config/steps.ts";
import { parseConfig } from "../../lib/config/parse.ts";
import { asForecast, type Outlook } from "../../lib/forecast/outlook.ts";
import { kpisJson } from "../../lib/results/kpi_definitions.ts";
import { KpiTotals } from "../../lib/results/kpis.ts";
import { neighbourhoodsOf } from "../../lib/results/member_records.ts";
import { OutputFolder } from "../../lib/results/output/output_folder.ts";
import { ResultFiles, type TableOptions } from "../../lib/results/result_files.ts";
import { setUp } from "../../lib/run/setup.ts";
import { simulate } from "../../lib/simulation.ts";
import { HOUR, localSteps } from "../../lib/time.ts";

/**
 * Writes the result files of a run under a made-up outlook: a sunny day, a price with a trough at
 * noon and a peak in the evening. Needs no history and no training.
 *
 * @param overrides Settings by path, as for `parseConfig`.
 * @param clouds As for {@linkcode madeOutlook}.
 * @param tables How tables are written.
 */
export async function writeMadeResults(
  out: string,
  overrides: Readonly<Record<string, unknown>> = {},
  clouds = 0,
  tables: TableOptions = {},
): Promise<Config> {
  const config = parseConfig("{}", overrides);
  const { start } = stepsOf(config);
  const { difficulty, number_of_miners: miners, signatures } = config.blockchain;
  const consensus = consensusNamed(config.blockchain.consensus);
  const settings = { seed: config.seed, consensus, difficulty, miners, start, signatures };
  using chain = await Chain.begin(settings);
  const { members, loads, rules } = setUp(config);
  using files = new ResultFiles(new OutputFolder(out), config, members, tables);
  files.writeBlock(chain.genesis);
  const totals = new KpiTotals(config.battery);
  for (const step of simulate(members, loads, madeOutlook(config, clouds), rules)) {
    const { start: timestamp, trades } = step;
    totals.add(step);
    await files.writeStep(step);
    const block = await chain.append({ step: step.step, timestamp, trades });
    files.writeBlockOfStep(step.step, trades.count, block);
  }
  await files.endSteps();
  files.publish({
    config,
    seed: config.seed,
    versions: { simulator: "0.0.0" },
    data: { label: "made for a test", synthetic: true, sources: [{ sha256: "none" }] },
    forecasters: { price: "made up", pvHoursByBasis: {} },
    neighbourhoods: neighbourhoodsOf(members),
    kpis: kpisJson(totals.kpis()),
  });
  return config;
}

/**
 * A sunny day and a price with a trough at noon and a peak at 20.
 *
 * @param clouds What nobody foresees, a share of the generation: in the first half of each day so much
 * is missing, in the second so much is there besides, and the price is a tenth off. 0 for nothing
 * metered.
 */
export function madeOutlook(config: Config, clouds = 0): Outlook {
  const steps = stepsOf(config);
  const { hour } = localSteps(steps);
  const sites = drawNeighbourhoods(config).sites.length;
  const outlook = asForecast({
    marketPrice: Float64Array.from(
      hour,
      (h) =>
        0.1 + 0.02 * Math.cos((h - 8) / 12 * Math.PI * 2) + 0.03 * Math.exp(-((h - 20) ** 2) / 4),
    ),
    pvKwhPerKw: Array.from(hour, (h) => {
      const sun = Math.max(0, 0.8 * Math.cos((h - 13) / 14 * Math.PI)) * (steps.seconds / HOUR);
      return Float64Array.from({ length: sites }, (_, site) => sun * (1 - 0.02 * site));
    }),
  });
  if (clouds === 0) return outlook;
  const { marketPrice, pvKwhPerKw } = outlook.forecast;
  const actual = {
    marketPrice: marketPrice.map((price) => 1.1 * price),
    pvKwhPerKw: pvKwhPerKw.map((sites, step) =>
      sites.map((kwh) => kwh * (hour[step] < 13 ? 1 - clouds : 1 + clouds))
    ),
  };
  return { ...outlook, actual };
}
