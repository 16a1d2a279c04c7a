import type { BoostingSettings } from "./boosting.ts";
import { type PvSample, sunlitDays } from "./pv_samples.ts";

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

/** The same, in fewer and longer steps: a forecast has one mean but ten quantiles. */
export const QUANTILE_TREES: Partial<BoostingSettings> = { ...TREES, trees: 60, learningRate: 0.1 };

/** Fewer days teach trees more noise than weather. */
const LEAST_DAYS = 60;

/** Whether samples reach over days enough to grow trees on. */
export function enoughForTrees(samples: readonly PvSample[]): boolean {
  return sunlitDays(samples) >= LEAST_DAYS;
}
