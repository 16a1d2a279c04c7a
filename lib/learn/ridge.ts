import { solvePositiveDefinite } from "./cholesky.ts";
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
  const matrix = moments.correlation.slice();
  for (let c = 0; c < p; c++) matrix[c * p + c] += lambda;
  return unstandardise(solvePositiveDefinite(matrix, target.covariance), moments, target);
}
