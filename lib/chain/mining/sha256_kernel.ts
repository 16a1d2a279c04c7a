/**
 * The rounds of SHA-256 (FIPS 180-4 §6.2.2) as a WebAssembly module that hashes four messages at a
 * time, one in each lane of a 128-bit vector (WebAssembly core specification 2.0, vector
 * instructions). It is written here instruction by instruction, every round of it, as JavaScript
 * has no vectors.
 */

/** Where the message's second block varies: its word 6. All lanes agree in the other words. */
export const VARYING = 6;

/** The first word of the message schedule that depends on the varying one. */
export const FIRST_DEPENDENT = 21;

/** Rounds before the varying word enters, which are not done here. */
export const ROUNDS_BEFORE: number = VARYING;

/** The last word of the schedule that also depends on words common to all lanes. */
export const LAST_MIXED: number = FIRST_DEPENDENT + 15;

/** Whether a word of the schedule differs from lane to lane. */
export function varies(t: number): boolean {
  return t === VARYING || t >= FIRST_DEPENDENT;
}

/** Places in the module's memory, in bytes; words are 32 bits, little-endian. */
export const memoryLayout = {
  /** Eight words: the working variables before round 6. */
  start: 0,
  /** A word: added to the first working variable at the end. */
  feedForward: 32,
  /** 64 words: by round, its constant, plus its word of the schedule where all lanes agree in it. */
  rounds: 64,
  /** 64 words: by word of the schedule, the sum of its terms that are common to all lanes. */
  schedule: 320,
  /** The lanes' last words, in groups of four; replaced by the first words of their hashes. */
  lanes: 576,
  /** Most lanes at a time: what is left of a page of memory. */
  capacity: (65_536 - 576) / 4,
} as const;

/** What the module exports. */
export interface KernelExports {
  /** A page. */
  readonly memory: WebAssembly.Memory;
  /** Hashes the lanes in the first so many bytes of their place, a multiple of 16. */
  readonly hashLanes: (bytes: number) => void;
}

/** A new instance of the kernel. */
export function newKernel(): KernelExports {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()));
  return instance.exports as unknown as KernelExports;
}

// Instructions, by their opcodes.
const LOCAL_GET = 0x20, LOCAL_SET = 0x21, LOCAL_TEE = 0x22;
const I32_CONST = 0x41, I32_LESS = 0x49, I32_ADD = 0x6a;
const LOOP = 0x03, BRANCH_IF = 0x0d, END = 0x0b, NO_RESULT = 0x40;
const VECTOR = 0xfd;
const V_LOAD = 0x00, V_LOAD_SPLAT = 0x09, V_STORE = 0x0b;
const V_AND_OR = { or: 0x50, xor: 0x51, select: 0x52 } as const;
const V_SHIFT_LEFT = [0xab, 0x01], V_SHIFT_RIGHT = [0xad, 0x01], V_ADD = [0xae, 0x01];

// Local variables of the function.
const BYTES = 0, AT = 1, FIRST_VECTOR = 2;
const word = (t: number) => FIRST_VECTOR + t % 16;
/** Variable `a` … `h` (0 … 7) before round t: instead of moving values, the names move. */
const variable = (name: number, t: number) => FIRST_VECTOR + 16 + (name - t % 8 + 8) % 8;
const SCRATCH = FIRST_VECTOR + 24;
const VECTORS = 25;

/** The function's code: a loop over the groups of four lanes. */
function functionCode(): number[] {
  const { start, feedForward, lanes } = memoryLayout;
  const code: number[] = [LOOP, NO_RESULT];
  code.push(LOCAL_GET, AT, ...vector(V_LOAD, 4, lanes), LOCAL_SET, word(VARYING));
  for (let name = 0; name < 8; name++) {
    code.push(...splat(start + 4 * name), LOCAL_SET, variable(name, ROUNDS_BEFORE));
  }
  for (let t = ROUNDS_BEFORE; t < 64; t++) {
    if (t >= FIRST_DEPENDENT) code.push(...scheduleWord(t));
    code.push(...round(t));
  }
  code.push(LOCAL_GET, AT, LOCAL_GET, variable(0, 64), ...splat(feedForward), VECTOR, ...V_ADD);
  code.push(...vector(V_STORE, 4, lanes));
  code.push(LOCAL_GET, AT, I32_CONST, 16, I32_ADD, LOCAL_TEE, AT, LOCAL_GET, BYTES, I32_LESS);
  code.push(BRANCH_IF, 0, END, END);
  return code;
}

/** Word t of the schedule: σ1(w[t−2]) + w[t−7] + σ0(w[t−15]) + w[t−16], common terms summed. */
function scheduleWord(t: number): number[] {
  const terms: number[][] = [];
  if (varies(t - 2)) terms.push(smallSigma(word(t - 2), 17, 19, 10));
  if (varies(t - 7)) terms.push([LOCAL_GET, word(t - 7)]);
  if (varies(t - 15)) terms.push(smallSigma(word(t - 15), 7, 18, 3));
  if (varies(t - 16)) terms.push([LOCAL_GET, word(t - 16)]);
  if (terms.length < 4) terms.push(splat(memoryLayout.schedule + 4 * t));
  return [...sum(terms), LOCAL_SET, word(t)];
}

/** Round t. T1 goes to d, then T1 + T2 to h, which are `e` and `a` of the next round. */
function round(t: number): number[] {
  const [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map((name) => variable(name, t));
  const choice = [LOCAL_GET, f, LOCAL_GET, g, LOCAL_GET, e, VECTOR, V_AND_OR.select];
  const differ = [LOCAL_GET, a, LOCAL_GET, b, VECTOR, V_AND_OR.xor];
  const majority = [LOCAL_GET, c, LOCAL_GET, a, ...differ, VECTOR, V_AND_OR.select];
  const terms = [[LOCAL_GET, h], bigSigma(e, 6, 11, 25), choice];
  terms.push(splat(memoryLayout.rounds + 4 * t));
  if (varies(t)) terms.push([LOCAL_GET, word(t)]);
  return [
    ...[...sum(terms), LOCAL_SET, SCRATCH],
    ...[...sum([[LOCAL_GET, d], [LOCAL_GET, SCRATCH]]), LOCAL_SET, d],
    ...[...sum([[LOCAL_GET, SCRATCH], bigSigma(a, 2, 13, 22), majority]), LOCAL_SET, h],
  ];
}

function bigSigma(x: number, ...turns: number[]): number[] {
  return exclusiveOr(turns.map((by) => rotated(x, by)));
}

function smallSigma(x: number, turn: number, otherTurn: number, shift: number): number[] {
  return exclusiveOr([rotated(x, turn), rotated(x, otherTurn), shiftedRight(x, shift)]);
}

function rotated(x: number, by: number): number[] {
  const left = [LOCAL_GET, x, I32_CONST, ...signed(32 - by), VECTOR, ...V_SHIFT_LEFT];
  return [...shiftedRight(x, by), ...left, VECTOR, V_AND_OR.or];
}

function shiftedRight(x: number, by: number): number[] {
  return [LOCAL_GET, x, I32_CONST, ...signed(by), VECTOR, ...V_SHIFT_RIGHT];
}

function sum(terms: readonly number[][]): number[] {
  return terms.flatMap((term, i) => i === 0 ? term : [...term, VECTOR, ...V_ADD]);
}

function exclusiveOr(terms: readonly number[][]): number[] {
  return terms.flatMap((term, i) => i === 0 ? term : [...term, VECTOR, V_AND_OR.xor]);
}

/** A word of the memory in all lanes. */
function splat(address: number): number[] {
  return [I32_CONST, 0, ...vector(V_LOAD_SPLAT, 2, address)];
}

function vector(opcode: number, alignment: number, offset: number): number[] {
  return [VECTOR, opcode, alignment, ...unsigned(offset)];
}

/** The module: one function, one page of memory, both exported (core specification, §5.5). */
function moduleBytes(): Uint8Array<ArrayBuffer> {
  const I32 = 0x7f, V128 = 0x7b;
  const locals = [2, 1, I32, VECTORS, V128];
  const body = [...locals, ...functionCode()];
  const name = (text: string) => list([...new TextEncoder().encode(text)]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 1, I32, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...name("memory"), 2, 0, ...name("hashLanes"), 0, 0]),
    ...section(10, [1, ...list(body)]),
  ]);
}

function section(id: number, content: number[]): number[] {
  return [id, ...list(content)];
}

function list(bytes: number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128 of a number from 0. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [value & 0x7f | 0x80, ...unsigned(value >>> 7)];
}

/** Signed LEB128 of a number 0 … 63, which is that number. */
function signed(value: number): number[] {
  return [value];
}
