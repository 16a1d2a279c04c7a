import { type LinearModel, type Moments, type TargetMoments, unstandardise } from "./moments.ts";

/**
 * Ridge regression (Hoerl & Kennard 1970, doi:10.1080/00401706.1970.10488634): the linear model
 * that makes the mean square error plus `lambda` · Σβ² least, β being the coefficients of the
 * columns scaled to mean 0 and variance 1. Solved by Cholesky's decomposition.
 *
 * @param moments Of the p columns.
 * @param target Of what is forecast from them.
 * @param lambda > 0.
 */
export function fitRidge(moments: Moments, target: TargetMoments, lambda: number): LinearModel {
  if (!(lambda > 0)) throw new RangeError(`Ridge regression needs lambda > 0, found ${lambda}`);
  const p = moments.mean.length;
  const factor = cholesky(moments.correlation, p, lambda);
  return unstandardise(solve(factor, p, target.covariance), moments, target);
}

/** The lower triangle L with L·Lᵀ = matrix + lambda on the diagonal. */
function cholesky(matrix: Float64Array, p: number, lambda: number): Float64Array {
  const lower = matrix.slice();
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * p + j] + (i === j ? lambda : 0);
      for (let k = 0; k < j; k++) sum -= lower[i * p + k] * lower[j * p + k];
      lower[i * p + j] = i === j ? Math.sqrt(sum) : sum / lower[j * p + j];
    }
  }
  return lower;
}

function solve(lower: Float64Array, p: number, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i * p + k] * x[k];
    x[i] /= lower[i * p + i];
  }
  for (let i = p - 1; i >= 0; i--) {
    for (let k = i + 1; k < p; k++) x[i] -= lower[k * p + i] * x[k];
    x[i] /= lower[i * p + i];
  }
  return x;
}
