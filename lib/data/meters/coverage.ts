import { InputError } from "../../input_error.ts";
import { formatInRome, type Steps } from "../../time.ts";
import { type Direction, endOfReadings, type MeterGrid } from "./readings.ts";

/**
 * Demands that readings cover a run.
 *
 * @throws {InputError} Naming the range that they cover.
 */
export function requireCovers(grid: MeterGrid, steps: Steps, file: string): void {
  const end = steps.start + steps.count * steps.seconds;
  if (grid.start <= steps.start && endOfReadings(grid) >= end) return;
  throw new InputError(
    `Cannot run from ${formatInRome(steps.start)} to ${formatInRome(end)} as the readings in ` +
      `"${file}" reach from ${formatInRome(grid.start)} to ${formatInRome(endOfReadings(grid))}: ` +
      "choose a date within them",
  );
}

/** Sum of what is known of a channel, kWh; 0 where the meter has none. */
export function totalOf(grid: MeterGrid, direction: Direction): number {
  let sum = 0;
  for (const energy of grid.kwh.get(direction) ?? []) if (!Number.isNaN(energy)) sum += energy;
  return sum;
}
