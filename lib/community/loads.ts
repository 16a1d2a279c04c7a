import { randomStream, uniform } from "../random.ts";
import { localSteps, type Steps } from "../time.ts";
import { householdLoadShape } from "./load_profile.ts";
import type { Members } from "./members.ts";

/** Households deviate from their profile by up to this share, each step anew. */
export const LOAD_NOISE = 0.1;

/** What the members consume, whatever it comes from. Each gives one value per member, kWh ≥ 0. */
export interface Loads {
  /** Sets what each member expects to consume in a step, as far as it can know. */
  expect(step: number, loadKwh: Float64Array): void;
  /** Sets what each member consumes in a step. */
  draw(step: number, loadKwh: Float64Array): void;
}

/**
 * Loads that follow one household profile, each member's scaled to its annual consumption, with
 * noise per member and step; members expect the profile without the noise.
 *
 * @param seed Of the run; a step's noise is a stream of its own, one draw per member.
 */
export function profileLoads(members: Members, steps: Steps, seed: number): Loads {
  const shape = householdLoadShape(localSteps(steps));
  return {
    expect(step, loadKwh) {
      for (let i = 0; i < members.size; i++) loadKwh[i] = members.annualLoadKwh[i] * shape[step];
    },
    draw(step, loadKwh) {
      const stream = randomStream(seed, "load", step);
      for (let i = 0; i < members.size; i++) {
        loadKwh[i] = members.annualLoadKwh[i] * shape[step] *
          uniform(stream, 1 - LOAD_NOISE, 1 + LOAD_NOISE);
      }
    },
  };
}
