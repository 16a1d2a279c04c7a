import { deepStrictEqual as deepEqual, ok, throws } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { solvePositiveDefinite } from "../../lib/learn/cholesky.ts";

Deno.test("a system of three equations is solved as on paper", () => {
  // 4x + 2y = 2; 2x + 5y + 3z = 8; 3y + 6z = 9 has the solution x = 0, y = 1, z = 1.
  const matrix = Float64Array.of(4, 2, 0, 2, 5, 3, 0, 3, 6);
  const x = solvePositiveDefinite(matrix, Float64Array.of(2, 8, 9));
  [0, 1, 1].forEach((expected, i) => ok(Math.abs(x[i] - expected) < 1e-12));
  deepEqual([...matrix], [4, 2, 0, 2, 5, 3, 0, 3, 6]);
});

Deno.test("a matrix that is not positive definite is refused", () => {
  throws(
    () => solvePositiveDefinite(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1)),
    RangeError,
  );
});

Deno.test("the solution of any normal equations with a penalty fits them", () => {
  const entry = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 9, maxLength: 9 }), entry, (rows, b) => {
      const matrix = new Float64Array(9);
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          for (let k = 0; k < 3; k++) matrix[i * 3 + j] += rows[k * 3 + i] * rows[k * 3 + j];
          if (i === j) matrix[i * 3 + j] += 1;
        }
      }
      const right = Float64Array.of(b, 1, -b);
      const x = solvePositiveDefinite(matrix, right);
      for (let i = 0; i < 3; i++) {
        const left = x.reduce((sum, value, j) => sum + matrix[i * 3 + j] * value, 0);
        ok(Math.abs(left - right[i]) < 1e-8);
      }
    }),
  );
});
