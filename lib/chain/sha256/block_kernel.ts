/** The rounds of SHA-256 on a block of each of four messages. */
import { type Code, get, i32, set } from "../../wasm.ts";
import {
  gather,
  type Kernel,
  load,
  newKernel,
  PAGE,
  round,
  scheduleTerms,
  store,
  sum,
  variable,
  word,
} from "./vector_code.ts";

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

function functionCode(): Code {
  const { state, rounds } = blockLayout;
  const addresses = [0, 1, 2, 3].map(get);
  const code: number[] = [];
  for (let t = 0; t < 16; t++) code.push(...set(word(t), gather(addresses, 4 * t, word(t))));
  for (let name = 0; name < 8; name++) {
    code.push(...set(variable(name, 0), load(i32(0), state + 16 * name)));
  }
  for (let t = 0; t < 64; t++) {
    if (t >= 16) code.push(...set(word(t), sum(scheduleTerms(t).map(({ code }) => code))));
    code.push(...round(t, rounds + 4 * t, true));
  }
  for (let name = 0; name < 8; name++) {
    const place = state + 16 * name;
    code.push(...store(i32(0), place, sum([load(i32(0), place), get(variable(name, 64))])));
  }
  return code;
}
