import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
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
      const matrix = { values: a, rows: aRows };
      const other = symmetric ? matrix : { values: b, rows };
      rowProducts(matrix, other, width, [from, width], into);
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

Deno.test("large products, done in parts, are the same", () => {
  const [rows, width] = [2051, 4099];
  const a = { values: made(5, width, 3), rows: 5 };
  const b = { values: made(rows, width, 5), rows };
  const into = new Float64Array(5 * rows);
  rowProducts(a, b, width, [0, width], into);
  for (const [i, j] of [[0, 0], [4, 2047], [4, 2048], [3, 2050]]) {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += a.values[i * width + k] * b.values[j * width + k];
    equal(into[i * rows + j], sum, `${i}, ${j}`);
  }
});
