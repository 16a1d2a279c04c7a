import { isItalianHoliday } from "../../forecast/price/italian_holidays.ts";
import { amountsOver, type Series } from "../../data/resampling.ts";
import { HOUR, type LocalSteps, localSteps, type Steps } from "../../time.ts";

/** A meter's past counts so far back, days. */
const PAST_DAYS = 28;

/** Which days are alike: working days, Saturdays, and Sundays with holidays; or all of them. */
export type Alike = "kind of day" | "all days";

/**
 * What members expect of each step of a run from their own meters: the mean, at the same time of the
 * clock, of the days alike among the four weeks before that step's day. Nothing of the day itself or
 * later is used.
 */
export class PastDays {
  readonly #steps: Steps;
  /** Calendars by what they cover: most meters of a community reach equally far. */
  readonly #calendars = new Map<string, Days>();

  /**
   * For the steps of a run.
   *
   * @param steps They begin on a multiple of their length.
   */
  constructor(steps: Steps) {
    this.#steps = steps;
  }

  /**
   * The mean of the past days of one meter.
   *
   * @param readings kWh by step of the meter; NaN where it was not read.
   * @param alike Consumption goes by the kind of day, the sun does not.
   * @param known Days before a step's day that are known when it is expected: from the day before on, or
   * from two days before where it is expected a day ahead.
   * @returns Array of one value per step of the run, kWh; NaN where no such day was metered.
   */
  mean(readings: Series, alike: Alike, known: 1 | 2 = 1): Float64Array {
    const steps = this.#steps;
    const past = pastSteps(readings, steps);
    const metered = amountsOver(readings, past);
    const { dayOf, slotOf, kinds } = this.#days(past.start, alike);
    const perDay = 24 * HOUR / steps.seconds;
    const table = new Float64Array(kinds.length * perDay).fill(NaN);
    for (let at = 0; at < past.count; at++) {
      const cell = dayOf[at] * perDay + slotOf[at];
      if (Number.isNaN(table[cell])) table[cell] = metered[at]; // of October's twice shown hour the first
    }
    const expected = new Float64Array(steps.count);
    const first = (steps.start - past.start) / steps.seconds;
    for (let step = 0; step < steps.count; step++) {
      const day = dayOf[first + step], slot = slotOf[first + step];
      let sum = 0, count = 0;
      for (let before = Math.max(0, day - PAST_DAYS); before <= day - known; before++) {
        const energy = table[before * perDay + slot];
        if (kinds[before] !== kinds[day] || Number.isNaN(energy)) continue;
        sum += energy;
        count++;
      }
      expected[step] = sum / count;
    }
    return expected;
  }

  /** The days from an instant to the end of the run. */
  #days(start: number, alike: Alike): Days {
    const key = `${start} ${alike}`;
    let days = this.#calendars.get(key);
    if (days === undefined) {
      const { start: runStart, seconds, count } = this.#steps;
      const before = (runStart - start) / seconds;
      days = daysOf(localSteps({ start, seconds, count: before + count }), alike);
      this.#calendars.set(key, days);
    }
    return days;
  }
}

/** How steps lie in days. */
interface Days {
  /** By step: its day, counted from the first. */
  readonly dayOf: Uint32Array;
  /** By step: its place on that day's clock. */
  readonly slotOf: Uint32Array;
  /** By day: which days are alike. */
  readonly kinds: readonly number[];
}

/** The steps of the readings from four weeks before a run to its end, on the run's axis. */
function pastSteps(readings: Series, { start, seconds, count }: Steps): Steps {
  const end = readings.start + readings.values.length * readings.seconds;
  // A day more, for October's has 25 hours.
  const earliest = start - (PAST_DAYS + 1) * 24 * HOUR;
  const stepsBefore = Math.floor((start - Math.max(earliest, readings.start)) / seconds);
  const from = start - stepsBefore * seconds;
  const last = Math.min(end, start + count * seconds);
  return { start: from, seconds, count: Math.max(0, Math.floor((last - from) / seconds)) };
}

function daysOf(calendar: LocalSteps, alike: Alike): Days {
  const dayOf = new Uint32Array(calendar.count);
  const slotOf = new Uint32Array(calendar.count);
  const kinds: number[] = [];
  const perHour = HOUR / calendar.seconds;
  for (let at = 0; at < calendar.count; at++) {
    if (at === 0 || calendar.day[at] !== calendar.day[at - 1]) {
      kinds.push(alike === "all days" ? 0 : kindOf(calendar, at));
    }
    dayOf[at] = kinds.length - 1;
    const within = (calendar.start + at * calendar.seconds) % HOUR / calendar.seconds;
    slotOf[at] = calendar.hour[at] * perHour + within;
  }
  return { dayOf, slotOf, kinds };
}

/** 0 on working days, 1 on Saturdays, 2 on Sundays and holidays. */
function kindOf({ year, month, day, weekday }: LocalSteps, at: number): number {
  if (weekday[at] === 7 || isItalianHoliday(year[at], month[at], day[at])) return 2;
  return weekday[at] === 6 ? 1 : 0;
}
