/**
 * WebAssembly instructions (core specification 2.0, chapter 5) as bytes, for the few loops that JavaScript
 * has no fast words for: 64-bit integers and vectors. An expression is the instructions that leave its
 * value on the stack.
 */

/** Types of values. */
export const I32 = 0x7f, I64 = 0x7e, F64 = 0x7c, V128 = 0x7b;

/** Opcodes with two operands, but {@linkcode unary} ones. */
export const op = {
  i32: {
    ltU: 0x49,
    add: 0x6a,
    sub: 0x6b,
    mul: 0x6c,
    divU: 0x6e,
    and: 0x71,
    shrS: 0x75,
    eq: 0x46,
    ltS: 0x48,
    gtS: 0x4a,
  },
  i64: {
    add: 0x7c,
    sub: 0x7d,
    mul: 0x7e,
    divU: 0x80,
    remU: 0x82,
    and: 0x83,
    or: 0x84,
    shl: 0x86,
    shrU: 0x88,
    ltU: 0x54,
    gtU: 0x56,
    leU: 0x58,
  },
  f64: { eq: 0x61, lt: 0x63, ge: 0x66, add: 0xa0 },
} as const;

/** Opcodes with one operand. */
export const unary = {
  i32: { eqz: 0x45 },
  i64: { eqz: 0x50 },
  f64: { abs: 0x99, trunc: 0x9d },
  i32OfI64: 0xa7,
  i64OfU32: 0xad,
  bitsOfF64: 0xbd,
} as const;

/** Instructions. */
export type Code = readonly number[];

/** A local variable, parameters first. */
export const get = (local: number): Code => [0x20, ...unsigned(local)];

/** Sets a local variable. */
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];

/** An integer of 32 bits. */
export const i32 = (value: number): Code => [0x41, ...signed(BigInt(value))];

/** An integer of 64 bits. */
export const i64 = (value: number | bigint): Code => [0x42, ...signed(BigInt(value))];

/** A double. */
export const f64 = (value: number): Code => [
  0x44,
  ...new Uint8Array(Float64Array.of(value).buffer),
];

/** An operation on one value. */
export const of1 = (opcode: number, a: Code): Code => [...a, opcode];

/** An operation on two. */
export const of2 = (opcode: number, a: Code, b: Code): Code => [...a, ...b, opcode];

/** A function's value. */
export const call = (index: number, ...args: Code[]): Code => [
  ...args.flat(),
  0x10,
  ...unsigned(index),
];

/** Instructions under a condition. */
export const when = (condition: Code, ...body: Code[]): Code => [
  ...condition,
  0x04,
  NOTHING,
  ...body.flat(),
  END,
];

/** Instructions as long as a condition holds. */
export const whileTrue = (condition: Code, ...body: Code[]): Code => [
  ...[0x02, NOTHING, 0x03, NOTHING],
  ...of1(unary.i32.eqz, condition),
  ...[0x0d, 1],
  ...body.flat(),
  ...[0x0c, 0, END, END],
];

/** Instructions once, and again as long as a condition holds after them. */
export const doWhile = (condition: Code, ...body: Code[]): Code => [
  ...[0x03, NOTHING],
  ...body.flat(),
  ...condition,
  ...[0x0d, 0, END],
];

/** Leaves the function. */
export const leave = (value: Code): Code => [...value, 0x0f];

/** A byte of the memory. */
export const loadByte = (address: Code): Code => [...address, 0x2d, 0, 0];

/** Sets a byte of the memory. */
export const storeByte = (address: Code, value: Code): Code => [...address, ...value, 0x3a, 0, 0];

/** Two bytes of the memory, the lower first. */
export const load16 = (address: Code, offset: number): Code => [
  ...address,
  ...[0x2f, 0],
  ...unsigned(offset),
];

/** Sets two bytes of the memory, the lower first. */
export const store16 = (address: Code, value: Code): Code => [...address, ...value, 0x3b, 0, 0];

/** Eight bytes of the memory, the lowest first. */
export const load64 = (address: Code, offset: number): Code => [
  ...address,
  ...[0x29, 0],
  ...unsigned(offset),
];

/** Sets a double of the memory. */
export const storeF64 = (address: Code, offset: number, value: Code): Code => [
  ...[...address, ...value, 0x39],
  ...placeAt(offset, 3),
];

/** An instruction on vectors; some end with a place or with lanes. */
export const vector = (opcode: number, operands: Code, immediates: Code = []): Code => [
  ...[...operands, 0xfd, ...unsigned(opcode)],
  ...immediates,
];

/** A place in memory, at so many bytes after an address that is a multiple of 2^alignment. */
export const placeAt = (offset: number, alignment: number): Code => [
  alignment,
  ...unsigned(offset),
];

const NOTHING = 0x40, END = 0x0b;

/** A function of a module. */
export interface WasmFunction {
  /** Types of its parameters. */
  readonly parameters: readonly number[];
  /** Type of its result, if any. */
  readonly result?: number;
  /** Types of its local variables beside the parameters. */
  readonly locals: readonly number[];
  /** What it does. */
  readonly code: Code;
}

/**
 * A new instance of a module (§5.5), whose exports are `memory` and `run`, its last function.
 *
 * @param pages Of memory, 65,536 bytes each.
 */
export function instanceOf(functions: readonly WasmFunction[], pages: number): WebAssembly.Exports {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    ...list(parameters),
    ...list(result === undefined ? [] : [result]),
  ]);
  const bodies = functions.map(({ locals, code }) => {
    const groups = locals.map((type) => [1, type]);
    return list([...vectorOf(groups), ...code, END]);
  });
  const name = (text: string) => list([...new TextEncoder().encode(text)]);
  const bytes = Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vectorOf(types)),
    ...section(3, list(functions.map((_, i) => i))),
    ...section(5, [1, 0, ...unsigned(pages)]),
    ...section(7, [2, ...name("memory"), 2, 0, ...name("run"), 0, functions.length - 1]),
    ...section(10, vectorOf(bodies)),
  ]);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
}

function section(id: number, content: Code): Code {
  return [id, ...list(content)];
}

/** A number of bytes, and they. */
function list(bytes: Code): Code {
  return [...unsigned(bytes.length), ...bytes];
}

/** A number of items, and they. */
function vectorOf(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

/** LEB128 of a number from 0. */
export function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [value & 0x7f | 0x80, ...unsigned(value >>> 7)];
}

/** Signed LEB128. */
function signed(value: bigint): Code {
  if (value >= -0x40n && value < 0x40n) return [Number(value & 0x7fn)];
  return [Number(value & 0x7fn | 0x80n), ...signed(value >> 7n)];
}
