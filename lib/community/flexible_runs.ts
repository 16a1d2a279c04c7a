import type { Loads } from "./loads.ts";

/** A run of a machine that waits for a good hour. Slots count from the start of the run's first step. */
export interface FlexibleRun {
  /** Whose. */
  readonly member: number;
  /** Its even power, kW. */
  readonly kw: number;
  /** Its length, slots. */
  readonly slots: number;
  /** When it is wanted. */
  readonly preferred: number;
  /** When it may start at the earliest. */
  readonly earliest: number;
  /** And at the latest. */
  readonly latest: number;
  /** Whether it would stay below the contract power if it started at a slot. */
  fits(slot: number): boolean;
}

/** Runs that can be shifted: what is expected of them, and what they use once they are placed. */
export interface FlexibleRuns {
  /** How long before it is wanted a run becomes known, slots. */
  readonly window: number;
  /** What they are expected to use where they are wanted, by member, kWh. Any step. */
  readonly expected: Loads;
  /**
   * Tells of each run that becomes known in a step, and lets it be placed. Steps in their order.
   *
   * @param place Gives the slot at which it is to start. The run's record is used again for the next.
   */
  plan(step: number, place: (run: FlexibleRun) => number): void;
  /** Adds what placed runs use in a step, by member, kWh. */
  add(step: number, loadKwh: Float64Array): void;
}

/** Loads without what runs that can be shifted are expected to use. */
export function withoutRuns(loads: Loads, runs: FlexibleRuns, size: number): Loads {
  const own = new Float64Array(size);
  return {
    set(step, loadKwh) {
      loads.set(step, loadKwh);
      runs.expected.set(step, own);
      for (let i = 0; i < size; i++) loadKwh[i] = Math.max(0, loadKwh[i] - own[i]);
    },
  };
}
