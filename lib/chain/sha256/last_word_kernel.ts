/** The rounds of SHA-256 on messages that differ in one word of their second block only. */
import { type Code, doWhile, get, i32, of2, op, set } from "../../wasm.ts";
import {
  type Kernel,
  load,
  newKernel,
  PAGE,
  round,
  scheduleTerms,
  splat,
  store,
  sum,
  variable,
  word,
} from "./vector_code.ts";

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
  capacity: (PAGE - 576) / 4,
} as const;

/** A new instance, which hashes the lanes in the first so many bytes of their place, a multiple of 16. */
export function lastWordKernel(): Kernel<[bytes: number]> {
  return newKernel(1, functionCode(), 1);
}

/** The function's parameter, and the place in its loop. */
const BYTES = 0, AT = 1;

/** Bytes of a group of four lanes. */
const GROUP = 16;

/** The function's code: a loop over the groups of four lanes. */
function functionCode(): Code {
  const { start, feedForward, rounds, lanes } = memoryLayout;
  const code = [...set(word(VARYING), load(get(AT), lanes))];
  for (let name = 0; name < 8; name++) {
    code.push(...set(variable(name, ROUNDS_BEFORE), splat(start + 4 * name)));
  }
  for (let t = ROUNDS_BEFORE; t < 64; t++) {
    if (t >= FIRST_DEPENDENT) code.push(...set(word(t), scheduleWord(t)));
    code.push(...round(t, rounds + 4 * t, varies(t)));
  }
  code.push(...store(get(AT), lanes, sum([get(variable(0, 64)), splat(feedForward)])));
  code.push(...set(AT, of2(op.i32.add, get(AT), i32(GROUP))));
  return doWhile(of2(op.i32.ltU, get(AT), get(BYTES)), code);
}

/** Word t of the schedule, the terms common to all lanes summed beforehand. */
function scheduleWord(t: number): Code {
  const terms = scheduleTerms(t).filter(({ of }) => varies(of)).map(({ code }) => code);
  if (terms.length < 4) terms.push(splat(memoryLayout.schedule + 4 * t));
  return sum(terms);
}
