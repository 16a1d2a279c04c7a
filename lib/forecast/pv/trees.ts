import type { BoostingSettings } from "../../learn/mod.ts";
import { type PvSample, sunlitDays } from "./samples.ts";

/** How the trees of the PV forecaster are boosted: small ones, as weather is mostly chance. */
export const TREES: Partial<BoostingSettings> = {
  trees: 150,
  learningRate: 0.05,
  leaves: 8,
  minLeafRows: 60,
  rowShare: 0.7,
  columnShare: 0.7,
  maxBins: 64,
};

/** The same, in fewer and longer steps of less data: a forecast has one mean but ten quantiles. */
export const QUANTILE_TREES: Partial<BoostingSettings> = {
  ...TREES,
  trees: 60,
  learningRate: 0.1,
  rowShare: 0.5,
  columnShare: 0.5,
};

/** Fewer days teach trees more noise than weather. */
const LEAST_DAYS = 60;

/** Trees grow on the last two years: twice the data lowers their error by less than it costs. */
const MOST_SECONDS = 731 * 86_400;

/** The samples that trees grow on. */
export function samplesForTrees(samples: readonly PvSample[]): readonly PvSample[] {
  const last = samples[samples.length - 1].time;
  return samples.filter(({ time }) => time > last - MOST_SECONDS);
}

/** Whether samples reach over days enough to grow trees on. */
export function enoughForTrees(samples: readonly PvSample[]): boolean {
  return sunlitDays(samples) >= LEAST_DAYS;
}
