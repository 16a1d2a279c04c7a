import { before, endOf, type HourlySeries, indexAt } from "../../../data/series.ts";
import { InputError } from "../../../input_error.ts";
import { dateInRome, formatInRome, HOUR } from "../../../time.ts";
import { type Conformal, conformalInterval, conformalIntervals } from "../conformal.ts";
import type { DayAheadForecaster, IntervalLevel, PriceInterval } from "../forecaster.ts";
import { checkTrainingPrices, lastHours } from "../history_check.ts";
import {
  fitLear,
  Lear,
  LEAR_DAYS_NEEDED,
  LEAR_SCALE,
  LEAR_WINDOWS,
  type LearJson,
  type MoreColumns,
} from "./lear.ts";
import { hoursFromClock, hoursToNextMidnight, MarketDays } from "./market_days.ts";
import { RESTLESS_DAYS, restlessness } from "./restlessness.ts";
import { scaledPrice } from "./scale.ts";

const HOURS = 24;
/** Days before the one to be forecast whose prices of the neighbour are read; 0 is the day itself. */
const LAG_DAYS = [0, 1, 7];
/** Share of the days, the last ones, that intervals are found on. */
const TAIL_SHARE = 0.15;

/**
 * Markets whose auction of a day closes before Italy's, by their column in the history, and when their
 * prices are known. Zones of GME's own auction, `SVIZ` among them, are none: they would tell what is to
 * be forecast.
 */
export const EARLIER_AUCTIONS: Readonly<Record<string, string>> = {
  CH: "Switzerland's, at about 11:15 the day before",
};

/** Prices of another market whose auction of a day closes before the one that is forecast. */
export interface Neighbour {
  /** Its column in the history, one of {@link EARLIER_AUCTIONS}. */
  readonly column: string;
  /** €/MWh; its day is known when one's own is not. */
  readonly prices: HourlySeries;
}

/** The text form of a {@link NeighbourLear}. */
interface NeighbourLearJson {
  /** Tells the forecasters apart. */
  readonly horizon: "day-ahead";
  /** The linear models. */
  readonly lear: LearJson;
  /** In units of the restlessness. */
  readonly intervals: Conformal;
}

/**
 * LEAR on a second information set: besides its own past it sees a neighbour's prices of the day that is
 * to be forecast, of the day before and of a week before (as a forecast from outside enters the LEAR of
 * Lago et al. 2021, doi:10.1016/j.apenergy.2021.116983).
 *
 * Such a forecast is made between the two auctions, so it is never to be compared in one number with one
 * that sees its own prices alone.
 */
class NeighbourLear implements DayAheadForecaster {
  readonly horizon = "day-ahead";
  readonly name: string;
  readonly hoursNeeded: number = (Math.max(LEAR_DAYS_NEEDED, RESTLESS_DAYS) + 1) * HOURS + 2;
  readonly #json: NeighbourLearJson;
  readonly #lear: Lear;
  readonly #neighbour: Neighbour;

  /** Takes what `toJSON` gave. @throws {TypeError} If the models are not of such rows. */
  constructor(json: NeighbourLearJson, neighbour: Neighbour) {
    this.#json = json;
    this.#lear = new Lear(json.lear, LAG_DAYS.length * HOURS);
    this.#neighbour = neighbour;
    this.name = `lear with ${neighbour.column}`;
  }

  nextDay(history: HourlySeries): Float64Array {
    return this.#look(history).forecast;
  }

  nextDayIntervals(history: HourlySeries, level: IntervalLevel): PriceInterval[] {
    const { byHour, unit } = this.#look(history);
    const intervals = Array.from(
      byHour,
      (price, hour) => conformalInterval(this.#json.intervals, level, price, hour, unit),
    );
    const [low, high] = (["low", "high"] as const).map((end) =>
      asHours(history, Float64Array.from(intervals, (interval) => interval[end]))
    );
    return Array.from(low, (value, i) => ({ low: value, high: high[i] }));
  }

  toJSON(): NeighbourLearJson {
    return this.#json;
  }

  #look(history: HourlySeries) {
    const known = lastHours(history, this.hoursNeeded);
    const days = new MarketDays(known);
    const dayAfter = endOf(known) + hoursToNextMidnight(endOf(known)) * HOUR;
    const more = columnsOf(this.#neighbour, known.start, dayAfter);
    const byHour = this.#lear.predict(days, days.count, more);
    return { byHour, forecast: asHours(history, byHour), unit: restlessness(days, days.count) };
  }
}

/**
 * Trains a LEAR that sees a neighbour's prices of the day itself, on the hours of which both are known.
 *
 * @param history Prices, €/MWh, up to midnight in Rome.
 * @throws {InputError} If the two have fewer than 28 days in common, or a gap in them.
 */
export function trainNeighbourLear(
  history: HourlySeries,
  neighbour: Neighbour,
): DayAheadForecaster {
  const own = from(history, Math.max(history.start, neighbour.prices.start));
  checkTrainingPrices(own);
  const days = new MarketDays(own);
  const more = columnsOf(neighbour, own.start, endOf(own));
  const begin = Math.max(LEAR_DAYS_NEEDED, RESTLESS_DAYS);
  const cut = days.count - Math.max(3, Math.round((days.count - begin) * TAIL_SHARE));
  const early = fitLear(days, cut, LEAR_WINDOWS, more);
  const errors = new Float64Array((days.count - cut) * HOURS);
  for (let day = cut; day < days.count; day++) {
    const [forecast, unit] = [early.predict(days, day, more), restlessness(days, day)];
    for (let hour = 0; hour < HOURS; hour++) {
      errors[(day - cut) * HOURS + hour] = (days.price(day, hour) - forecast[hour]) / unit;
    }
  }
  const hours = Uint8Array.from(errors, (_, i) => i % HOURS);
  return new NeighbourLear({
    horizon: "day-ahead",
    lear: fitLear(days, days.count, LEAR_WINDOWS, more).toJSON(),
    intervals: conformalIntervals(errors, hours),
  }, neighbour);
}

/** The neighbour's columns of days from a start on, counted as one's own; nothing after `end` is kept. */
function columnsOf({ column, prices }: Neighbour, start: number, end: number): MoreColumns {
  const known = from(before(prices, end), start);
  const gap = known.values.findIndex((price) => !Number.isFinite(price));
  const missing = start < prices.start ? start : gap >= 0 ? start + gap * HOUR : endOf(known);
  if (missing < end) {
    throw new InputError(
      `Cannot forecast with the prices of ${column} as there is none for ` +
        `${formatInRome(missing)} (Rome): it is known from ${dateInRome(prices.start)} to ` +
        `${dateInRome(endOf(prices) - HOUR)}, without a gap only where every hour has one`,
    );
  }
  const days = new MarketDays(known);
  return {
    count: LAG_DAYS.length * HOURS,
    write(day, level, into) {
      let c = 0;
      for (const lag of LAG_DAYS) {
        for (let hour = 0; hour < HOURS; hour++) {
          into[c++] = scaledPrice(days.price(day - lag, hour), level, LEAR_SCALE.steepness);
        }
      }
    },
  };
}

function from(series: HourlySeries, start: number): HourlySeries {
  if (start <= series.start) return series;
  const values = series.values.subarray(Math.min(indexAt(series, start), series.values.length));
  return { start, values };
}

function asHours(history: HourlySeries, byHour: Float64Array): Float64Array {
  const midnight = endOf(history);
  return hoursFromClock(midnight, hoursToNextMidnight(midnight), byHour);
}
