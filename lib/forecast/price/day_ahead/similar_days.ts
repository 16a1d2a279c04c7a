import type { MarketDays } from "./market_days.ts";

const HOURS = 24;
/** At most this many days count. */
const DAYS = 5;
/** Each day counts so much of the next younger one. */
const FADING = 0.7;

/** 0 the first working day after a rest, 1 another working day, 2 Saturday, 3 Sunday or holiday. */
type Kind = 0 | 1 | 2 | 3;

/**
 * The usual prices of days like one to be forecast: a fading mean, by hour on the clock, of the last
 * five days of the same kind; yesterday's where there is none. A Monday is like Mondays and the days
 * after holidays, a holiday like Sundays.
 *
 * @param within Days looked back over, at least 1.
 * @returns €/MWh. Length 24.
 */
export function similarDaysProfile(days: MarketDays, day: number, within: number): Float64Array {
  const kind = kindOf(days, day);
  const alike: number[] = [];
  for (let back = 1; back <= within && alike.length < DAYS; back++) {
    if (kindOf(days, day - back) === kind) alike.push(day - back);
  }
  if (alike.length === 0) alike.push(day - 1);
  const profile = new Float64Array(HOURS);
  const total = alike.reduce((sum, _, i) => sum + FADING ** i, 0);
  alike.forEach((other, i) => {
    const weight = FADING ** i / total;
    for (let hour = 0; hour < HOURS; hour++) profile[hour] += weight * days.price(other, hour);
  });
  return profile;
}

function kindOf(days: MarketDays, day: number): Kind {
  if (isRest(days, day)) return 3;
  if (days.weekday(day) === 6) return 2;
  return day > 0 && isRest(days, day - 1) ? 0 : 1;
}

function isRest(days: MarketDays, day: number): boolean {
  return days.weekday(day) === 7 || days.holiday(day) === 1;
}
