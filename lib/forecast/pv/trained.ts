import { HOUR } from "../../time.ts";
import type { PvClimatology } from "./climatology.ts";
import type { Panels } from "./envelope.ts";
import type { PvHourAhead } from "./hour_ahead.ts";

/** A forecast is at most the clear-sky envelope times 1 plus this: clouds beside the sun brighten. */
export const CLOUD_ENHANCEMENT = 0.1;

/** What training found. */
export interface TrainedPv {
  /** The panels behind the history. */
  readonly panels: Panels;
  /** What is usual by season and hour. */
  readonly climatology: PvClimatology;
  /** What follows from the last hours. */
  readonly hourAhead: PvHourAhead;
  /** Yield of the community's panels over that of the history's, as their losses differ. */
  readonly relativeYield: number;
}

/** A clear-sky index that physics allows. */
export function boundedIndex(index: number): number {
  return Math.max(0, Math.min(1 + CLOUD_ENHANCEMENT, index));
}

/** An hour's power is the mean over the middles of so many equal parts. */
const PARTS = 12;

/** Instants (Unix seconds) in the middle of each part of the hour from an instant on. */
export function middlesOfHour(start: number): Float64Array {
  return Float64Array.from({ length: PARTS }, (_, part) => start + (part + 0.5) * HOUR / PARTS);
}
