import { randomStream, uniformInteger } from "../../random.ts";
import { appliances, REFERENCE_KWH } from "./kinds.ts";
import { philox } from "./philox.ts";
import type { Usage } from "./usage.ts";

const TWO_32 = 2 ** 32;

/** A run of an appliance, as its household wants it. */
export interface Run {
  /** Index into `appliances`. */
  readonly appliance: number;
  /** Slot of the usage in which it begins. */
  readonly slot: number;
}

/**
 * When each member's appliances begin to run. The usage, scaled to the member's consumption, says how
 * many runs of an appliance are expected before any instant; the n-th run begins where that number is
 * drawn evenly from n … n + 1. So runs are expected just where the usage has them, and their number over
 * any time is within one of the expected.
 *
 * Every member has sequences of its own, so that neither the number of members nor the length of the
 * steps changes anyone's runs.
 */
export class RunSequences {
  readonly #usage: Usage;
  /** By appliance: key of its draws. */
  readonly #keys: Uint32Array;
  /** By member, then by appliance: where its next run stands on the axis `usage.begun`. */
  readonly #next: Float64Array;
  readonly #drawn: Uint32Array;
  readonly #perRun: Float64Array;
  /** By member, then by appliance: a draw of its next run, 32 bits. */
  readonly #lots: Uint32Array;
  readonly #bits = new Uint32Array(2);

  /**
   * @param annualKwh Consumption of each member in a year.
   * @param seed Of the run.
   */
  constructor(usage: Usage, annualKwh: Float64Array, seed: number) {
    this.#usage = usage;
    this.#keys = Uint32Array.from(
      appliances,
      (_, appliance) => uniformInteger(randomStream(seed, "appliances", appliance), 0, TWO_32 - 1),
    );
    this.#next = new Float64Array(annualKwh.length * appliances.length);
    this.#drawn = new Uint32Array(this.#next.length);
    this.#lots = new Uint32Array(this.#next.length);
    this.#perRun = annualKwh.map((kwh) => REFERENCE_KWH / kwh);
    this.rewind();
  }

  /** Back to the first runs of everyone. */
  rewind(): void {
    this.#drawn.fill(0);
    for (let member = 0; member < this.#perRun.length; member++) {
      for (let appliance = 0; appliance < this.#keys.length; appliance++) {
        this.#draw(member, appliance);
      }
    }
  }

  /**
   * Tells of a member's runs that begin in some slots; they must follow those asked for before.
   *
   * @param from First slot.
   * @param to Slot after the last.
   * @param use Also told a draw of the run, evenly from 0 … 1.
   */
  forEach(
    member: number,
    from: number,
    to: number,
    use: (member: number, appliance: number, slot: number, lot: number) => void,
  ): void {
    const { begun } = this.#usage;
    const first = member * this.#keys.length;
    for (let appliance = 0; appliance < this.#keys.length; appliance++) {
      const expected = begun[appliance];
      let slot = from;
      while (this.#next[first + appliance] < expected[to]) {
        while (expected[slot + 1] <= this.#next[first + appliance]) slot++;
        use(member, appliance, slot, this.#lots[first + appliance] / TWO_32);
        this.#draw(member, appliance);
      }
    }
  }

  #draw(member: number, appliance: number): void {
    const at = member * this.#keys.length + appliance;
    const run = this.#drawn[at]++;
    philox(this.#keys[appliance], member, run, this.#bits);
    this.#lots[at] = this.#bits[1];
    this.#next[at] = (run + (this.#bits[0] + 0.5) / TWO_32) * this.#perRun[member];
  }
}

/**
 * All runs of one member, appliance by appliance: what flexible loads may shift.
 *
 * @param member Its number in the community.
 * @param annualKwh Its consumption in a year.
 */
export function runsOf(usage: Usage, member: number, annualKwh: number, seed: number): Run[] {
  const everyone = new Float64Array(member + 1);
  everyone[member] = annualKwh;
  const runs: Run[] = [];
  new RunSequences(usage, everyone, seed).forEach(
    member,
    0,
    usage.count,
    (_, appliance, slot) => void runs.push({ appliance, slot }),
  );
  return runs;
}
