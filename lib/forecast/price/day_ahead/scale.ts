/** Beyond so many levels no price is forecast, however far a sum of lags may run. */
const MOST_LEVELS = 10;

/** How prices are turned into numbers that linear models can add, and back. */
export interface PriceScale {
  /** Days whose mean price is the level, the unit. */
  readonly levelDays: number;
  /** Of the asinh about the level: the steeper, the more spikes are tamed. */
  readonly steepness: number;
}

/**
 * Prices through asinh, which tames spikes (Uniejewski, Weron & Ziel 2018,
 * doi:10.1109/TPWRS.2017.2734563), centred and scaled not by the window's median as there but by a
 * recent mean, so that years of very different prices teach the same model.
 *
 * @param price €/MWh.
 * @param level €/MWh, above 0.
 */
export function scaledPrice(price: number, level: number, steepness: number): number {
  return Math.asinh(steepness * (price / level - 1));
}

/** The price, €/MWh, whose scaled form is given; at most ten levels either way. */
export function priceOf(scaled: number, level: number, steepness: number): number {
  const levels = 1 + Math.sinh(scaled) / steepness;
  return level * Math.max(-MOST_LEVELS, Math.min(levels, MOST_LEVELS));
}
