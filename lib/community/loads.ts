import { randomStream, uniform } from "../random.ts";
import { localSteps, type Steps } from "../time.ts";
import { householdLoadShape } from "./load_profile.ts";
import type { Members } from "./members.ts";

/** Households deviate from their profile by up to this share, each step anew. */
export const LOAD_NOISE = 0.1;

/** What the members consume, whatever it comes from. */
export interface Loads {
  /** Sets each member's load of a step: one value per member, kWh ≥ 0. */
  set(step: number, loadKwh: Float64Array): void;
}

/**
 * Loads that follow one household profile, each member's scaled to its annual consumption, with
 * noise per member and step.
 *
 * @param seed Of the run; a step's noise is a stream of its own, one draw per member.
 */
export function profileLoads(members: Members, steps: Steps, seed: number): Loads {
  const shape = householdLoadShape(localSteps(steps));
  return {
    set(step, loadKwh) {
      const stream = randomStream(seed, "load", step);
      const shareOfYear = shape[step];
      for (let i = 0; i < members.size; i++) {
        loadKwh[i] = members.annualLoadKwh[i] * shareOfYear *
          uniform(stream, 1 - LOAD_NOISE, 1 + LOAD_NOISE);
      }
    },
  };
}
