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
  return solveFactored(choleskyFactor(matrix, right.length), right);
}

/**
 * The lower triangular L of A = L Lᵀ, row by row; what lies above its diagonal has no meaning.
 *
 * @param matrix A, as in {@link solvePositiveDefinite}.
 * @param n Rows of A.
 * @throws {RangeError} If A is not positive definite.
 */
export function choleskyFactor(matrix: Float64Array, n: number): Float64Array {
  const lower = matrix.slice();
  for (let row = 0; row < n; row++) {
    const at = row * n;
    for (let column = 0; column <= row; column++) {
      const from = column * n;
      let rest = lower[at + column];
      for (let k = 0; k < column; k++) rest -= lower[at + k] * lower[from + k];
      if (row > column) {
        lower[at + column] = rest / lower[from + column];
      } else if (rest > 0) {
        lower[at + row] = Math.sqrt(rest);
      } else {
        throw new RangeError(`The matrix is not positive definite: pivot ${rest} in row ${row}`);
      }
    }
  }
  return lower;
}

/**
 * Solves L Lᵀ x = b.
 *
 * @param lower What {@link choleskyFactor} gave.
 * @param right b, length n.
 * @returns x, length n.
 */
export function solveFactored(lower: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
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
