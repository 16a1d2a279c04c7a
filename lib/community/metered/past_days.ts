import { isItalianHoliday } from "../../forecast/price/italian_holidays.ts";
import { amountsOver, type Series } from "../../data/resampling.ts";
import { HOUR, type LocalSteps, localSteps, type Steps } from "../../time.ts";

/** A meter's past counts so far back, days. */
const PAST_DAYS = 28;

/** Which days are alike: working days, Saturdays, and Sundays with holidays; or all of them. */
export type Alike = "kind of day" | "all days";

/**
 * What a member expects of each step from its own meter: the mean, at the same time of the clock, of the
 * days alike among the four weeks before that step's day. Nothing of the day itself or later is used.
 *
 * @param readings kWh by step of the meter; NaN where it was not read.
 * @param steps The steps of the run.
 * @param alike Consumption goes by the kind of day, the sun does not.
 * @returns Array of length `steps.count`, kWh; NaN where no such day was metered.
 */
export function meanOfPastDays(readings: Series, steps: Steps, alike: Alike): Float64Array {
  const past = pastSteps(readings, steps);
  const known = amountsOver(readings, past);
  const calendar = localSteps({
    ...steps,
    start: past.start,
    count: past.count + afterPast(past, steps),
  });
  const perDay = 24 * HOUR / steps.seconds;
  const { dayOf, slotOf, kinds } = daysOf(calendar, alike);
  const table = new Float64Array(kinds.length * perDay).fill(NaN);
  for (let at = 0; at < past.count; at++) {
    const cell = dayOf[at] * perDay + slotOf[at];
    if (Number.isNaN(table[cell])) table[cell] = known[at]; // of October's twice shown hour the first
  }
  const expected = new Float64Array(steps.count);
  const first = (steps.start - past.start) / steps.seconds;
  for (let step = 0; step < steps.count; step++) {
    const day = dayOf[first + step], slot = slotOf[first + step];
    let sum = 0, count = 0;
    for (let before = Math.max(0, day - PAST_DAYS); before < day; before++) {
      const energy = table[before * perDay + slot];
      if (kinds[before] !== kinds[day] || Number.isNaN(energy)) continue;
      sum += energy;
      count++;
    }
    expected[step] = sum / count;
  }
  return expected;
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

/** Steps of the run that readings no longer cover. */
function afterPast(past: Steps, steps: Steps): number {
  const end = steps.start + steps.count * steps.seconds;
  return Math.round((end - past.start) / steps.seconds) - past.count;
}

/** Each step's day, counted from the first, and its place on that day's clock; each day's kind. */
function daysOf(calendar: LocalSteps, alike: Alike) {
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
