/** The rounds of SHA-256 on any four messages of as many blocks. */
import {
  AT,
  END,
  I32_CONST,
  type Kernel,
  LOCAL_GET,
  LOCAL_SET,
  LOOP,
  newKernel,
  nextPlace,
  NO_RESULT,
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

const BLOCK = 64;
const V_LOAD_WORD = 0x5c, V_LOAD_LANE = 0x56, V_SHUFFLE = 0x0d;

/** Places in the module's memory, in bytes; words are 32 bits, little-endian. */
export const messagesLayout = {
  /** Eight vectors: the state of each lane, word by word. */
  state: 0,
  /** 64 words: the rounds' constants. */
  rounds: 128,
  /** The four messages, padded. */
  messages: 384,
  /** From the beginning of one message to that of the next: most bytes of one. */
  stride: 16 * BLOCK,
} as const;

/** A new instance, which advances the states over so many bytes of each message, a multiple of 64. */
export function messagesKernel(): Kernel {
  return newKernel(functionCode());
}

/** The function's code: a loop over the blocks. */
function functionCode(): number[] {
  const { state, rounds } = messagesLayout;
  const code: number[] = [LOOP, NO_RESULT];
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
  code.push(...nextPlace(BLOCK), END, END);
  return code;
}

/** Word t of the block of each message, from its bytes, of which the first is the highest. */
function loadWord(t: number): number[] {
  const { messages, stride } = messagesLayout;
  const place = (lane: number) => messages + lane * stride + 4 * t;
  const code = [LOCAL_GET, AT, ...vector(V_LOAD_WORD, 2, place(0)), LOCAL_SET, word(t)];
  for (let lane = 1; lane < 4; lane++) {
    code.push(LOCAL_GET, AT, LOCAL_GET, word(t));
    code.push(...vector(V_LOAD_LANE, 2, place(lane)), lane, LOCAL_SET, word(t));
  }
  const order = Array.from({ length: 16 }, (_, i) => i ^ 3);
  code.push(LOCAL_GET, word(t), LOCAL_GET, word(t), VECTOR, V_SHUFFLE, ...order);
  return [...code, LOCAL_SET, word(t)];
}
