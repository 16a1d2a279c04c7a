import { InputError } from "../../input_error.ts";
import { formatInRome, HOUR } from "../../time.ts";
import type { Direction, MeterGap, MeterGrid } from "./readings.ts";

/** Gaps up to so many hours are filled between their neighbours. */
export const LONGEST_FILLED_HOURS = 3;

/**
 * Fills the short gaps of readings on a straight line between their neighbours, and lists all gaps.
 *
 * @returns The readings, new columns where something was filled, and the gaps; those of more than
 *   {@link LONGEST_FILLED_HOURS} stay NaN.
 */
export function fillGaps<Grid extends MeterGrid>(
  grid: Grid,
): Grid & { readonly gaps: readonly MeterGap[] } {
  const gaps: MeterGap[] = [];
  const kwh = new Map<Direction, Float64Array>();
  for (const [direction, values] of grid.kwh) {
    const found = gapsOf(direction, values, grid);
    gaps.push(...found);
    kwh.set(direction, found.length === 0 ? values : filled(values, found, grid));
  }
  return { ...grid, kwh, gaps };
}

function gapsOf(direction: Direction, values: Float64Array, grid: MeterGrid): MeterGap[] {
  const { start, seconds } = grid;
  const gaps: MeterGap[] = [];
  for (let at = 0; at < values.length; at++) {
    if (!Number.isNaN(values[at])) continue;
    const first = at;
    while (at < values.length && Number.isNaN(values[at])) at++;
    const inside = first > 0 && at < values.length;
    gaps.push({
      direction,
      from: start + first * seconds,
      to: start + at * seconds,
      interpolated: inside && (at - first) * seconds <= LONGEST_FILLED_HOURS * HOUR,
    });
  }
  return gaps;
}

function filled(
  values: Float64Array,
  gaps: readonly MeterGap[],
  { start, seconds }: MeterGrid,
): Float64Array {
  const column = values.slice();
  for (const { from, to, interpolated } of gaps) {
    if (!interpolated) continue;
    const before = (from - start) / seconds - 1, after = (to - start) / seconds;
    for (let at = before + 1; at < after; at++) {
      const share = (at - before) / (after - before);
      column[at] = (1 - share) * values[before] + share * values[after];
    }
  }
  return column;
}

/** A gap for people: `consumption from 2025-08-03 10:00 to 2025-08-03 15:00`. */
export function describeGap({ direction, from, to }: MeterGap): string {
  return `${direction} from ${formatInRome(from)} to ${formatInRome(to)}`;
}

/**
 * Demands that a range of time is free of gaps that were not filled.
 *
 * @param from Unix seconds.
 * @param to Unix seconds.
 * @throws {InputError} Naming the gaps.
 */
export function requireNoGaps(
  gaps: readonly MeterGap[],
  file: string,
  from = -Infinity,
  to = Infinity,
): void {
  const open = gaps.filter((gap) => !gap.interpolated && gap.from < to && gap.to > from);
  if (open.length === 0) return;
  const listed = open.slice(0, 5).map(describeGap).join("; ");
  const more = open.length > 5 ? `; and ${open.length - 5} more` : "";
  throw new InputError(
    `Cannot use the readings in "${file}" as gaps of up to ${LONGEST_FILLED_HOURS} hours between ` +
      `readings are filled, longer ones are not: ${listed}${more}`,
  );
}
