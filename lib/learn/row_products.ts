/** Rows of either matrix that are multiplied at once: 4 × 4 sums stay in registers. */
const BLOCK = 4;

/**
 * Products of rows: `into[i · bRows + j] += Σ a[i][k] · b[j][k]` over the columns `from` … `to`.
 *
 * Works in blocks of four by four rows, which reads each number a quarter as often as row by row.
 *
 * @param a `aRows` rows of `width` numbers.
 * @param b `bRows` rows of `width` numbers.
 * @param into `aRows × bRows`, added to.
 * @param symmetric Whether a and b are the same: only blocks on or below the diagonal are worked
 *   out, and mirrored.
 */
export function rowProducts(
  a: Float64Array,
  aRows: number,
  b: Float64Array,
  bRows: number,
  width: number,
  from: number,
  to: number,
  into: Float64Array,
  symmetric: boolean,
): void {
  for (let i = 0; i < aRows; i += BLOCK) {
    for (let j = 0; j < (symmetric ? Math.min(i + BLOCK, bRows) : bRows); j += BLOCK) {
      if (i + BLOCK <= aRows && j + BLOCK <= bRows) {
        blockProducts(a, i * width, b, j * width, width, from, to, into, i * bRows + j, bRows);
      } else {
        for (let r = i; r < Math.min(i + BLOCK, aRows); r++) {
          for (let s = j; s < Math.min(j + BLOCK, bRows); s++) {
            let sum = 0;
            for (let k = from; k < to; k++) sum += a[r * width + k] * b[s * width + k];
            into[r * bRows + s] += sum;
          }
        }
      }
    }
  }
  if (!symmetric) return;
  for (let i = 0; i < aRows; i++) {
    for (let j = i + 1; j < bRows; j++) into[i * bRows + j] = into[j * bRows + i];
  }
}

/** The products of four rows of a with four of b. */
function blockProducts(
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  width: number,
  from: number,
  to: number,
  into: Float64Array,
  at: number,
  stride: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  for (let k = from; k < to; k++) {
    const x0 = a[aAt + k];
    const x1 = a[aAt + width + k];
    const x2 = a[aAt + 2 * width + k];
    const x3 = a[aAt + 3 * width + k];
    const y0 = b[bAt + k];
    const y1 = b[bAt + width + k];
    const y2 = b[bAt + 2 * width + k];
    const y3 = b[bAt + 3 * width + k];
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
    s23 += x2 * y3;
    s30 += x3 * y0;
    s31 += x3 * y1;
    s32 += x3 * y2;
    s33 += x3 * y3;
  }
  const sums = [s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23, s30, s31, s32, s33];
  for (let r = 0; r < BLOCK; r++) {
    for (let s = 0; s < BLOCK; s++) into[at + r * stride + s] += sums[r * BLOCK + s];
  }
}
