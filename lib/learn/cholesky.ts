/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's decomposition.
 *
 * @param matrix A, row by row, length n²; only its lower triangle is read. Left as it is.
 * @param right b, length n.
 * @returns x, length n.
 * @throws {RangeError} If A is not positive definite.
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * const x = solvePositiveDefinite(Float64Array.of(4, 2, 2, 2), Float64Array.of(8, 6));
 * deepEqual([...x], [1, 2]);
 * ```
 */
export function solvePositiveDefinite(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const lower = matrix.slice();
  for (let column = 0; column < n; column++) {
    for (let row = column; row < n; row++) {
      let rest = lower[row * n + column];
      for (let k = 0; k < column; k++) rest -= lower[row * n + k] * lower[column * n + k];
      if (row > column) {
        lower[row * n + column] = rest / lower[column * n + column];
      } else if (rest > 0) {
        lower[row * n + row] = Math.sqrt(rest);
      } else {
        throw new RangeError(`The matrix is not positive definite: pivot ${rest} in row ${row}`);
      }
    }
  }
  const x = right.slice();
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < row; k++) x[row] -= lower[row * n + k] * x[k];
    x[row] /= lower[row * n + row];
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) x[row] -= lower[k * n + row] * x[k];
    x[row] /= lower[row * n + row];
  }
  return x;
}
