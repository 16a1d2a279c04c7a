import type { FlexibleRuns } from "./flexible_runs.ts";
import type { Loads, Overlay } from "./loads.ts";

/** What members plan with, and what is metered in the end. */
export interface LoadPair {
  /** Known before a step: without the noise of a model, or from a meter's past. */
  readonly expected: Loads;
  /** What is consumed. */
  readonly actual: Loads;
  /** Runs of machines that wait, besides both; left out where none does. */
  readonly flexible?: FlexibleRuns;
  /**
   * What changes the members' generation after the sun of their neighbourhood: their roofs, and their
   * meters. Left out where nothing does.
   */
  readonly generation?: {
    /** What they plan with. */
    readonly expected: Overlay;
    /** What comes. */
    readonly actual: Overlay;
  };
  /**
   * The same as members expect it a day before; it reaches a day beyond the run. Steps in any order. Left
   * out by those whose members do not look ahead.
   */
  readonly ahead?: {
    /** What they consume. */
    readonly load: Loads;
    /** What changes their generation. */
    readonly generation?: Overlay;
  };
}
