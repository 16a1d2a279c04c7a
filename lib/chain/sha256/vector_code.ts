/**
 * WebAssembly by which SHA-256 (FIPS 180-4 §6.2.2) hashes four messages at a time, one in each lane of a
 * 128-bit vector (WebAssembly core specification 2.0, vector instructions). It is written here instruction
 * by instruction, every round of it, as JavaScript has no vectors.
 */
import { type Code, get, I32, i32, instanceOf, placeAt, set, V128, vector } from "../../wasm.ts";

/** Opcodes of vectors. */
const LOAD = 0x00, LOAD_SPLAT = 0x09, LOAD_WORD = 0x5c, LOAD_LANE = 0x56, STORE = 0x0b;
const SHUFFLE = 0x0d, OR = 0x50, XOR = 0x51, SELECT = 0x52;
const ADD = 0xae, SHIFT_LEFT = 0xab, SHIFT_RIGHT = 0xad;

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
export function round(t: number, constant: number, withWord: boolean): Code {
  const names = [0, 1, 2, 3, 4, 5, 6, 7].map((name) => variable(name, t));
  const [a, b, c, d, e, f, g, h] = names.map(get);
  const choice = vector(SELECT, [...f, ...g, ...e]);
  const majority = vector(SELECT, [...c, ...a, ...vector(XOR, [...a, ...b])]);
  const terms = [h, bigSigma(e, 6, 11, 25), choice, splat(constant)];
  if (withWord) terms.push(get(word(t)));
  return [
    ...set(SCRATCH, sum(terms)),
    ...set(names[3], sum([d, get(SCRATCH)])),
    ...set(names[7], sum([get(SCRATCH), bigSigma(a, 2, 13, 22), majority])),
  ];
}

/** The terms of word t of the schedule: σ1(w[t−2]), w[t−7], σ0(w[t−15]), w[t−16]. */
export function scheduleTerms(t: number): { readonly of: number; readonly code: Code }[] {
  return [
    { of: t - 2, code: smallSigma(get(word(t - 2)), 17, 19, 10) },
    { of: t - 7, code: get(word(t - 7)) },
    { of: t - 15, code: smallSigma(get(word(t - 15)), 7, 18, 3) },
    { of: t - 16, code: get(word(t - 16)) },
  ];
}

/** Adds vectors, word by word. */
export function sum(terms: readonly Code[]): Code {
  return terms.reduce((a, b) => vector(ADD, [...a, ...b]));
}

/** A word of the memory in all lanes. */
export function splat(place: number): Code {
  return vector(LOAD_SPLAT, i32(0), placeAt(place, 2));
}

/** A vector of the memory, at so many bytes after an address. */
export function load(address: Code, offset: number): Code {
  return vector(LOAD, address, placeAt(offset, 4));
}

/** Sets a vector of the memory. */
export function store(address: Code, offset: number, value: Code): Code {
  return vector(STORE, [...address, ...value], placeAt(offset, 4));
}

/** The words of four addresses, one in each lane, of each the first byte the highest. */
export function gather(addresses: readonly Code[], offset: number, scratch: number): Code {
  const words = addresses.reduce<Code>(
    (lanes, address, lane) =>
      lane === 0
        ? vector(LOAD_WORD, address, placeAt(offset, 0))
        : vector(LOAD_LANE, [...address, ...lanes], [...placeAt(offset, 0), lane]),
    [],
  );
  const swapped = Array.from({ length: 16 }, (_, i) => i ^ 3);
  return [
    ...set(scratch, words),
    ...vector(SHUFFLE, [...get(scratch), ...get(scratch)], swapped),
  ];
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

function bigSigma(x: Code, ...turns: number[]): Code {
  return exclusiveOr(turns.map((by) => rotated(x, by)));
}

function smallSigma(x: Code, turn: number, otherTurn: number, shift: number): Code {
  return exclusiveOr([rotated(x, turn), rotated(x, otherTurn), shiftedRight(x, shift)]);
}

function rotated(x: Code, by: number): Code {
  const left = vector(SHIFT_LEFT, [...x, ...i32(32 - by)]);
  return vector(OR, [...shiftedRight(x, by), ...left]);
}

function shiftedRight(x: Code, by: number): Code {
  return vector(SHIFT_RIGHT, [...x, ...i32(by)]);
}

function exclusiveOr(terms: readonly Code[]): Code {
  return terms.reduce((a, b) => vector(XOR, [...a, ...b]));
}
