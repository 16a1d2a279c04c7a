import type { FlexibleRun, FlexibleRuns } from "../flexible_runs.ts";
import { DAYS_OF_MONTH, levelOf } from "../load_profile.ts";
import type { Loads } from "../loads.ts";
import { HOUR, type Steps } from "../../time.ts";
import { appliances, REFERENCE_KWH } from "./kinds.ts";
import { RunSequences } from "./runs.ts";
import { SLOT, type Usage, WARM_UP } from "./usage.ts";

const PER_HOUR = HOUR / SLOT;
/** Longest that a run may take, slots: as long as the others. */
const LONGEST_RUN = 48;

/** What of a household's energy its washing machine, dishwasher and dryer use over a year. */
export const DEFERRABLE_SHARE = deferrableKwh() / REFERENCE_KWH;

function deferrableKwh(): number {
  return DAYS_OF_MONTH.reduce((sum, days, i) => {
    const isSummer = i >= 5 && i <= 7;
    const perDay = appliances.filter(({ deferrable }) => deferrable)
      .reduce(
        (kwh, { runsPerDay, runsPerSummerDay, ...kind }) =>
          kwh + kind.kwh * (isSummer ? runsPerSummerDay : runsPerDay),
        0,
      );
    return sum + days * levelOf(i + 1) * perDay;
  }, 0);
}

/** What runs are shifted on. */
export interface Shifting {
  /** Of all households' appliances, some slots beyond the steps of the run. */
  readonly usage: Usage;
  /** Consumption of each member in a year, kWh. */
  readonly annualKwh: Float64Array;
  /** Of the run. */
  readonly seed: number;
  /** Of the run. */
  readonly steps: Steps;
  /** Share of the runs of machines that can be put off which are. */
  readonly share: number;
  /** How far from its preferred time a run may start, h. */
  readonly windowHours: number;
  /** Power that each member may draw besides its base, kW. */
  readonly room: Float64Array;
  /** What else is committed, kW by member and slot of the usage. */
  readonly others: (member: number, slot: number) => number;
}

/** The runs of machines that one starts and leaves, once their households let them wait. */
export class ShiftableRuns implements FlexibleRuns {
  readonly window: number;
  readonly expected: Loads;
  readonly #on: Shifting;
  readonly #sequences: RunSequences;
  readonly #perStep: number;
  /** Slots that the ring holds, by member. */
  readonly #ring: number;
  readonly #kw: Float64Array;
  /** Slot of the usage up to which runs are known. */
  #known = 0;
  /** Slot of the usage before which the ring is free. */
  #past = WARM_UP;

  /** Runs of no step yet. */
  constructor(on: Shifting) {
    const { usage, annualKwh, seed, steps, windowHours } = on;
    this.#on = on;
    this.window = Math.floor(windowHours * PER_HOUR);
    this.#perStep = steps.seconds / SLOT;
    this.#sequences = new RunSequences(usage, annualKwh, seed);
    this.#ring = 2 * this.window + LONGEST_RUN + 2 * WARM_UP + PER_HOUR;
    this.#kw = new Float64Array(annualKwh.length * this.#ring);
    this.expected = expectedOf(on, this.#perStep);
  }

  plan(step: number, place: (run: FlexibleRun) => number): void {
    const now = WARM_UP + step * this.#perStep;
    this.#free(now);
    const until = Math.min(this.#on.usage.count, now + this.#perStep + this.window);
    if (until <= this.#known) return;
    const take = (member: number, appliance: number, slot: number, lot: number) => {
      if (this.isOurs(appliance, lot)) this.#take(member, appliance, slot, now, place);
    };
    for (let member = 0; member < this.#on.annualKwh.length; member++) {
      this.#sequences.forEach(member, this.#known, until, take);
    }
    this.#known = until;
  }

  add(step: number, loadKwh: Float64Array): void {
    const from = WARM_UP + step * this.#perStep;
    for (let member = 0; member < loadKwh.length; member++) {
      let kw = 0;
      for (let slot = from; slot < from + this.#perStep; slot++) kw += this.kwAt(member, slot);
      loadKwh[member] += kw * SLOT / HOUR;
    }
  }

  /** Power of the placed runs of a member in a slot of the usage, kW. */
  kwAt(member: number, slot: number): number {
    return this.#kw[member * this.#ring + slot % this.#ring];
  }

  /** Whether a run is one of those that wait. */
  isOurs(appliance: number, lot: number): boolean {
    return appliances[appliance].deferrable && lot < this.#on.share;
  }

  #take(
    member: number,
    appliance: number,
    slot: number,
    now: number,
    place: (run: FlexibleRun) => number,
  ): void {
    const { kwh, minutes } = appliances[appliance];
    const room = this.#on.room[member];
    const energy = kwh * PER_HOUR;
    const least = minutes * 60 / SLOT;
    const slots = Math.min(LONGEST_RUN, Math.max(least, Math.ceil(energy / room - 1e-9)));
    const kw = energy / slots;
    // A run that began before the first step stays where it was.
    const start = slot < WARM_UP ? slot : WARM_UP + place({
      member,
      kw,
      slots,
      preferred: slot - WARM_UP,
      earliest: Math.max(now, slot - this.window) - WARM_UP,
      latest: slot + this.window - WARM_UP,
      fits: (at) => this.#fits(member, at + WARM_UP, slots, room - kw),
    });
    for (let at = Math.max(start, now); at < start + slots; at++) {
      this.#kw[member * this.#ring + at % this.#ring] += kw;
    }
  }

  #fits(member: number, start: number, slots: number, most: number): boolean {
    for (let at = start; at < start + slots; at++) {
      if (this.kwAt(member, at) + this.#on.others(member, at) > most + 1e-6) return false;
    }
    return true;
  }

  /** Frees the slots before a step. */
  #free(now: number): void {
    for (; this.#past < now; this.#past++) {
      for (let at = this.#past % this.#ring; at < this.#kw.length; at += this.#ring) {
        this.#kw[at] = 0;
      }
    }
  }
}

function expectedOf({ usage, annualKwh, share }: Shifting, perStep: number): Loads {
  return {
    set(step, loadKwh) {
      const from = WARM_UP + step * perStep;
      let kw = 0;
      for (let slot = from; slot < from + perStep; slot++) kw += usage.deferrableKw[slot];
      const ofReference = kw * SLOT / HOUR * share / REFERENCE_KWH;
      for (let i = 0; i < loadKwh.length; i++) loadKwh[i] = annualKwh[i] * ofReference;
    },
  };
}
