import { InputError } from "../../input_error.ts";
import { dateInRome, formatInRome, HOUR, midnightInRome } from "../../time.ts";
import type { RawChannel, RawReadings } from "./format.ts";
import type { Direction, MeterAnswers, MeterGrid, MeterUnit, StampKind } from "./readings.ts";

/** The longest file that is taken for one meter's: 40 years of quarter hours. */
const MOST_STEPS = 1_500_000;

/** Above this mean power of a step, kW, a meter's unit is asked for: low voltage ends there. */
const HIGHEST_KW = 200;

/** A file does not say what its numbers are or its stamps mark, and was not told. */
export class AmbiguousReadings extends InputError {
  /** @param asks What must be told. */
  constructor(problem: string, readonly asks: keyof MeterAnswers) {
    super(problem);
  }
}

/**
 * Puts a file's readings on a regular axis of time, in kWh.
 *
 * @param file The file's name, for messages.
 * @param answers What the user says of it: this counts before what the file says of its unit, and
 *   after what its format says of its stamps.
 * @throws {AmbiguousReadings} If the unit or what stamps mark is not known.
 * @throws {InputError} If the readings are no energy by step: cumulative, daily, twice, negative.
 */
export function toGrid(raw: RawReadings, file: string, answers: MeterAnswers = {}): MeterGrid {
  const channels = [...raw.channels].filter(([, { values }]) => values.length > 0);
  if (channels.length === 0) throw new InputError(`Cannot read "${file}" as it holds no readings`);
  const seconds = raw.seconds ?? stepLength(channels[0][1].stamps, file);
  requireStep(seconds, file);
  for (const [direction, { values, stamps }] of channels) {
    if (isRegister(stamps, values)) {
      throw new InputError(
        `Cannot read "${file}" as its ${direction} never falls, as a register does that a meter ` +
          "counts up: export the energy of each step (the load curve) instead",
      );
    }
  }
  const unit = answers.unit ?? raw.unit;
  if (unit === undefined) {
    throw new AmbiguousReadings(
      `Cannot read "${file}" as it does not say what its numbers are: say --unit kWh, Wh, kW or W` +
        because(raw.hints?.unit),
      "unit",
    );
  }
  const stamp = raw.stamp ?? answers.stamp ?? stampFound(raw.clock, channels[0][1].stamps, seconds);
  if (stamp === undefined) {
    throw new AmbiguousReadings(
      `Cannot read "${file}" as its times may be where steps start or where they end: say --stamp ` +
        `start or end${because(raw.hints?.stamp)}`,
      "stamp",
    );
  }
  const kwh = channels.map(([direction, channel]) =>
    [direction, toKwh(channel, unit, seconds)] as const
  );
  requirePlausible(kwh, seconds, unit, file, answers);
  const shift = stamp === "end" ? seconds : 0;
  return onAxis(kwh, seconds, shift, raw, file);
}

function because(hint: string | undefined): string {
  return hint === undefined ? "" : ` (${hint})`;
}

/** The shortest time between stamps. */
function stepLength(stamps: ArrayLike<number>, file: string): number {
  if (stamps.length < 2) {
    throw new InputError(`Cannot read "${file}" as it holds a single time`);
  }
  const sorted = Float64Array.from(stamps).sort();
  let shortest = Infinity;
  for (let i = 1; i < sorted.length; i++) {
    const length = sorted[i] - sorted[i - 1];
    if (length > 0 && length < shortest) shortest = length;
  }
  return shortest;
}

function requireStep(seconds: number, file: string): void {
  if (seconds >= 60 && seconds <= HOUR && HOUR % seconds === 0) return;
  const length = seconds % HOUR === 0 ? `${seconds / HOUR} hours` : `${seconds / 60} minutes`;
  throw new InputError(
    seconds > HOUR
      ? `Cannot read "${file}" as it has a reading every ${length}, which does not show when in a ` +
        "day energy was used: export quarter hours or hours instead, or leave the meter out and " +
        "give annual_kwh"
      : `Cannot read "${file}" as steps are a whole part of an hour, from 1 minute on: found ${length}`,
  );
}

/** Whether values over a day or more never fall, but rise: a register, not energy by step. */
function isRegister(stamps: ArrayLike<number>, values: ArrayLike<number>): boolean {
  const known = Array.from(values).flatMap((value, i) =>
    Number.isNaN(value) ? [] : [{ value, stamp: stamps[i] }]
  );
  if (known.length < 12) return false;
  const first = known[0], last = known[known.length - 1];
  if (last.stamp < first.stamp) known.reverse();
  if (Math.abs(last.stamp - first.stamp) < 11 * HOUR) return false;
  return known[0].value < known[known.length - 1].value && known[0].value > 0 &&
    known.every(({ value }, i) => i === 0 || value >= known[i - 1].value);
}

/** What stamps mark, where a file begins or ends at midnight, of its own clock or of Rome's. */
function stampFound(
  clock: readonly [number, number] | undefined,
  stamps: ArrayLike<number>,
  seconds: number,
): StampKind | undefined {
  if (clock === undefined) return undefined;
  const ends = [stamps[0], stamps[stamps.length - 1]].sort((a, b) => a - b);
  const inRome = ends.map((stamp) => stamp - midnightInRome(dateInRome(stamp)));
  const found = [clock, inRome].map(([first, last]) => ({
    start: first === 0 || (last + seconds) % (24 * HOUR) === 0,
    end: first === seconds || last === 0,
  }));
  const starts = found.some(({ start }) => start);
  if (starts === found.some(({ end }) => end)) return undefined;
  return starts ? "start" : "end";
}

interface KwhChannel {
  readonly stamps: ArrayLike<number>;
  readonly kwh: Float64Array;
}

function toKwh({ stamps, values }: RawChannel, unit: MeterUnit, seconds: number): KwhChannel {
  const thousand = unit === "Wh" || unit === "W" ? 1000 : 1;
  const hours = unit === "W" || unit === "kW" ? seconds / HOUR : 1;
  return { stamps, kwh: Float64Array.from(values, (value) => value * hours / thousand) };
}

function requirePlausible(
  channels: readonly (readonly [Direction, KwhChannel])[],
  seconds: number,
  unit: MeterUnit,
  file: string,
  answers: MeterAnswers,
): void {
  if (answers.unit !== undefined) return;
  const limit = HIGHEST_KW * seconds / HOUR;
  for (const [direction, { kwh }] of channels) {
    if (!kwh.some((energy) => energy > limit)) continue;
    throw new AmbiguousReadings(
      `Cannot read the ${direction} in "${file}" in ${unit} as it would be more than ` +
        `${HIGHEST_KW} kW: say --unit Wh or W, or --unit ${unit} if it is that much`,
      "unit",
    );
  }
}

function onAxis(
  channels: readonly (readonly [Direction, KwhChannel])[],
  seconds: number,
  shift: number,
  raw: RawReadings,
  file: string,
): MeterGrid {
  let first = Infinity, last = -Infinity;
  for (const [, { stamps }] of channels) {
    for (let i = 0; i < stamps.length; i++) {
      if (stamps[i] < first) first = stamps[i];
      if (stamps[i] > last) last = stamps[i];
    }
  }
  const count = (last - first) / seconds + 1;
  if (count > MOST_STEPS) {
    throw new InputError(
      `Cannot read "${file}" as it reaches from ${formatInRome(first)} to ${formatInRome(last)}: ` +
        "more than a meter's life",
    );
  }
  const start = first - shift;
  if (start % seconds !== 0) {
    throw new InputError(
      `Cannot read "${file}" as steps of ${
        seconds / 60
      } minutes begin at a multiple of it: found ` +
        formatInRome(start),
    );
  }
  let repeats = raw.dropped ?? 0;
  const columns = channels.map(([direction, { stamps, kwh }]) => {
    const column = new Float64Array(Math.floor(count)).fill(NaN);
    const seen = new Uint8Array(column.length);
    for (let i = 0; i < stamps.length; i++) {
      const slot = (stamps[i] - first) / seconds;
      if (!Number.isInteger(slot)) {
        throw new InputError(
          `Cannot read "${file}" as readings come every ${seconds / 60} minutes from ` +
            `${formatInRome(first)} on: found ${formatInRome(stamps[i])}`,
        );
      }
      if (seen[slot]) {
        if (raw.repeats !== "last") {
          throw new InputError(
            `Cannot read "${file}" as ${formatInRome(stamps[i])} is there twice`,
          );
        }
        repeats++;
      }
      seen[slot] = 1;
      column[slot] = kwh[i];
    }
    return [direction, column] as const;
  });
  return { start, seconds, count: Math.floor(count), kwh: new Map(columns), repeats };
}

/**
 * Joins what several files of one meter say, such as a month each.
 *
 * @param grids At least one, each with the name of its file.
 * @throws {InputError} If their steps differ in length, or two give a step differently.
 */
export function joinGrids(grids: readonly { readonly file: string; readonly grid: MeterGrid }[]) {
  if (grids.length === 1) return grids[0].grid;
  const { seconds } = grids[0].grid;
  const other = grids.find(({ grid }) => grid.seconds !== seconds);
  if (other !== undefined) {
    throw new InputError(
      `Cannot join "${
        grids[0].file
      }" and "${other.file}" as one meter's steps are of one length: ` +
        `found ${seconds / 60} and ${other.grid.seconds / 60} minutes`,
    );
  }
  const start = Math.min(...grids.map(({ grid }) => grid.start));
  const end = Math.max(...grids.map(({ grid }) => grid.start + grid.count * seconds));
  const count = (end - start) / seconds;
  const kwh = new Map<Direction, Float64Array>();
  let repeats = 0;
  for (const { file, grid } of grids) {
    repeats += grid.repeats;
    const offset = (grid.start - start) / seconds;
    for (const [direction, values] of grid.kwh) {
      let column = kwh.get(direction);
      if (column === undefined) {
        kwh.set(direction, column = new Float64Array(count).fill(NaN));
      }
      for (let i = 0; i < values.length; i++) {
        const known = column[offset + i];
        if (Number.isNaN(known)) column[offset + i] = values[i];
        else if (known === values[i]) repeats++;
        else if (!Number.isNaN(values[i])) {
          throw new InputError(
            `Cannot join "${file}" with the member's other files as they give ` +
              `${formatInRome(start + (offset + i) * seconds)} differently`,
          );
        }
      }
    }
  }
  return { start, seconds, count, kwh, repeats } satisfies MeterGrid;
}
