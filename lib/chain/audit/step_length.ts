import { HOUR, STEP_LENGTHS } from "../../time.ts";
import { ChainFault, shown } from "./fault.ts";

/**
 * The length of a chain's steps, as the chain tells it: its first trade after step 0 names its step
 * and when that begins. Until then a block can only be at the start.
 */
export class StepLength {
  readonly #start: number;
  #seconds: number | undefined;

  /**
   * @param start Timestamp of the genesis block, Unix seconds.
   * @param seconds Where it is known from elsewhere.
   */
  constructor(start: number, seconds?: number) {
    this.#start = start;
    this.#seconds = seconds;
  }

  /** The least time between two blocks, s. */
  get shortest(): number {
    return this.#seconds ?? STEP_LENGTHS[0];
  }

  /** What a timestamp must be, in words. */
  get rule(): string {
    if (this.#seconds === undefined) return "a whole number of steps (5 … 60 minutes)";
    if (this.#seconds === HOUR) return "a whole number of hours";
    return `a whole number of steps of ${this.#seconds / 60} minutes`;
  }

  /** Whether a step can begin at an instant, Unix seconds. */
  fits(timestamp: number): boolean {
    return (timestamp - this.#start) % this.shortest === 0;
  }

  /**
   * The step that begins at a block's timestamp, from 0.
   *
   * @param claimed What the block's first trade says, which tells the length of all steps where it
   * is not known yet.
   * @throws {ChainFault} If the two cannot agree.
   */
  stepAt(timestamp: number, claimed: number, where: string): number {
    const elapsed = timestamp - this.#start;
    if (elapsed === 0) return 0;
    this.#seconds ??= lengthOf(elapsed, claimed, where);
    return elapsed / this.#seconds;
  }

  /** The hour of the run, from 0, that a timestamp lies in. */
  hourOf(timestamp: number): number {
    return Math.floor((timestamp - this.#start) / HOUR);
  }
}

function lengthOf(elapsed: number, step: number, where: string): number {
  const seconds = elapsed / step;
  if (STEP_LENGTHS.includes(seconds)) return seconds;
  const steps = STEP_LENGTHS.map((length) => elapsed / length).filter(Number.isInteger);
  const expected = `one of ${steps.join(", ")}, as the block is ${elapsed} s after the start`;
  throw new ChainFault(where, "transactions[0].step", expected, shown(step));
}
