import { meansOver } from "../../data/resampling.ts";
import { HOUR, type Steps } from "../../time.ts";
import type { HourlySeries } from "../../data/series.ts";

/**
 * The market price of each step as the history has it.
 *
 * @param prices History, €/MWh.
 * @returns Array of length `steps.count`, €/MWh; NaN where the history does not reach or has a gap.
 */
export function actualPrices({ start, values }: HourlySeries, steps: Steps): Float64Array {
  const first = (steps.start - start) / HOUR;
  const hours = Math.ceil(steps.count * steps.seconds / HOUR);
  const covered = Float64Array.from({ length: hours }, (_, hour) => values[first + hour] ?? NaN);
  return meansOver({ start: steps.start, seconds: HOUR, values: covered }, steps);
}
