import { type Code, F64, get, I32, I64, i64, of2, op, set } from "../wasm.ts";

/**
 * The local variables of the printer of a double x = c·2^q: what is multiplied for its bounds, then the
 * decimal d·10^k, of whose digits the point stands behind the first so many.
 */
const TYPES = {
  x: F64,
  bits: I64,
  q: I32,
  k: I32,
  c: I64,
  power: I32,
  shift: I32,
  lower: I64,
  middle: I64,
  upper: I64,
  s: I64,
  isUnder: I32,
  isOver: I32,
  d: I64,
  digits: I32,
  bound: I64,
  point: I32,
  at: I32,
  start: I32,
  i: I32,
  part: I32,
  rest: I32,
} as const;

type Name = keyof typeof TYPES;

const NAMES = Object.keys(TYPES) as Name[];

/** The number of each. */
export const local = Object.fromEntries(NAMES.map((name, i) => [name, i])) as Record<Name, number>;

/** Types of the parameter, which is the first, and of the others. */
export const [parameter, ...others]: readonly number[] = Object.values(TYPES);

/** The last bit of a number of 64 bits. */
export const isOdd = (x: number): Code => of2(op.i64.and, get(x), i64(1));

/** A multiple of a number of 64 bits. */
export const times = (factor: number, x: number): Code => of2(op.i64.mul, get(x), i64(factor));

/** Adds to a number of 32 bits. */
export const add = (x: number, value: Code): Code => set(x, of2(op.i32.add, get(x), value));
