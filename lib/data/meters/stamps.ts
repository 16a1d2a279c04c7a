import { InputError } from "../../input_error.ts";
import { HOUR } from "../../time.ts";
import { RomeClock } from "./rome_clock.ts";

const ZONED = /(?:Z|[+-]\d\d:?\d\d)$/;
const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.0+)?)?$/;
const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}) (\d{1,2}):(\d\d)(?::(\d\d))?$/;

/** The time of a file's rows. */
export interface FileStamps {
  /** One per row, Unix seconds. */
  readonly instants: Float64Array;
  /** Seconds since midnight of the clock that the file uses, of the first and of the last row. */
  readonly clock: readonly [first: number, last: number];
}

/**
 * The instants that time stamps mark, however they are written: ISO 8601 with an offset; without
 * one, on the wall clock of Rome, where October's repeated hour is told by its order; day, month
 * and year with slashes, in whichever order the file's days give away.
 *
 * @param texts One per row, in the order of the file, forwards or backwards in time.
 * @param place Where row i stands, for messages: `line 3 of "a.csv"`.
 * @param zone Clock of stamps without an offset.
 * @throws {InputError} If a stamp cannot be read, or its time never was.
 */
export function readStamps(
  texts: readonly string[],
  file: string,
  place: (row: number) => string,
  zone: "Rome" | "UTC" = "Rome",
): FileStamps {
  const zoned = ZONED.test(texts[0]) && !SLASHED.test(texts[0]);
  const walls = zoned ? undefined : readWalls(texts, file, place);
  const instants = walls === undefined
    ? readZoned(texts, place)
    : zone === "UTC"
    ? Float64Array.from(walls, ({ date, seconds }) => Date.parse(`${date}Z`) / 1000 + seconds)
    : onRomeClock(walls, place);
  const clock = (row: number) =>
    walls === undefined ? secondsOfDay(texts[row]) : walls[row].seconds;
  const backwards = instants[0] > instants[instants.length - 1];
  const last = texts.length - 1;
  return { instants, clock: backwards ? [clock(last), clock(0)] : [clock(0), clock(last)] };
}

interface WallTime {
  readonly date: string;
  readonly seconds: number;
}

function readZoned(texts: readonly string[], place: (row: number) => string): Float64Array {
  return Float64Array.from(texts, (text, row) => {
    const instant = Date.parse(text.replace(" ", "T").replace(/ ?([+-]\d\d):?(\d\d)$/, "$1:$2"));
    if (Number.isNaN(instant) || !ZONED.test(text)) throw unreadable(place(row));
    return instant / 1000;
  });
}

function secondsOfDay(text: string): number {
  const [, hours, minutes] = /[T ](\d\d):(\d\d)/.exec(text) ?? [];
  return Number(hours) * HOUR + Number(minutes) * 60;
}

function readWalls(
  texts: readonly string[],
  file: string,
  place: (row: number) => string,
): WallTime[] {
  if (ISO.test(texts[0])) {
    return texts.map((text, row) => {
      const match = ISO.exec(text);
      if (match === null) throw unreadable(place(row));
      const [, year, month, day, ...time] = match;
      return wallTime(`${year}-${month}-${day}`, time, place(row));
    });
  }
  const parts = texts.map((text, row) => {
    const match = SLASHED.exec(text);
    if (match === null) throw unreadable(place(row));
    return match;
  });
  const dayFirst = parts.some(([, first]) => Number(first) > 12);
  const monthFirst = parts.some(([, , second]) => Number(second) > 12);
  if (dayFirst === monthFirst) {
    throw new InputError(
      `Cannot read the dates in "${file}" as ` +
        (dayFirst
          ? "neither the first nor the second number is a month in all of them"
          : "day and month cannot be told apart: write them as 2025-08-15"),
    );
  }
  return parts.map(([, first, second, year, ...time], row) => {
    const [day, month] = dayFirst ? [first, second] : [second, first];
    return wallTime(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`, time, place(row));
  });
}

function wallTime(date: string, [h, m, s = "0"]: readonly string[], place: string): WallTime {
  const seconds = Number(h) * HOUR + Number(m) * 60 + Number(s);
  if (Number(h) > 23 || Number(m) > 59 || Number(s) > 59) throw unreadable(place);
  return { date, seconds };
}

function onRomeClock(walls: readonly WallTime[], place: (row: number) => string): Float64Array {
  const clock = new RomeClock();
  const instants = new Float64Array(walls.length);
  const first = walls[0], end = walls[walls.length - 1];
  const backwards = first.date > end.date ||
    (first.date === end.date && first.seconds > end.seconds);
  let last = -Infinity;
  for (let i = 0; i < walls.length; i++) {
    const row = backwards ? walls.length - 1 - i : i;
    const { date, seconds } = walls[row];
    let instant: number;
    try {
      instant = clock.instant(date, seconds);
      if (instant <= last && clock.isTwice(date, seconds)) {
        instant = clock.instant(date, seconds, true);
      }
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new InputError(
        `Cannot read ${place(row)} as there is no day ${date} in the calendar`,
        { cause },
      );
    }
    if (Number.isNaN(instant)) {
      throw new InputError(
        `Cannot read ${place(row)} as clocks in Rome skip that hour of ${date}: ` +
          "times on another clock need their offset, such as 2025-03-30T02:15Z",
      );
    }
    instants[row] = last = instant;
  }
  return instants;
}

function unreadable(place: string): InputError {
  return new InputError(
    `Cannot read the time in ${place} as times are written like 2025-08-15T13:15+02:00, ` +
      "2025-08-15 13:15 or 15/08/2025 13:15, all alike",
  );
}
