import { HOUR, type Steps } from "../../time.ts";
import { contractPowerKw } from "../contract_power.ts";
import type { Loads } from "../loads.ts";
import type { Members } from "../members.ts";
import type { Config } from "../../config/settings.ts";
import type { FlexibleRuns } from "../flexible_runs.ts";
import { appliances, REFERENCE_KWH } from "./kinds.ts";
import { type Run, RunSequences } from "./runs.ts";
import { DEFERRABLE_SHARE, ShiftableRuns } from "./shiftable_runs.ts";
import { SLOT, type Usage, usageOver, WARM_UP } from "./usage.ts";

/** Longest that a run waits for room below the contract power, and longest that one takes, slots. */
const LONGEST_WAIT = 36, LONGEST_RUN = 48;
const PER_HOUR = HOUR / SLOT;
/** Slots of power that is committed ahead, by member: an hour's runs, each waiting, each long. */
const AHEAD = PER_HOUR + LONGEST_WAIT + LONGEST_RUN;

/**
 * Loads of households with appliances: a base, and runs whose starts are drawn. A run that would
 * exceed the contract power waits until it fits, so that energy is kept.
 *
 * Steps are asked for in their order; going back begins again.
 *
 * @param seed Of the run.
 * @param contractKw By member; by its consumption where it is NaN or not given.
 */
export function applianceLoads(
  members: Pick<Members, "size" | "annualLoadKwh">,
  steps: Steps,
  seed: number,
  contractKw?: Float64Array,
): Loads {
  return householdLoads(members, steps, seed, contractKw, { share: 0, window_hours: 0 }).actual;
}

/** Loads of households with appliances, and those of their runs that can be shifted, where any can. */
export interface HouseholdLoads {
  /** Without the runs that can be shifted. */
  readonly actual: Loads;
  /** Those runs. */
  readonly flexible?: FlexibleRuns;
}

/**
 * As {@linkcode applianceLoads}, of households some of whose machines wait for a good hour: φ up to what
 * washing machine, dishwasher and dryer use, that part of their runs waits; beyond it there are more of
 * them, and less of the base. Others give way to what was placed before them.
 */
export function householdLoads(
  members: Pick<Members, "size" | "annualLoadKwh">,
  steps: Steps,
  seed: number,
  contractKw: Float64Array | undefined,
  { share, window_hours }: Pick<Config["flexibility"], "share" | "window_hours">,
): HouseholdLoads {
  const wanted = share / DEFERRABLE_SHARE;
  const usage = usageOver(steps, {
    deferrable: Math.max(1, wanted),
    beyond: Math.ceil(window_hours * PER_HOUR),
  });
  const perStep = steps.seconds / SLOT;
  const scale = members.annualLoadKwh.map((kwh) => kwh / REFERENCE_KWH);
  const sequences = new RunSequences(usage, members.annualLoadKwh, seed);
  const room = scale.map((share, i) => {
    const stated = contractKw?.[i] ?? NaN;
    const limit = Number.isNaN(stated) ? contractPowerKw(members.annualLoadKwh[i]) : stated;
    return Math.max(0, limit - share * usage.highestBaseKw);
  });
  let next = 0;
  const flexible: ShiftableRuns | undefined = share === 0 ? undefined : new ShiftableRuns({
    usage,
    annualKwh: members.annualLoadKwh,
    seed,
    steps,
    share: Math.min(1, wanted),
    windowHours: window_hours,
    room,
    others: (member, slot) => slot < WARM_UP + next * perStep + AHEAD ? plan.kwAt(member, slot) : 0,
  });
  const plan: CommittedPower = new CommittedPower(room, flexible);

  // In order of their slots, so that who waits for whom does not depend on the length of the steps.
  const begun: Run[] = [];
  const collect = (_member: number, appliance: number, slot: number, lot: number) => {
    if (flexible?.isOurs(appliance, lot)) return;
    begun.push({ appliance, slot });
  };
  const advance = (from: number, to: number) => {
    for (let member = 0; member < members.size; member++) {
      sequences.forEach(member, from, to, collect);
      if (begun.length === 0) continue;
      if (begun.length > 1) begun.sort((a, b) => a.slot - b.slot);
      for (const { appliance, slot } of begun) {
        plan.commit(member, slot, appliances[appliance].kwh, appliances[appliance].minutes);
      }
      begun.length = 0;
    }
  };
  const rewind = () => {
    sequences.rewind();
    plan.clear();
    next = 0;
    // Runs that began before the first step and still go on in it.
    for (let slot = 0; slot < WARM_UP; slot += PER_HOUR) {
      advance(slot, slot + PER_HOUR);
      plan.forget(slot, PER_HOUR);
    }
  };
  rewind();
  const actual: Loads = {
    set(step, loadKwh) {
      if (step < next) rewind();
      for (; next <= step; next++) {
        const from = WARM_UP + next * perStep;
        advance(from, from + perStep);
        const baseKwh = energyOf(usage, from, perStep);
        for (let i = 0; i < members.size; i++) {
          loadKwh[i] = scale[i] * baseKwh + plan.take(i, from, perStep) * SLOT / HOUR;
        }
      }
    },
  };
  return flexible === undefined ? { actual } : { actual, flexible };
}

/** The base of the reference household over some slots, kWh. */
function energyOf({ baseKw }: Usage, from: number, count: number): number {
  let kw = 0;
  for (let slot = from; slot < from + count; slot++) kw += baseKw[slot];
  return kw * SLOT / HOUR;
}

/** The power that runs are going to draw, kW by member and slot: a ring of the next slots each. */
class CommittedPower {
  readonly #room: Float64Array;
  readonly #kw: Float32Array;
  readonly #placed: ShiftableRuns | undefined;

  /**
   * @param room Power that each member may draw besides its base, kW.
   * @param placed Runs that others give way to.
   */
  constructor(room: Float64Array, placed: ShiftableRuns | undefined) {
    this.#room = room;
    this.#placed = placed;
    this.#kw = new Float32Array(room.length * AHEAD);
  }

  clear(): void {
    this.#kw.fill(0);
  }

  /** Commits a run as early from a slot on as it fits below the contract power. */
  commit(member: number, slot: number, kwh: number, minutes: number): void {
    const room = this.#room[member];
    const least = minutes * 60 / SLOT;
    const energy = kwh * HOUR / SLOT;
    const length = Math.min(LONGEST_RUN, Math.max(least, Math.ceil(energy / room - 1e-9)));
    const kw = energy / length;
    for (let start = slot; start <= slot + LONGEST_WAIT; start++) {
      if (this.#fits(member, start, length, room - kw)) {
        for (let at = start; at < start + length; at++) this.#kw[this.#index(member, at)] += kw;
        return;
      }
    }
    this.#squeeze(member, slot, energy, room);
  }

  /** Power of some slots, added up, kW; they are free afterwards. */
  take(member: number, from: number, count: number): number {
    let sum = 0;
    for (let slot = from; slot < from + count; slot++) {
      const at = this.#index(member, slot);
      sum += this.#kw[at];
      this.#kw[at] = 0;
    }
    return sum;
  }

  /** Frees some slots of every member. */
  forget(from: number, count: number): void {
    for (let member = 0; member < this.#room.length; member++) {
      for (let slot = from; slot < from + count; slot++) this.#kw[this.#index(member, slot)] = 0;
    }
  }

  #fits(member: number, start: number, length: number, most: number): boolean {
    for (let at = start; at < start + length; at++) {
      if (this.kwAt(member, at) + this.#placedKw(member, at) > most + 1e-6) return false;
    }
    return true;
  }

  /** Uses what room the next slots have, for a run that fits nowhere as a whole. */
  #squeeze(member: number, slot: number, energy: number, room: number): void {
    let left = energy;
    for (let at = slot; left > 0 && at < slot + LONGEST_WAIT + LONGEST_RUN; at++) {
      const index = this.#index(member, at);
      const free = room - this.#kw[index] - this.#placedKw(member, at);
      const kw = Math.min(left, Math.max(0, free));
      this.#kw[index] += kw;
      left -= kw;
    }
  }

  /** Power of a slot that is committed already, kW. */
  kwAt(member: number, slot: number): number {
    return this.#kw[this.#index(member, slot)];
  }

  #placedKw(member: number, slot: number): number {
    return this.#placed === undefined ? 0 : this.#placed.kwAt(member, slot);
  }

  #index(member: number, slot: number): number {
    return member * AHEAD + slot % AHEAD;
  }
}
