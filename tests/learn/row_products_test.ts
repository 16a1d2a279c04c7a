import { deepStrictEqual as deepEqual } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { rowProducts } from "../../lib/learn/row_products.ts";

/** Whole numbers, so that sums are exact in any order. */
const made = (rows: number, width: number, factor: number) =>
  Float64Array.from({ length: rows * width }, (_, i) => (i * factor) % 7 - 3);

Deno.test("products of rows are what they are one by one, whatever the shapes", () => {
  const size = fc.integer({ min: 1, max: 11 });
  fc.assert(
    fc.property(size, size, size, fc.boolean(), (aRows, bRows, width, symmetric) => {
      const a = made(aRows, width, 3);
      const [b, rows] = symmetric ? [a, aRows] : [made(bRows, width, 5), bRows];
      const from = Math.floor(width / 3);
      const into = new Float64Array(aRows * rows).fill(1);
      rowProducts(a, aRows, b, rows, width, from, width, into, symmetric);
      const expected = Float64Array.from(into, (_, at) => {
        const [i, j] = [Math.floor(at / rows), at % rows];
        let sum = 1;
        for (let k = from; k < width; k++) sum += a[i * width + k] * b[j * width + k];
        return sum;
      });
      deepEqual(into, expected);
    }),
  );
});
