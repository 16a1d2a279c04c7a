import { randomStream, uniform } from "../random.ts";
import { localSteps, type Steps } from "../time.ts";
import { householdLoadShape } from "./load_profile.ts";
import type { Members } from "./members.ts";

/** Households deviate from their profile by up to this share, each step anew. */
export const LOAD_NOISE = 0.1;

/** What the members consume, whatever it comes from. Steps are asked for once each, in their order. */
export interface Loads {
  /** Sets each member's load of a step: one value per member, kWh ≥ 0. */
  set(step: number, loadKwh: Float64Array): void;
}

/**
 * Loads as a whole, to be looked at: a run asks for a step at a time.
 *
 * @param steps How many, from the first.
 * @param size Of the members.
 * @returns By step: one value per member, kWh.
 */
export function loadsByStep(loads: Loads, steps: number, size: number): Float64Array[] {
  return Array.from({ length: steps }, (_, step) => {
    const kwh = new Float64Array(size);
    loads.set(step, kwh);
    return kwh;
  });
}

/** Sets some members' energy of a step, and leaves the others' as it is. */
export interface Overlay {
  /** Overwrites the entries of the members that it knows. */
  set(step: number, kwh: Float64Array): void;
}

/** Loads that follow one household profile, each member's scaled to its annual consumption. */
export function expectedLoads(
  members: Pick<Members, "size" | "annualLoadKwh">,
  steps: Steps,
): Loads {
  const shape = householdLoadShape(localSteps(steps));
  return {
    set(step, loadKwh) {
      for (let i = 0; i < members.size; i++) loadKwh[i] = members.annualLoadKwh[i] * shape[step];
    },
  };
}

/**
 * Loads that follow one household profile, each member's scaled to its annual consumption, with
 * noise per member and step.
 *
 * @param seed Of the run; a step's noise is a stream of its own, one draw per member.
 */
export function profileLoads(
  members: Pick<Members, "size" | "annualLoadKwh">,
  steps: Steps,
  seed: number,
): Loads {
  const expected = expectedLoads(members, steps);
  return {
    set(step, loadKwh) {
      expected.set(step, loadKwh);
      const stream = randomStream(seed, "load", step);
      for (let i = 0; i < members.size; i++) {
        loadKwh[i] *= uniform(stream, 1 - LOAD_NOISE, 1 + LOAD_NOISE);
      }
    },
  };
}

/** A share of some loads. */
export function scaledLoads(loads: Loads, share: number): Loads {
  return {
    set(step, loadKwh) {
      loads.set(step, loadKwh);
      for (let i = 0; i < loadKwh.length; i++) loadKwh[i] *= share;
    },
  };
}

/** What some and others consume together, each member by either. */
export function addedLoads(loads: Loads, others: Loads, size: number): Loads {
  const more = new Float64Array(size);
  return {
    set(step, loadKwh) {
      loads.set(step, loadKwh);
      others.set(step, more);
      for (let i = 0; i < size; i++) loadKwh[i] += more[i];
    },
  };
}
