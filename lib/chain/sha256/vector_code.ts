/**
 * WebAssembly instructions by which SHA-256 (FIPS 180-4 §6.2.2) hashes four messages at a time, one in
 * each lane of a 128-bit vector (WebAssembly core specification 2.0, vector instructions). They are
 * written here one by one, every round of them, as JavaScript has no vectors.
 */
import { type Code, I32, i32, instanceOf, unsigned, V128 } from "../../wasm.ts";

/** Opcodes. */
export const LOCAL_GET = 0x20, LOCAL_SET = 0x21, LOCAL_TEE = 0x22;
export const I32_CONST = 0x41, I32_LESS = 0x49, I32_ADD = 0x6a;
export const LOOP = 0x03, BRANCH_IF = 0x0d, END = 0x0b, NO_RESULT = 0x40;
export const VECTOR = 0xfd;
export const V_LOAD = 0x00, V_STORE = 0x0b;
export const V_ADD = [0xae, 0x01];
const V_LOAD_SPLAT = 0x09;
const V_AND_OR = { or: 0x50, xor: 0x51, select: 0x52 } as const;
const V_SHIFT_LEFT = [0xab, 0x01], V_SHIFT_RIGHT = [0xad, 0x01];

/** Local variables: four integers, of which a function's parameters are the first, then the vectors. */
const INTEGERS = 4, VECTORS = 25;
const FIRST_VECTOR = INTEGERS, SCRATCH = FIRST_VECTOR + 24;

/** Word t of the message schedule, of which the last sixteen are kept. */
export const word = (t: number): number => FIRST_VECTOR + t % 16;

/** Variable `a` … `h` (0 … 7) before round t: instead of moving values, the names move. */
export const variable = (name: number, t: number): number =>
  FIRST_VECTOR + 16 + (name - t % 8 + 8) % 8;

/**
 * Round t. T1 goes to d, then T1 + T2 to h, which are `e` and `a` of the next round.
 *
 * @param constant Where the memory holds the round's constant.
 * @param withWord Whether the schedule's word is added to it.
 */
export function round(t: number, constant: number, withWord: boolean): number[] {
  const [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map((name) => variable(name, t));
  const choice = [LOCAL_GET, f, LOCAL_GET, g, LOCAL_GET, e, VECTOR, V_AND_OR.select];
  const differ = [LOCAL_GET, a, LOCAL_GET, b, VECTOR, V_AND_OR.xor];
  const majority = [LOCAL_GET, c, LOCAL_GET, a, ...differ, VECTOR, V_AND_OR.select];
  const terms = [[LOCAL_GET, h], bigSigma(e, 6, 11, 25), choice, splat(constant)];
  if (withWord) terms.push([LOCAL_GET, word(t)]);
  return [
    ...[...sum(terms), LOCAL_SET, SCRATCH],
    ...[...sum([[LOCAL_GET, d], [LOCAL_GET, SCRATCH]]), LOCAL_SET, d],
    ...[...sum([[LOCAL_GET, SCRATCH], bigSigma(a, 2, 13, 22), majority]), LOCAL_SET, h],
  ];
}

/** The terms of word t of the schedule: σ1(w[t−2]), w[t−7], σ0(w[t−15]), w[t−16]. */
export function scheduleTerms(t: number): { readonly of: number; readonly code: number[] }[] {
  return [
    { of: t - 2, code: smallSigma(word(t - 2), 17, 19, 10) },
    { of: t - 7, code: [LOCAL_GET, word(t - 7)] },
    { of: t - 15, code: smallSigma(word(t - 15), 7, 18, 3) },
    { of: t - 16, code: [LOCAL_GET, word(t - 16)] },
  ];
}

/** Adds vectors, word by word. */
export function sum(terms: readonly number[][]): number[] {
  return terms.flatMap((term, i) => i === 0 ? term : [...term, VECTOR, ...V_ADD]);
}

/** A word of the memory in all lanes. */
export function splat(address: number): number[] {
  return [I32_CONST, 0, ...vector(V_LOAD_SPLAT, 2, address)];
}

/** An instruction on a vector in memory. */
export function vector(opcode: number, alignment: number, offset: number): number[] {
  return [VECTOR, opcode, alignment, ...unsigned(offset)];
}

/** Bytes of a page of memory. */
export const PAGE = 65_536;

/** A module of one function on integers, and its memory. */
export interface Kernel<Parameters extends number[]> {
  /** As many pages as were asked for. */
  readonly memory: WebAssembly.Memory;
  /** The function. */
  readonly run: (...parameters: Parameters) => void;
}

/**
 * A new instance of a module.
 *
 * @param parameters Their number, at most four.
 * @param pages Of memory.
 */
export function newKernel<Parameters extends number[]>(
  parameters: Parameters["length"],
  code: Code,
  pages: number,
): Kernel<Parameters> {
  const integers = (count: number) => new Array<number>(count).fill(I32);
  const kernel = {
    parameters: integers(parameters),
    locals: [...integers(INTEGERS - parameters), ...new Array<number>(VECTORS).fill(V128)],
    code,
  };
  return instanceOf([kernel], pages) as unknown as Kernel<Parameters>;
}

function bigSigma(x: number, ...turns: number[]): number[] {
  return exclusiveOr(turns.map((by) => rotated(x, by)));
}

function smallSigma(x: number, turn: number, otherTurn: number, shift: number): number[] {
  return exclusiveOr([rotated(x, turn), rotated(x, otherTurn), shiftedRight(x, shift)]);
}

function rotated(x: number, by: number): number[] {
  const left = [LOCAL_GET, x, ...i32(32 - by), VECTOR, ...V_SHIFT_LEFT];
  return [...shiftedRight(x, by), ...left, VECTOR, V_AND_OR.or];
}

function shiftedRight(x: number, by: number): number[] {
  return [LOCAL_GET, x, ...i32(by), VECTOR, ...V_SHIFT_RIGHT];
}

function exclusiveOr(terms: readonly number[][]): number[] {
  return terms.flatMap((term, i) => i === 0 ? term : [...term, VECTOR, V_AND_OR.xor]);
}
