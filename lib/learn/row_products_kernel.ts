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
  readonly products: (
    a: number,
    b: number,
    bEnd: number,
    rowBytes: number,
    out: number,
    outStride: number,
  ) => void;
}

// WebAssembly Core Specification 2.0, §5.4: opcodes used.
const [LOOP, END, BRANCH_IF, EMPTY] = [0x03, 0x0b, 0x0d, 0x40];
const [GET, SET, TEE, CONSTANT] = [0x20, 0x21, 0x22, 0x41];
const [LESS, ADD, ADD_NUMBERS] = [0x49, 0x6a, 0xa0];
const STORE = (offset: number) => [0x39, 3, offset];
const LOAD_VECTOR = [0xfd, 0x00, 3, 0];
const ZERO_VECTOR = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
const ADD_VECTORS = [0xfd, 0xf0, 0x01];
const MULTIPLY_VECTORS = [0xfd, 0xf2, 0x01];
const LANE = (lane: number) => [0xfd, 0x21, lane];
const [I32, V128, FUNCTION] = [0x7f, 0x7b, 0x60];

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
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()));
  return exports as unknown as ProductsKernel;
}

function functionCode(): number[] {
  const sum = (i: number, j: number) => SUMS + i * COLUMNS_AT_ONCE + j;
  const rowOfA = (i: number) => i === 0 ? A : A1 + i - 1;
  const each = <T>(count: number, of: (i: number) => T[]) =>
    Array.from({ length: count }, (_, i) => of(i)).flat();
  const vectorAt = (place: number) => [GET, place, GET, OFFSET, ADD, ...LOAD_VECTOR];
  const multiplied = (i: number, j: number) => [
    ...[GET, sum(i, j), GET, A_VECTOR, GET, B_VECTOR + j],
    ...[...MULTIPLY_VECTORS, ...ADD_VECTORS, SET, sum(i, j)],
  ];
  const stored = (i: number, j: number) => [
    ...[GET, PLACE, GET, sum(i, j), ...LANE(0), GET, sum(i, j), ...LANE(1)],
    ...[ADD_NUMBERS, ...STORE(8 * j)],
  ];
  return [
    ...each(ROWS_AT_ONCE - 1, (i) => [GET, rowOfA(i), GET, ROW_BYTES, ADD, SET, rowOfA(i + 1)]),
    ...[LOOP, EMPTY],
    ...[GET, B, GET, ROW_BYTES, ADD, SET, B1, CONSTANT, 0, SET, OFFSET],
    ...each(ROWS_AT_ONCE * COLUMNS_AT_ONCE, (s) => [...ZERO_VECTOR, SET, SUMS + s]),
    ...[LOOP, EMPTY],
    ...[...vectorAt(B), SET, B_VECTOR, ...vectorAt(B1), SET, B_VECTOR + 1],
    ...each(ROWS_AT_ONCE, (i) => [
      ...[...vectorAt(rowOfA(i)), SET, A_VECTOR],
      ...each(COLUMNS_AT_ONCE, (j) => multiplied(i, j)),
    ]),
    ...[
      GET,
      OFFSET,
      CONSTANT,
      8 * LANES,
      ADD,
      TEE,
      OFFSET,
      GET,
      ROW_BYTES,
      LESS,
      BRANCH_IF,
      0,
      END,
    ],
    ...[GET, OUT, SET, PLACE],
    ...each(ROWS_AT_ONCE, (i) => [
      ...each(COLUMNS_AT_ONCE, (j) => stored(i, j)),
      ...[GET, PLACE, GET, OUT_STRIDE, ADD, SET, PLACE],
    ]),
    ...[GET, OUT, CONSTANT, 8 * COLUMNS_AT_ONCE, ADD, SET, OUT],
    ...[GET, B1, GET, ROW_BYTES, ADD, TEE, B, GET, B_END, LESS, BRANCH_IF, 0, END],
    END,
  ];
}

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const name = (text: string) => [text.length, ...new TextEncoder().encode(text)];
  const section = (id: number, content: number[]) => [id, ...unsigned(content.length), ...content];
  const locals = [2, INTEGERS, I32, VECTORS, V128];
  const body = [...locals, ...functionCode()];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, FUNCTION, PARAMETERS, ...new Array<number>(PARAMETERS).fill(I32), 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...name("memory"), 2, 0, ...name("products"), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

/** An unsigned LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [value % 128 + 128, ...unsigned(Math.floor(value / 128))];
}
