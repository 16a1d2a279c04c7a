import { invert } from "./gaussian.ts";
import { INDEX_DEVIATION, INDEX_MEAN } from "./published.ts";

/** How the clear-sky index of a month is spread: cloudy with probability 1 − `clear`. */
export interface IndexDistribution {
  /** Share of hours with a clear sky. */
  readonly clear: number;
  /** Shape of the cloudy part: 1 is uniform, more leans to overcast. */
  readonly shape: number;
}

const DARKEST = 0.03;
const CLEAR_FROM = 0.9;
/** Broken clouds near the sun throw more light on a panel than a clear sky. */
const BRIGHTEST = 1.1;

/** The hours of the whole record spread this much more than those of a month do, as published. */
const WIDENING = 1.1;

/**
 * The value of the clear-sky index below which it stays with a probability: overcast to broken clouds as a
 * power of the probability, then a clear sky between 0.9 and 1.1, evenly.
 *
 * @param probability 0 … 1.
 */
export function indexQuantile({ clear, shape }: IndexDistribution, probability: number): number {
  const cloudy = 1 - clear;
  return probability < cloudy
    ? DARKEST + (CLEAR_FROM - DARKEST) * (probability / cloudy) ** shape
    : CLEAR_FROM + (BRIGHTEST - CLEAR_FROM) * (probability - cloudy) / clear;
}

/** The distribution of each month of the year that has the published mean and spread. */
export const INDEX_BY_MONTH: readonly IndexDistribution[] = INDEX_MEAN.map((mean, month) => {
  const distribution = (shape: number) => ({ shape, clear: clearShare(shape, mean) });
  const spread = (shape: number) => deviation(distribution(shape), mean);
  return distribution(invert(spread, WIDENING * INDEX_DEVIATION[month], 0.1, 8));
});

function clearShare(shape: number, mean: number): number {
  const cloudyMean = cloudyMoment(shape, 1);
  const share = (mean - cloudyMean) / ((CLEAR_FROM + BRIGHTEST) / 2 - cloudyMean);
  return Math.max(0, Math.min(1, share));
}

function deviation({ clear, shape }: IndexDistribution, mean: number): number {
  const clearSquare = (CLEAR_FROM ** 2 + CLEAR_FROM * BRIGHTEST + BRIGHTEST ** 2) / 3;
  const square = (1 - clear) * cloudyMoment(shape, 2) + clear * clearSquare;
  return Math.sqrt(Math.max(0, square - mean * mean));
}

/** Mean of the cloudy part's index, or of its square. */
function cloudyMoment(shape: number, power: 1 | 2): number {
  const span = CLEAR_FROM - DARKEST;
  const first = span / (1 + shape);
  if (power === 1) return DARKEST + first;
  return DARKEST ** 2 + 2 * DARKEST * first + span ** 2 / (1 + 2 * shape);
}
