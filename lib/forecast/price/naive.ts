import { type HourlySeries, indexAt } from "../../data/series.ts";
import { MarketCalendar } from "./market_calendar.ts";

/** Hours before an instant that the naive forecasts read. */
export const NAIVE_HOURS_NEEDED = 8 * 24;

/** The naive forecasts. */
export const NAIVE_METHODS = ["previous hour", "same hour yesterday", "similar day"] as const;

/** One of {@link NAIVE_METHODS}. */
export type NaiveMethod = typeof NAIVE_METHODS[number];

/**
 * What needs no model: the price of the hour before; of the same hour on the clock yesterday; and of
 * the similar day, which on Monday, Saturday and Sunday is the same day last week, else yesterday
 * (Nogales et al. 2002, doi:10.1109/TPWRS.2002.1007902; Weron 2014,
 * doi:10.1016/j.ijforecast.2014.08.008: the naive forecast of the literature).
 *
 * @param prices €/MWh, from {@link NAIVE_HOURS_NEEDED} hours before `from` on.
 * @param from First hour to forecast, Unix seconds.
 * @returns €/MWh for every hour from `from` to the end of the prices.
 */
export function naiveForecasts(
  prices: HourlySeries,
  from: number,
): Readonly<Record<NaiveMethod, Float64Array>> {
  const { values } = prices;
  const first = indexAt(prices, from);
  if (first < NAIVE_HOURS_NEEDED) {
    throw new RangeError(
      `Naive forecasts read the ${NAIVE_HOURS_NEEDED} hours before: there are only ${first}`,
    );
  }
  const calendar = new MarketCalendar(prices.start, values.length);
  const forecasts = (priceOf: (at: number) => number) =>
    Float64Array.from({ length: values.length - first }, (_, i) => priceOf(first + i));
  return {
    "previous hour": forecasts((at) => values[at - 1]),
    "same hour yesterday": forecasts((at) => values[calendar.sameClock(at, 1)]),
    "similar day": forecasts((at) => {
      const goesByWeek = [1, 6, 7].includes(calendar.weekday(at));
      return values[calendar.sameClock(at, goesByWeek ? 7 : 1)];
    }),
  };
}
