import {
  type Code,
  doWhile,
  get,
  I32,
  i32,
  instanceOf,
  of2,
  op,
  placeAt,
  set,
  storeF64,
  V128,
  vector,
} from "../wasm.ts";

/** Rows of the first matrix that are multiplied at once. */
export const ROWS_AT_ONCE = 4;
/** Rows of the second matrix that are. */
export const COLUMNS_AT_ONCE = 2;
/** Numbers in a vector. */
export const LANES = 2;

/** The compiled products and the memory that they work in. */
export interface ProductsKernel {
  /** Grown as needed. */
  readonly memory: WebAssembly.Memory;
  /**
   * Products of four rows with others: `out[i · outStride + j · 8] = Σ a[i][k] · b[j][k]`, all places and
   * lengths in bytes.
   *
   * @param a Place of four rows, one after another.
   * @param b Place of the other rows, an even number.
   * @param bEnd Where they end.
   * @param rowBytes Length of a row, a multiple of 16, above 0.
   */
  readonly run: (
    a: number,
    b: number,
    bEnd: number,
    rowBytes: number,
    out: number,
    outStride: number,
  ) => void;
}

/** Opcodes of vectors of doubles. */
const LOAD = 0x00, CONSTANT = 0x0c, LANE = 0x21, ADD = 0xf0, MULTIPLY = 0xf2;

const PARAMETERS = 6;
const [A, B, B_END, ROW_BYTES, OUT, OUT_STRIDE] = [0, 1, 2, 3, 4, 5];
/** Places of the second to fourth row of a, of the second of b, of a store; how far in the row. */
const [A1, B1, PLACE, OFFSET] = [6, 9, 10, 11];
const INTEGERS = 6;
/** Vectors of b, and the sums, two by each row of a. */
const [B_VECTOR, SUMS] = [12, 14];
const VECTORS = COLUMNS_AT_ONCE + 1 + ROWS_AT_ONCE * COLUMNS_AT_ONCE;
const A_VECTOR = SUMS + ROWS_AT_ONCE * COLUMNS_AT_ONCE;

/** A new kernel, with a memory of its own. */
export function productsKernel(): ProductsKernel {
  const kernel = {
    parameters: new Array<number>(PARAMETERS).fill(I32),
    locals: [...new Array<number>(INTEGERS).fill(I32), ...new Array<number>(VECTORS).fill(V128)],
    code: functionCode(),
  };
  return instanceOf([kernel], 1) as unknown as ProductsKernel;
}

function functionCode(): Code {
  const sum = (i: number, j: number) => SUMS + i * COLUMNS_AT_ONCE + j;
  const rowOfA = (i: number) => i === 0 ? A : A1 + i - 1;
  const each = (count: number, of: (i: number) => Code) =>
    Array.from({ length: count }, (_, i) => of(i)).flat();
  const add = (a: number, b: Code) => of2(op.i32.add, get(a), b);
  const vectorAt = (row: number) => vector(LOAD, add(row, get(OFFSET)), placeAt(0, 3));
  const withProduct = (i: number, j: number) =>
    vector(ADD, [...get(sum(i, j)), ...vector(MULTIPLY, [...get(A_VECTOR), ...get(B_VECTOR + j)])]);
  const lane = (i: number, j: number, of: number) => vector(LANE, get(sum(i, j)), [of]);
  const total = (i: number, j: number) => of2(op.f64.add, lane(i, j, 0), lane(i, j, 1));
  const zero = vector(CONSTANT, [], new Array<number>(16).fill(0));
  return [
    ...each(ROWS_AT_ONCE - 1, (i) => set(rowOfA(i + 1), add(rowOfA(i), get(ROW_BYTES)))),
    ...doWhile(
      of2(op.i32.ltU, get(B), get(B_END)),
      set(B1, add(B, get(ROW_BYTES))),
      set(OFFSET, i32(0)),
      each(ROWS_AT_ONCE * COLUMNS_AT_ONCE, (s) => set(SUMS + s, zero)),
      doWhile(
        of2(op.i32.ltU, get(OFFSET), get(ROW_BYTES)),
        set(B_VECTOR, vectorAt(B)),
        set(B_VECTOR + 1, vectorAt(B1)),
        each(ROWS_AT_ONCE, (i) => [
          ...set(A_VECTOR, vectorAt(rowOfA(i))),
          ...each(COLUMNS_AT_ONCE, (j) => set(sum(i, j), withProduct(i, j))),
        ]),
        set(OFFSET, add(OFFSET, i32(8 * LANES))),
      ),
      set(PLACE, get(OUT)),
      each(ROWS_AT_ONCE, (i) => [
        ...each(COLUMNS_AT_ONCE, (j) => storeF64(get(PLACE), 8 * j, total(i, j))),
        ...set(PLACE, add(PLACE, get(OUT_STRIDE))),
      ]),
      set(OUT, add(OUT, i32(8 * COLUMNS_AT_ONCE))),
      set(B, add(B1, get(ROW_BYTES))),
    ),
  ];
}
