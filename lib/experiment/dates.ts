import { InputError } from "../input_error.ts";
import { randomStream, uniformInteger } from "../random.ts";
import { dateInRome, HOUR, midnightInRome } from "../time.ts";

const MONTHS_OF_YEAR = 12;

/** The days on which an experiment can run. */
export interface DateRange {
  /** The first, `YYYY-MM-DD`. */
  readonly first: string;
  /** The last. */
  readonly last: string;
}

/**
 * The last twelve whole months in which a run of some hours finds history, so that every month is
 * met once and all that lies before can be trained on.
 *
 * @param end The instant at which the history ends, Unix seconds.
 * @param hours Length of a run.
 */
export function lastYearBefore(end: number, hours: number): DateRange {
  const lastStart = Temporal.PlainDate.from(dateInRome(end - hours * HOUR));
  const afterLastMonth = lastStart.add({ days: 1 }).with({ day: 1 });
  return {
    first: afterLastMonth.subtract({ months: MONTHS_OF_YEAR }).toString(),
    last: afterLastMonth.subtract({ days: 1 }).toString(),
  };
}

/**
 * Days drawn from a year, stratified by month: as many from each as can be, months without a draw
 * of their own evenly apart.
 *
 * @param count How many days, ≥ 1.
 * @param seed The draw is a stream of its own.
 * @returns In the order of the calendar, each once.
 * @throws {InputError} If the range has fewer days.
 */
export function drawDates({ first, last }: DateRange, count: number, seed: number): string[] {
  const begin = Temporal.PlainDate.from(first);
  const months = begin.until(Temporal.PlainDate.from(last).add({ days: 1 }), {
    largestUnit: "months",
  }).months;
  const stream = randomStream(seed, "dates");
  const dates = new Set<string>();
  for (let i = 0; i < count; i++) {
    const month = begin.add({ months: Math.floor(((i + 0.5) * months / count) % months) });
    const free = daysOf(month).filter((day) => !dates.has(day));
    if (free.length === 0) {
      throw new InputError(
        `--dates must be at most the days from ${first} to ${last}, found ${count}`,
      );
    }
    dates.add(free[uniformInteger(stream, 0, free.length - 1)]);
  }
  return [...dates].sort();
}

function daysOf(firstOfMonth: Temporal.PlainDate): string[] {
  return Array.from(
    { length: firstOfMonth.daysInMonth },
    (_, day) => firstOfMonth.add({ days: day }).toString(),
  );
}

/** The instant before which forecasters may learn for runs on any of some days, Unix seconds. */
export function trainingEndOf(dates: readonly string[]): number {
  return Math.min(...dates.map(midnightInRome));
}
