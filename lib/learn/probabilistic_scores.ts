/** A forecast of one quantile, step by step. */
export interface QuantileForecast {
  /** Share of outcomes that should lie at or below it, in (0, 1). */
  readonly share: number;
  /** One value per step, in the unit of the outcomes. */
  readonly values: ArrayLike<number>;
}

/**
 * Mean pinball loss of a quantile's forecasts, in the unit of the outcomes: the score that the true
 * quantile makes least (Koenker & Bassett 1978, doi:10.2307/1913643).
 *
 * @param actual Observed values, one per step.
 * @returns A number ≥ 0.
 * @throws {RangeError} If there are no steps or not as many forecasts.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(pinballLoss([10, 10], { share: 0.9, values: [12, 5] }), (0.1 * 2 + 0.9 * 5) / 2);
 * ```
 */
export function pinballLoss(
  actual: ArrayLike<number>,
  { share, values }: QuantileForecast,
): number {
  checkSteps(actual, values);
  let sum = 0;
  for (let i = 0; i < actual.length; i++) {
    const above = actual[i] - values[i];
    sum += above >= 0 ? share * above : (share - 1) * above;
  }
  return sum / actual.length;
}

/**
 * Continuous ranked probability score, in the unit of the outcomes, from forecasts of quantiles: twice
 * the pinball loss, integrated over the shares (Gneiting & Ranjan 2011, doi:10.1198/jbes.2010.08110).
 * Each quantile stands for the shares nearest to it. Of a single forecast of the median it is the mean
 * absolute error.
 *
 * @param quantiles At least one, by rising share.
 * @throws {RangeError} If there is none, shares do not rise within (0, 1), or steps are missing.
 */
export function rankedProbabilityScore(
  actual: ArrayLike<number>,
  quantiles: readonly QuantileForecast[],
): number {
  const shares = quantiles.map(({ share }) => share);
  if (shares.length === 0 || shares.some((share, i) => !(share > (shares[i - 1] ?? 0)))) {
    throw new RangeError(`Shares of quantiles must rise from above 0: found ${shares.join(", ")}`);
  }
  if (shares[shares.length - 1] >= 1) {
    throw new RangeError(`Shares of quantiles must lie below 1: found ${shares.join(", ")}`);
  }
  const border = (i: number) => (shares[i] + shares[i + 1]) / 2;
  return quantiles.reduce((sum, quantile, i) => {
    const from = i === 0 ? 0 : border(i - 1);
    const to = i === shares.length - 1 ? 1 : border(i);
    return sum + 2 * (to - from) * pinballLoss(actual, quantile);
  }, 0);
}

/**
 * Share of the outcomes at or below a quantile's forecasts: the promised one, if they are reliable.
 *
 * @throws {RangeError} If there are no steps or not as many forecasts.
 */
export function shareBelow(actual: ArrayLike<number>, values: ArrayLike<number>): number {
  checkSteps(actual, values);
  let below = 0;
  for (let i = 0; i < actual.length; i++) if (actual[i] <= values[i]) below++;
  return below / actual.length;
}

/** A quantile's promise and how it was kept. */
export interface ShareHeld {
  /** Share of outcomes that should lie at or below the quantile, in (0, 1). */
  readonly share: number;
  /** Share that did. */
  readonly held: number;
}

/**
 * How reliable forecasts of quantiles were: what {@linkcode shareBelow} gives for each.
 *
 * @param actual Observed values, one per step.
 * @throws {RangeError} If there are no steps or not as many forecasts.
 */
export function reliabilityOf(
  actual: ArrayLike<number>,
  quantiles: readonly QuantileForecast[],
): ShareHeld[] {
  return quantiles.map(({ share, values }) => ({ share, held: shareBelow(actual, values) }));
}

function checkSteps(actual: ArrayLike<number>, values: ArrayLike<number>): void {
  if (actual.length === 0 || actual.length !== values.length) {
    throw new RangeError(
      `Quantiles can only be judged by as many observations, at least one: ` +
        `${values.length} and ${actual.length}`,
    );
  }
}
