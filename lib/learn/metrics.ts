import { mean } from "../mean.ts";

/**
 * Mean absolute error, in the unit of its inputs.
 *
 * @param actual Observed values, one per step.
 * @param predicted Forecasts for the same steps.
 * @returns A number ≥ 0, 0 for a perfect forecast.
 * @throws {RangeError} If the two are empty or differ in length.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(meanAbsoluteError([40, 50], [42, 44]), 4);
 * ```
 */
export function meanAbsoluteError(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  return meanOver(actual, predicted, (y, forecast) => Math.abs(y - forecast));
}

/**
 * Root mean square error, in the unit of its inputs.
 *
 * @param actual Observed values, one per step.
 * @param predicted Forecasts for the same steps.
 * @returns A number ≥ 0, 0 for a perfect forecast.
 * @throws {RangeError} If the two are empty or differ in length.
 */
export function rootMeanSquareError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
): number {
  return Math.sqrt(meanOver(actual, predicted, (y, forecast) => (y - forecast) ** 2));
}

/**
 * Coefficient of determination: 1 − Σ(y − ŷ)² / Σ(y − ȳ)².
 *
 * @param actual Observed values, one per step.
 * @param predicted Forecasts for the same steps.
 * @returns 1 for a perfect forecast, 0 for one no better than the mean of the observations; −∞ or
 *   NaN where the observations are constant.
 * @throws {RangeError} If the two are empty or differ in length.
 */
export function coefficientOfDetermination(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
): number {
  const error = meanOver(actual, predicted, (y, forecast) => (y - forecast) ** 2);
  const mean = meanOver(actual, actual, (y) => y);
  return 1 - error / meanOver(actual, actual, (y) => (y - mean) ** 2);
}

/**
 * Relative mean absolute error: the error as a share of a reference forecast's over the same steps
 * (Lago et al. 2021, doi:10.1016/j.apenergy.2021.116983, eq. 10).
 *
 * @param actual Observed values, one per step.
 * @param predicted Forecasts for the same steps.
 * @param reference Forecasts of the reference for the same steps.
 * @returns Below 1 where the forecast beats the reference.
 * @throws {RangeError} If the three are empty or differ in length.
 */
export function relativeMeanAbsoluteError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  reference: ArrayLike<number>,
): number {
  return meanAbsoluteError(actual, predicted) / meanAbsoluteError(actual, reference);
}

/**
 * Skill of a forecast against a reference: 1 − RMSE / RMSE of the reference (Murphy 1988,
 * doi:10.1175/1520-0493(1988)116<2417:SSBOTM>2.0.CO;2, in its root mean square form).
 *
 * @returns 1 for a perfect forecast, 0 for one as good as the reference.
 * @throws {RangeError} If the three are empty or differ in length.
 */
export function skill(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  reference: ArrayLike<number>,
): number {
  return 1 - rootMeanSquareError(actual, predicted) / rootMeanSquareError(actual, reference);
}

/**
 * Share of the observations within an interval, its ends included.
 *
 * @throws {RangeError} If the three are empty or differ in length.
 */
export function coverage(
  actual: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
): number {
  let inside = 0;
  for (let i = 0; i < actual.length; i++) {
    if (low[i] <= actual[i] && actual[i] <= high[i]) inside++;
  }
  checkLengths(actual, low);
  checkLengths(actual, high);
  return inside / actual.length;
}

/** Result of a {@link dieboldMariano} test. */
export interface DieboldMariano {
  /** Below 0 where the first forecast errs less. */
  readonly statistic: number;
  /** Chance of a statistic at least as far from 0, were both equally accurate. */
  readonly pValue: number;
}

/**
 * Tests whether two forecasts are equally accurate (Diebold & Mariano 1995,
 * doi:10.1080/07350015.1995.10524599). The variance of the mean loss difference allows for
 * autocorrelation up to `lags` with Bartlett weights, which keep it positive (Newey & West 1987,
 * doi:10.2307/1913610); without lags it is the plain variance. Two-sided, normal.
 *
 * @param lossA Loss of the first forecast per step, such as absolute errors.
 * @param lossB Loss of the second.
 * @param lags Autocovariances counted, ≥ 0; for errors over h steps at least h − 1.
 * @throws {RangeError} If the losses are empty, differ in length or are equally far apart
 *   throughout, or if lags is not a whole number below their number.
 */
export function dieboldMariano(
  lossA: ArrayLike<number>,
  lossB: ArrayLike<number>,
  lags = 0,
): DieboldMariano {
  checkLengths(lossA, lossB);
  const n = lossA.length;
  if (!Number.isInteger(lags) || lags < 0 || lags >= n) {
    throw new RangeError(`Lags must be a whole number from 0 to ${n - 1}, found ${lags}`);
  }
  const difference = Float64Array.from({ length: n }, (_, i) => lossA[i] - lossB[i]);
  const centre = mean(difference);
  let variance = autocovariance(difference, centre, 0);
  for (let lag = 1; lag <= lags; lag++) {
    variance += 2 * (1 - lag / (lags + 1)) * autocovariance(difference, centre, lag);
  }
  if (!(variance > 0)) {
    throw new RangeError("Cannot test losses whose difference never changes");
  }
  const statistic = centre / Math.sqrt(variance / n);
  return { statistic, pValue: 2 * upperTail(Math.abs(statistic)) };
}

function autocovariance(values: Float64Array, mean: number, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += (values[i] - mean) * (values[i - lag] - mean);
  return sum / values.length;
}

/** Chance of a standard normal value above z ≥ 0 (Abramowitz & Stegun 1964, 26.2.17: to 7.5e-8). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const coefficients = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530];
  const polynomial = coefficients.reduce((sum, coefficient) => sum * t + coefficient, 0) * t;
  return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
}

function meanOver(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  term: (a: number, b: number) => number,
): number {
  checkLengths(a, b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += term(a[i], b[i]);
  return sum / a.length;
}

function checkLengths(a: ArrayLike<number>, b: ArrayLike<number>): void {
  if (a.length === 0 || a.length !== b.length) {
    throw new RangeError(
      `Forecasts can only be judged by as many observations, at least one: ${a.length} and ${b.length}`,
    );
  }
}
