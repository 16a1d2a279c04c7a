import { InputError } from "../../input_error.ts";
import { HOUR } from "../../time.ts";
import { quoted } from "../files/quoted.ts";
import { parseIsoTime, utcInstant } from "../stamp.ts";

/** What a cell says of a time: the instant, or what a clock on a wall showed. */
type Reading =
  | { readonly instant: number }
  | {
    readonly year: number;
    readonly month: number;
    readonly day: number;
    readonly secondOfDay: number;
  };

/** Which of the first two figures of `03/04/2024` is the day. */
export type DateOrder = "day first" | "month first";

/** How times are to be read. */
export interface Clock {
  /** The zone of times that name none, such as `Europe/Rome` or `UTC`; undefined if not known. */
  readonly timeZone?: string | undefined;
  /** The order of dates with slashes where it is known; else it is found out from all of them. */
  readonly order?: DateOrder;
  /** Where the cell of an index stands, for messages. */
  place(index: number): string;
}

const DAY = 24 * HOUR;

/**
 * The instants that cells name, Unix seconds. Read are ISO 8601, `31.12.2024 23:00`,
 * `31/12/2024 23:00:00`, `20241231 23:00` and intervals such as `… - …`, of which the start counts.
 *
 * On the day that the clocks go back an hour shows twice: the earlier one is taken first, in the order
 * of the rows; a `(CET)` or `(CEST)` behind it decides.
 *
 * @throws {InputError} If a cell is none of them, the zone is not known, or the clock never showed it.
 */
export function readTimes(cells: readonly string[], clock: Clock): Float64Array {
  const order = clock.order ?? orderOf(cells);
  const days = new LocalDays(clock.timeZone);
  const instants = new Float64Array(cells.length);
  let previous = -Infinity;
  const read = (index: number) => {
    const reading = parse(cells[index], order);
    if (reading === undefined) throw unreadable(cells[index], order, clock, index);
    if (!("instant" in reading) && clock.timeZone === undefined) {
      throw new InputError(
        `Cannot read the time ${
          quoted(cells[index])
        } as it does not say of which clock it is: add ` +
          `--time-zone UTC or --time-zone Europe/Rome, ${clock.place(index)}`,
      );
    }
    const instant = "instant" in reading ? reading.instant : days.instant(reading, previous);
    if (Number.isNaN(instant)) {
      throw new InputError(
        `Cannot read the time ${quoted(cells[index])} as the clock of ${clock.timeZone} never ` +
          `shows it: ${clock.place(index)}`,
      );
    }
    instants[index] = previous = instant;
  };
  const newestFirst = cells.length > 1 && wallOf(cells[0], order) > wallOf(cells.at(-1)!, order);
  for (let i = 0; i < cells.length; i++) read(newestFirst ? cells.length - 1 - i : i);
  return instants;
}

/** What a cell shows, as if it were UTC; NaN where it cannot be read. */
function wallOf(cell: string, order: DateOrder | undefined): number {
  const reading = parse(cell, order);
  if (reading === undefined) return NaN;
  if ("instant" in reading) return reading.instant;
  return utcInstant(reading.year, reading.month, reading.day) + reading.secondOfDay;
}

/** Whether a time zone is known. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

function parse(cell: string, order: DateOrder | undefined): Reading | undefined {
  const [start] = cell.split(/ - | – /, 1);
  const named = /^(.*?)\s*\((CET|CEST|UTC)\)$/.exec(start);
  const text = (named?.[1] ?? start).trim();
  const shift = named === null ? undefined : { CET: HOUR, CEST: 2 * HOUR, UTC: 0 }[named[2]];
  if (/^\d{4}-\d\d-\d\d[ T].*(Z|[+-]\d\d:?\d\d)$/.test(text)) {
    const instant = parseIsoTime(text);
    return Number.isNaN(instant) ? undefined : { instant };
  }
  const parts = dateParts(text, order);
  if (parts === undefined) return undefined;
  const [year, month, day, hour, minute, second] = parts;
  const midnight = utcInstant(year, month, day);
  if (Number.isNaN(midnight) || hour > 23 || minute > 59 || second > 59) return undefined;
  const secondOfDay = hour * HOUR + minute * 60 + second;
  if (shift !== undefined) return { instant: midnight + secondOfDay - shift };
  return { year, month, day, secondOfDay };
}

const TIME = /[ T](\d{1,2}):(\d\d)(?::(\d\d)(?:\.0+)?)?$/;

function dateParts(text: string, order: DateOrder | undefined): number[] | undefined {
  const time = TIME.exec(text);
  const date = time === null ? text : text.slice(0, time.index);
  const clock = [time?.[1] ?? 0, time?.[2] ?? 0, time?.[3] ?? 0].map(Number);
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(date);
  if (iso !== null) return [Number(iso[1]), Number(iso[2]), Number(iso[3]), ...clock];
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(date);
  if (dotted !== null) return [Number(dotted[3]), Number(dotted[2]), Number(dotted[1]), ...clock];
  const slashed = SLASHED.exec(date);
  if (slashed === null || order === undefined) return undefined;
  const [day, month] = order === "day first" ? [1, 2] : [2, 1];
  return [Number(slashed[3]), Number(slashed[month]), Number(slashed[day]), ...clock];
}

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** Where any date with slashes has a figure above 12, that one is the day. */
function orderOf(cells: readonly string[]): DateOrder | undefined {
  for (const cell of cells) {
    const [, first, second] = /^(\d{1,2})\/(\d{1,2})\/\d{4}/.exec(cell) ?? [];
    if (Number(first) > 12) return "day first";
    if (Number(second) > 12) return "month first";
  }
  return undefined;
}

function unreadable(
  cell: string,
  order: DateOrder | undefined,
  clock: Clock,
  index: number,
): InputError {
  if (order === undefined && /^\d{1,2}\/\d{1,2}\/\d{4}/.test(cell)) {
    return new InputError(
      `Cannot read the time ${quoted(cell)} as no date of the file tells the day from the month: ` +
        `write it ${quoted("YYYY-MM-DD HH:MM")}, ${clock.place(index)}`,
    );
  }
  return new InputError(
    `Cannot read the time ${
      quoted(cell)
    } as times are written YYYY-MM-DD HH:MM, DD.MM.YYYY HH:MM ` +
      `or DD/MM/YYYY HH:MM: ${clock.place(index)}`,
  );
}

/** Days of a zone: most have 24 hours, and their times are counted from midnight. */
class LocalDays {
  readonly #zone: string | undefined;
  readonly #midnights = new Map<number, number | undefined>();

  constructor(zone: string | undefined) {
    this.#zone = zone === "UTC" ? undefined : zone;
  }

  /** The instant that a clock shows; of two the first that comes after another; NaN for none. */
  instant(reading: Exclude<Reading, { instant: number }>, previous: number): number {
    const { year, month, day, secondOfDay } = reading;
    const wall = utcInstant(year, month, day);
    if (this.#zone === undefined) return wall + secondOfDay;
    if (!this.#midnights.has(wall)) this.#midnights.set(wall, ordinaryMidnight(wall, this.#zone));
    const midnight = this.#midnights.get(wall);
    if (midnight !== undefined) return midnight + secondOfDay;
    const local = plain(wall + secondOfDay);
    const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) => {
      const zoned = local.toZonedDateTime(this.#zone!, { disambiguation });
      return zoned.toPlainDateTime().equals(local) ? zoned.epochMilliseconds / 1000 : NaN;
    });
    return earlier > previous ? earlier : later;
  }
}

/** The instant of midnight of a day of 24 hours; undefined on days of a clock change. */
function ordinaryMidnight(wall: number, zone: string): number | undefined {
  const midnight = plain(wall).toZonedDateTime(zone);
  return midnight.hoursInDay === DAY / HOUR ? midnight.epochMilliseconds / 1000 : undefined;
}

function plain(wall: number): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(wall * 1000).toZonedDateTimeISO("UTC")
    .toPlainDateTime();
}
