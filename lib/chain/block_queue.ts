import type { Block } from "./block.ts";

/** So many trades may be under way before the next step waits for the first of them. */
const MOST_TRADES_AHEAD = 1 << 16;

/** … and so many steps of whatever size. */
const STEPS_AHEAD = { fewest: 1, most: 64 };

/** A step whose block is under way. */
interface Waiting<Step> {
  readonly step: Step;
  readonly trades: number;
  readonly block: Promise<Block | undefined>;
}

/**
 * Takes the blocks of steps in order while later steps are simulated: they are under way in other
 * threads meanwhile, a few at a time, so that they never fill the memory.
 */
export class BlockQueue<Step> {
  readonly #waiting: Waiting<Step>[] = [];
  readonly #write: (step: Step, block: Block | undefined) => void;
  #trades = 0;

  /**
   * A queue of no blocks yet.
   *
   * @param write Told of every step in order, with its block; without one if it had no trades.
   */
  constructor(write: (step: Step, block: Block | undefined) => void) {
    this.#write = write;
  }

  /**
   * Takes the next step.
   *
   * @param step What `write` is to know of it.
   * @param trades Their number.
   * @param block As from `Chain.append`.
   * @returns Fulfilled when there is room for another.
   */
  async put(step: Step, trades: number, block: Promise<Block | undefined>): Promise<void> {
    // A later block's failure is told when its turn comes.
    block.catch(() => {});
    this.#waiting.push({ step, trades, block });
    this.#trades += trades;
    while (this.#isFull()) await this.#writeFirst();
  }

  /** Waits for all blocks. */
  async finish(): Promise<void> {
    while (this.#waiting.length > 0) await this.#writeFirst();
  }

  #isFull(): boolean {
    const { length } = this.#waiting;
    if (length <= STEPS_AHEAD.fewest) return false;
    return length > STEPS_AHEAD.most || this.#trades > MOST_TRADES_AHEAD;
  }

  async #writeFirst(): Promise<void> {
    const first = this.#waiting.shift();
    if (first === undefined) return;
    this.#trades -= first.trades;
    this.#write(first.step, await first.block);
  }
}
