import { endOf, type HourlySeries } from "../../../data/series.ts";
import { dateInRome, formatInRome, HOUR, localHours, midnightInRome } from "../../../time.ts";
import { isItalianHoliday } from "../italian_holidays.ts";

const HOURS = 24;
/** Days whose mean is the level. */
const LEVEL_DAYS = 7;
/** The least level, €/MWh: prices may be 0 for days. */
const LEAST_LEVEL = 1;

/**
 * Prices as whole days of 24 hours on the clock, day 0 the first whole one, and the calendar of
 * these days and of the next, day `count`, which is to be forecast.
 *
 * On the short day of March the hour that the clock skips takes the mean of its neighbours; on the
 * long day of October the hour that it shows twice takes the mean of the two, as is usual in
 * electricity price forecasting.
 */
export class MarketDays {
  /** Days whose prices are known. */
  readonly count: number;
  /** €/MWh; day d at hour h at `24 d + h`. */
  readonly prices: Float64Array;
  readonly #midnight: Float64Array;
  readonly #level: Float64Array;
  readonly #weekday: Uint8Array;
  readonly #holiday: Uint8Array;
  readonly #dayOfYear: Uint16Array;

  /**
   * Takes the whole days out of a history.
   *
   * @param history Prices, €/MWh, without a gap.
   * @throws {RangeError} If it does not end at midnight in Rome.
   */
  constructor(history: HourlySeries) {
    const end = endOf(history);
    if (midnightInRome(dateInRome(end)) !== end) {
      throw new RangeError(
        `Whole days are forecast from histories that end at midnight in Rome, ` +
          `not at ${formatInRome(end)}`,
      );
    }
    const known = history.values.length;
    const hours = localHours(history.start, known + 3 * HOURS);
    const midnights: number[] = [];
    for (let i = 0; i < hours.count; i++) if (hours.elapsed[i] === 0) midnights.push(i);
    this.count = midnights.filter((midnight) => midnight < known).length;
    const dated = midnights.slice(0, this.count + 2);
    this.#midnight = Float64Array.from(dated, (i) => history.start + i * HOUR);
    this.#weekday = Uint8Array.from(dated, (i) => hours.weekday[i]);
    this.#dayOfYear = Uint16Array.from(dated, (i) => hours.dayOfYear[i]);
    this.#holiday = Uint8Array.from(dated, (i) => {
      return Number(isItalianHoliday(hours.year[i], hours.month[i], hours.day[i]));
    });
    this.prices = new Float64Array(this.count * HOURS);
    for (let d = 0; d < this.count; d++) {
      const [begin, after] = [midnights[d], midnights[d + 1]];
      const day = this.prices.subarray(d * HOURS, (d + 1) * HOURS);
      byClock(history.values.subarray(begin, after), hours.hour.subarray(begin, after), day);
    }
    this.#level = levels(this.prices, this.count);
  }

  /** When a day begins, Unix seconds, up to day `count + 1`. */
  midnight(day: number): number {
    return this.#midnight[day];
  }

  /** The prices of a known day by hour on the clock, €/MWh, sharing their memory. Length 24. */
  pricesOf(day: number): Float64Array {
    return this.prices.subarray(day * HOURS, (day + 1) * HOURS);
  }

  /** The price of a known day at an hour on the clock, €/MWh. */
  price(day: number, hour: number): number {
    return this.prices[day * HOURS + hour];
  }

  /** The mean price of the seven days before a day, from day 7 on, €/MWh, at least 1. */
  level(day: number): number {
    return this.#level[day];
  }

  /** The mean price of some days before a day, €/MWh, at least 1. NaN where there are fewer. */
  meanPrice(day: number, daysBefore: number): number {
    if (daysBefore === LEVEL_DAYS) return this.#level[day];
    if (day < daysBefore) return NaN;
    let sum = 0;
    for (let i = (day - daysBefore) * HOURS; i < day * HOURS; i++) sum += this.prices[i];
    return Math.max(sum / (daysBefore * HOURS), LEAST_LEVEL);
  }

  /** Monday 1 … Sunday 7, up to day `count + 1`. */
  weekday(day: number): number {
    return this.#weekday[day];
  }

  /** 1 on a national holiday, else 0, up to day `count + 1`. */
  holiday(day: number): number {
    return this.#holiday[day];
  }

  /** How far the year has come, as an angle. */
  yearAngle(day: number): number {
    return 2 * Math.PI * this.#dayOfYear[day] / 365.25;
  }
}

/** The prices of a day's hours on the clock as the prices of its 23, 24 or 25 hours. */
export function hoursFromClock(
  midnight: number,
  count: number,
  byHour: Float64Array,
): Float64Array {
  const { hour } = localHours(midnight, count);
  return Float64Array.from(hour, (clock) => byHour[clock]);
}

/** Hours from an instant, midnight in Rome, to the next midnight. */
export function hoursToNextMidnight(midnight: number): number {
  const nextDay = dateInRome(midnight + 30 * HOUR);
  return (midnightInRome(nextDay) - midnight) / HOUR;
}

/** The level of each day and of the next; NaN for the first seven. */
function levels(prices: Float64Array, count: number): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, day) => {
    if (day < LEVEL_DAYS) return NaN;
    let sum = 0;
    for (let i = (day - LEVEL_DAYS) * HOURS; i < day * HOURS; i++) sum += prices[i];
    return Math.max(sum / (LEVEL_DAYS * HOURS), LEAST_LEVEL);
  });
}

function byClock(values: Float64Array, clock: Uint8Array, day: Float64Array): void {
  const shown = new Uint8Array(HOURS);
  for (let i = 0; i < values.length; i++) {
    day[clock[i]] += values[i];
    shown[clock[i]]++;
  }
  for (let h = 0; h < HOURS; h++) day[h] /= shown[h];
  const skipped = shown.indexOf(0);
  if (skipped > 0) day[skipped] = (day[skipped - 1] + day[skipped + 1]) / 2;
}
