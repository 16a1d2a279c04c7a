/** The rounds of SHA-256 on a block of each of four messages. */
import {
  I32_CONST,
  type Kernel,
  LOCAL_GET,
  LOCAL_SET,
  newKernel,
  PAGE,
  round,
  scheduleTerms,
  sum,
  V_ADD,
  V_LOAD,
  V_STORE,
  variable,
  VECTOR,
  vector,
  word,
} from "./vector_code.ts";

const V_LOAD_WORD = 0x5c, V_LOAD_LANE = 0x56, V_SHUFFLE = 0x0d;

/** Places in the module's memory, in bytes; words are 32 bits, little-endian. */
export const blockLayout = {
  /** Eight vectors: the state of each lane, word by word. */
  state: 0,
  /** 64 words: the rounds' constants. */
  rounds: 128,
  /** What is left to who uses it. */
  free: 384,
} as const;

/** Where the next 64 bytes of each lane's message begin. */
export type Places = [first: number, second: number, third: number, fourth: number];

/**
 * A new instance, which advances the states by a block of each message.
 *
 * @param bytes Of memory, at least, after {@linkcode blockLayout}.free.
 */
export function blockKernel(bytes: number): Kernel<Places> {
  return newKernel(4, functionCode(), Math.ceil((blockLayout.free + bytes) / PAGE));
}

function functionCode(): number[] {
  const { state, rounds } = blockLayout;
  const code: number[] = [];
  for (let t = 0; t < 16; t++) code.push(...loadWord(t));
  const stateWord = (name: number, opcode: number) => vector(opcode, 4, state + 16 * name);
  for (let name = 0; name < 8; name++) {
    code.push(I32_CONST, 0, ...stateWord(name, V_LOAD), LOCAL_SET, variable(name, 0));
  }
  for (let t = 0; t < 64; t++) {
    if (t >= 16) code.push(...sum(scheduleTerms(t).map(({ code }) => code)), LOCAL_SET, word(t));
    code.push(...round(t, rounds + 4 * t, true));
  }
  for (let name = 0; name < 8; name++) {
    code.push(I32_CONST, 0, I32_CONST, 0, ...stateWord(name, V_LOAD));
    code.push(LOCAL_GET, variable(name, 64), VECTOR, ...V_ADD, ...stateWord(name, V_STORE));
  }
  return code;
}

/** Word t of each lane's block, from its bytes, of which the first is the highest. */
function loadWord(t: number): number[] {
  const code = [LOCAL_GET, 0, ...vector(V_LOAD_WORD, 0, 4 * t), LOCAL_SET, word(t)];
  for (let lane = 1; lane < 4; lane++) {
    code.push(LOCAL_GET, lane, LOCAL_GET, word(t));
    code.push(...vector(V_LOAD_LANE, 0, 4 * t), lane, LOCAL_SET, word(t));
  }
  const order = Array.from({ length: 16 }, (_, i) => i ^ 3);
  code.push(LOCAL_GET, word(t), LOCAL_GET, word(t), VECTOR, V_SHUFFLE, ...order);
  return [...code, LOCAL_SET, word(t)];
}
