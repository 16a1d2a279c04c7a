import type { PriceHistory } from "../../data/histories.ts";
import { meansOver, type Series } from "../../data/resampling.ts";
import { HOUR, startOfStep, type Steps } from "../../time.ts";

/**
 * The market price of each step as it came: by the quarter hour where the market cleared those and the
 * files have them, else by the hour. Within its period a price holds; a longer step takes the mean of
 * what it spans.
 *
 * @param column Of the history.
 * @returns Array of length `steps.count`, €/MWh; NaN where the history does not reach or has a gap.
 */
export function actualPrices(
  { start, eurPerMwh, quarterHours }: PriceHistory,
  column: string,
  steps: Steps,
): Float64Array {
  const hours = pricesOver({ start, seconds: HOUR, values: valuesOf(eurPerMwh, column) }, steps);
  if (quarterHours === undefined) return hours;
  const quarters = pricesOver({
    start: quarterHours.start,
    seconds: quarterHours.stepSeconds,
    values: valuesOf(quarterHours.eurPerMwh, column),
  }, steps);
  return hours.map((price, step) => Number.isNaN(quarters[step]) ? price : quarters[step]);
}

function valuesOf(columns: ReadonlyMap<string, Float64Array>, name: string): Float64Array {
  return columns.get(name) ?? new Float64Array();
}

/** A series at the steps, NaN where it does not reach. */
function pricesOver({ start, seconds, values }: Series, steps: Steps): Float64Array {
  const first = Math.floor((steps.start - start) / seconds);
  const last = Math.ceil((startOfStep(steps, steps.count) - start) / seconds);
  const covering = Float64Array.from({ length: last - first }, (_, i) => values[first + i] ?? NaN);
  return meansOver({ start: start + first * seconds, seconds, values: covering }, steps);
}
