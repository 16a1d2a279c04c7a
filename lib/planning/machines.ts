import {
  type Energy,
  type FlexibleRun,
  type FlexibleRuns,
  type Loads,
  SLOT,
} from "../community/mod.ts";
import { HOUR } from "../time.ts";
import type { Expectations } from "./expectations.ts";

/** What a kWh costs or brings at a member's meter: need, λb and λs of the steps ahead. */
export interface MeterPrices {
  /** How many steps ahead are known. */
  readonly count: number;
  /** What a member is expected to need, kWh; below 0 to have over. */
  need(ahead: number): number;
  /** €/kWh. */
  ask(ahead: number): number;
  /** €/kWh. */
  pay(ahead: number): number;
}

/** By what machines wait. */
export interface Waiting {
  /** Slots of a step. */
  readonly perStep: number;
  /** First slot of the running step. */
  readonly now: number;
  /** What an hour of shifting has to bring, €/h. */
  readonly inconvenience: number;
}

/**
 * The slot at which a run costs least: what its energy costs at the member's meter, as expected, and
 * `inconvenience` for each hour of shifting. The earliest on ties; where it fits nowhere, as wanted.
 *
 * Its energy is worth λs as long as the member has it over, else it costs λb. What lies beyond the steps
 * that are seen is taken to be as the last of them.
 */
export function bestStart(run: FlexibleRun, prices: MeterPrices, waiting: Waiting): number {
  let best = run.preferred;
  let least = Infinity;
  for (let slot = run.earliest; slot <= run.latest; slot++) {
    const shift = Math.abs(slot - run.preferred) * SLOT / HOUR;
    const cost = costOf(run, slot, prices, waiting) + waiting.inconvenience * shift;
    if (cost < least - 1e-12 && run.fits(slot)) {
      least = cost;
      best = slot;
    }
  }
  return best;
}

function costOf(
  { kw, slots }: FlexibleRun,
  start: number,
  prices: MeterPrices,
  { perStep, now }: Waiting,
): number {
  let cost = 0;
  for (let slot = start; slot < start + slots;) {
    const step = Math.floor((slot - now) / perStep);
    const until = Math.min(start + slots, now + (step + 1) * perStep);
    const ahead = Math.min(step, prices.count - 1);
    const need = prices.need(ahead);
    const kwh = kw * (until - slot) * SLOT / HOUR;
    const [ask, pay] = [prices.ask(ahead), prices.pay(ahead)];
    cost += worth(need + kwh, ask, pay) - worth(need, ask, pay);
    slot = until;
  }
  return cost;
}

function worth(kwh: number, ask: number, pay: number): number {
  return kwh * (kwh > 0 ? ask : pay);
}

/** Places the runs that become known at a step, and expects what they use. */
export class Machines {
  readonly #runs: FlexibleRuns;
  readonly #expectations: Expectations;
  readonly #perStep: number;
  readonly #inconvenience: number;
  readonly #expected: Float64Array;
  /** Step up to which runs are known. */
  #known = 0;

  /**
   * Machines of which nothing is known yet.
   *
   * @param seconds Length of a step.
   * @param inconvenience €/h.
   */
  constructor(
    runs: FlexibleRuns,
    expectations: Expectations,
    size: number,
    seconds: number,
    inconvenience: number,
  ) {
    this.#runs = runs;
    this.#expectations = expectations;
    this.#perStep = seconds / SLOT;
    this.#inconvenience = inconvenience;
    this.#expected = new Float64Array(size);
  }

  /**
   * Places what becomes known at a step and adds what runs in it.
   *
   * @param planned The step as usual, without such runs; its load becomes `others`' and theirs.
   * @param others What else is consumed. It gives way to what is placed, so that it is asked for after it.
   */
  turnTo(step: number, planned: Energy, others: Loads): void {
    this.#runs.add(step, planned.loadKwh);
    this.#expectations.expectNow(planned);
    this.#place(step);
    others.set(step, planned.loadKwh);
    this.#runs.add(step, planned.loadKwh);
    this.#expectations.expectNow(planned);
  }

  #place(step: number): void {
    const seen = this.#expectations;
    const now = step * this.#perStep;
    const waiting = { perStep: this.#perStep, now, inconvenience: this.#inconvenience };
    this.#forget(step);
    let member = 0;
    const prices: MeterPrices = {
      count: seen.count,
      need: (ahead) => seen.needKwh(ahead)[member],
      ask: (ahead) => seen.ask(ahead)[member] * seen.askFactor[member],
      pay: (ahead) =>
        Math.min(
          seen.ask(ahead)[member] * seen.askFactor[member],
          seen.pay(ahead)[member] * seen.payFactor[member],
        ),
    };
    this.#runs.plan(step, (run) => {
      member = run.member;
      const start = bestStart(run, prices, waiting);
      this.#expect(run, start, now);
      return start;
    });
  }

  /** Of steps all of whose runs are known now, their energy is no more a matter of expectation. */
  #forget(step: number): void {
    const { count } = this.#expectations;
    const until = step + 1 + Math.floor(this.#runs.window / this.#perStep);
    // The running step is planned without them to begin with.
    this.#known = Math.max(this.#known, step + 1);
    for (; this.#known < until && this.#known < step + count; this.#known++) {
      this.#runs.expected.set(this.#known, this.#expected);
      const need = this.#expectations.needKwh(this.#known - step);
      for (let i = 0; i < need.length; i++) need[i] -= this.#expected[i];
    }
  }

  #expect({ member, kw, slots }: FlexibleRun, start: number, now: number): void {
    for (let slot = Math.max(start, now); slot < start + slots; slot++) {
      const ahead = Math.floor((slot - now) / this.#perStep);
      this.#expectations.add(member, ahead, kw * SLOT / HOUR);
    }
  }
}
