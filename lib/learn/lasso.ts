import { type LinearModel, type Moments, type TargetMoments, unstandardise } from "./moments.ts";

/** How exactly a coefficient must stand still, as a share of the target's standard deviation. */
const TOLERANCE = 1e-4;
const SWEEPS = 500;

/** One point of the Lasso's path. */
export interface LassoPoint {
  /** The penalty. */
  readonly lambda: number;
  /** Coefficients of the columns scaled to mean 0 and variance 1. */
  readonly standardised: Float64Array;
  /** Mean square error on the rows it was fitted to. */
  readonly meanSquareError: number;
  /** Coefficients that are not 0. */
  readonly active: number;
}

/**
 * The Lasso (Tibshirani 1996, doi:10.1111/j.2517-6161.1996.tb02080.x) along falling penalties: for
 * each, the coefficients β of the columns, scaled to mean 0 and variance 1, that make half the mean
 * square error plus `lambda` · Σ|β| least. Cyclic coordinate descent on the correlations, each
 * penalty starting from the last one's solution (Friedman, Hastie & Tibshirani 2010,
 * doi:10.18637/jss.v033.i01).
 *
 * @param lambdas Penalties, falling.
 * @param start Coefficients to begin with, such as last week's solution.
 */
export function lassoPath(
  moments: Moments,
  target: TargetMoments,
  lambdas: ArrayLike<number>,
  start?: Float64Array,
): LassoPoint[] {
  const p = moments.mean.length;
  const beta = start?.slice() ?? new Float64Array(p);
  const gradient = target.covariance.slice();
  for (let c = 0; c < p; c++) {
    if (beta[c] !== 0) move(gradient, moments.correlation, p, c, beta[c]);
  }
  return Array.from(lambdas, (lambda) => {
    descend(beta, gradient, moments, lambda, TOLERANCE * Math.sqrt(target.variance));
    return {
      lambda,
      standardised: beta.slice(),
      meanSquareError: meanSquareError(beta, gradient, target),
      active: beta.reduce((count, value) => count + (value === 0 ? 0 : 1), 0),
    };
  });
}

/** The least penalty at which every coefficient is 0: the largest |covariance|. */
export function largestPenalty(target: TargetMoments): number {
  return target.covariance.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
}

/**
 * The point of a path with the least n·log(MSE) + penalty · (active coefficients): a penalty of 2
 * is Akaike's criterion, log n Schwarz's (Zou, Hastie & Tibshirani 2007,
 * doi:10.1214/009053607000000127).
 */
export function leastInformation(
  path: readonly LassoPoint[],
  rows: number,
  penalty: number,
): LassoPoint {
  const information = (point: LassoPoint) =>
    rows * Math.log(Math.max(point.meanSquareError, Number.MIN_VALUE)) + penalty * point.active;
  return path.reduce((best, point) => information(point) < information(best) ? point : best);
}

/** The linear model of a point of a path. */
export function lassoModel(
  point: LassoPoint,
  moments: Moments,
  target: TargetMoments,
): LinearModel {
  return unstandardise(point.standardised, moments, target);
}

/** Sweeps over all coefficients, then over those that are not 0 until they stand still. */
function descend(
  beta: Float64Array,
  gradient: Float64Array,
  moments: Moments,
  lambda: number,
  tolerance: number,
): void {
  const { correlation, spread } = moments;
  const p = beta.length;
  let all = true;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let largest = 0;
    for (let c = 0; c < p; c++) {
      if (spread[c] === 0 || (!all && beta[c] === 0)) continue;
      const change = softThreshold(gradient[c] + beta[c], lambda) - beta[c];
      if (change === 0) continue;
      beta[c] += change;
      move(gradient, correlation, p, c, change);
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest <= tolerance) {
      if (all) return;
      all = true;
    } else all = false;
  }
}

/** What a change of one coefficient leaves of the covariances with the residual. */
function move(gradient: Float64Array, correlation: Float64Array, p: number, c: number, by: number) {
  const offset = c * p;
  for (let k = 0; k < p; k++) gradient[k] -= by * correlation[offset + k];
}

function softThreshold(value: number, lambda: number): number {
  if (value > lambda) return value - lambda;
  return value < -lambda ? value + lambda : 0;
}

/** With r the covariances with the residual: σ² − βᵀ(c + r). */
function meanSquareError(beta: Float64Array, gradient: Float64Array, target: TargetMoments) {
  let explained = 0;
  for (let c = 0; c < beta.length; c++) {
    explained += beta[c] * (target.covariance[c] + gradient[c]);
  }
  return target.variance - explained;
}
