import { Chain } from "../../lib/chain/chain.ts";
import { drawCommunity } from "../../lib/community/community.ts";
import { type Config, parseConfig } from "../../lib/config/config.ts";
import type { Outlook } from "../../lib/forecast/outlook.ts";
import { OutputFolder } from "../../lib/results/output_folder.ts";
import { ResultFiles } from "../../lib/results/result_files.ts";
import { simulate } from "../../lib/simulation.ts";
import { localHours, midnightInRome } from "../../lib/time.ts";

/**
 * Writes the result files of a run under a made-up outlook: a sunny day, a price with a trough at
 * noon and a peak in the evening. Needs no history and no training.
 *
 * @param overrides Settings by path, as for `parseConfig`.
 */
export async function writeMadeResults(
  out: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<Config> {
  const config = parseConfig("{}", overrides);
  const start = midnightInRome(config.date);
  const { consensus, difficulty, number_of_miners: miners, signatures } = config.blockchain;
  const settings = { seed: config.seed, consensus, difficulty, miners, start, signatures };
  using chain = await Chain.begin(settings);
  const files = new ResultFiles(new OutputFolder(out), config);
  files.writeBlock(chain.genesis);
  for (const hour of simulate(config, madeOutlook(config))) {
    const { step, start: timestamp, trades } = hour;
    files.writeHour(hour);
    files.writeBlockOfHour(step, trades.count, await chain.append({ step, timestamp, trades }));
  }
  files.publish({
    config,
    seed: config.seed,
    versions: { simulator: "0.0.0" },
    data: { label: "made for a test", synthetic: true, sources: [{ sha256: "none" }] },
    forecasters: { price: "made up", pvHoursByBasis: {} },
  });
  return config;
}

/** A sunny day and a price with a trough at noon and a peak at 20. */
export function madeOutlook(config: Config): Outlook {
  const hours = localHours(midnightInRome(config.date), config.hours);
  const sites = drawCommunity(config).sites.length;
  return {
    marketPrice: Float64Array.from(
      hours.hour,
      (h) =>
        0.1 + 0.02 * Math.cos((h - 8) / 12 * Math.PI * 2) + 0.03 * Math.exp(-((h - 20) ** 2) / 4),
    ),
    pvKwhPerKw: Array.from(hours.hour, (h) => {
      const sun = Math.max(0, 0.8 * Math.cos((h - 13) / 14 * Math.PI));
      return Float64Array.from({ length: sites }, (_, site) => sun * (1 - 0.02 * site));
    }),
  };
}
