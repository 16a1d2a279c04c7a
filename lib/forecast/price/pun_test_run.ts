import { before, endOf, type HourlySeries, indexAt } from "../../data/series.ts";
import { InputError } from "../../input_error.ts";
import type { QuantileForecast } from "../../learn/mod.ts";
import { type Progress, silent } from "../../progress.ts";
import { dateInRome, HOUR, hoursOfDay } from "../../time.ts";
import type { IntervalLevel, PriceForecaster, PriceInterval } from "./forecaster.ts";

/** The levels of the intervals that are measured. */
export const INTERVAL_LEVELS = [0.8, 0.95] as const satisfies readonly IntervalLevel[];

/**
 * How often a forecaster is trained anew on all that is known by then: never, on the first of each
 * month, every seven days or every day.
 */
export const REFITS = ["never", "monthly", "weekly", "daily"] as const;

/** One of {@link REFITS}. */
export type Refit = typeof REFITS[number];

/** What a forecaster said of the hours from an instant on, each from what was known before. */
export interface PunTestRun {
  /** €/MWh, one per hour. */
  readonly forecast: Float64Array;
  /** Ends of the interval of each level, €/MWh. */
  readonly intervals: Readonly<Record<IntervalLevel, { low: Float64Array; high: Float64Array }>>;
}

/**
 * Forecasts every hour of a history from an instant on. The forecaster is handed only the history
 * before the hour (hour-ahead) or before the day (day-ahead), and trained only on what lies before
 * the first hour it forecasts.
 *
 * @param prices €/MWh; for day-ahead only whole days are forecast, and it ends at midnight in Rome.
 * @param from First hour, a midnight in Rome, Unix seconds.
 * @param train Trains a forecaster on a history; it is handed the one in use until then.
 * @throws {InputError} If no price is known from `from` on.
 */
export function runPunTest(
  prices: HourlySeries,
  from: number,
  refit: Refit,
  train: (history: HourlySeries, earlier?: PriceForecaster) => PriceForecaster,
  progress: Progress = silent,
): PunTestRun {
  const hours = prices.values.length - indexAt(prices, from);
  if (hours <= 0) {
    throw new InputError(
      `Cannot test a price forecaster from ${dateInRome(from)} on: ` +
        `the price history ends on ${dateInRome(endOf(prices) - HOUR)}`,
    );
  }
  const run = emptyRun(hours);
  let forecaster = train(before(prices, from));
  for (let hour = 0, day = 0; hour < hours; day++) {
    const midnight = from + hour * HOUR;
    if (day > 0 && isDue(refit, day, midnight)) {
      forecaster = train(before(prices, midnight), forecaster);
    }
    const count = Math.min(hoursOfDay(dateInRome(midnight)), hours - hour);
    forecastDay(forecaster, prices, midnight, count, hour, run);
    hour += count;
    progress("Testing the PUN forecaster", hour, hours);
  }
  return run;
}

/**
 * A test's forecasts as quantiles by rising share: the forecast as the median, and the ends of the
 * intervals about it.
 */
export function punQuantiles({ forecast, intervals }: PunTestRun): QuantileForecast[] {
  const end = (level: IntervalLevel, side: "low" | "high"): QuantileForecast => {
    const tail = (1 - level) / 2;
    return { share: side === "low" ? tail : 1 - tail, values: intervals[level][side] };
  };
  return [
    end(0.95, "low"),
    end(0.8, "low"),
    { share: 0.5, values: forecast },
    end(0.8, "high"),
    end(0.95, "high"),
  ];
}

/** Whether to train anew before a day, counted from the test's first. */
function isDue(refit: Refit, day: number, midnight: number): boolean {
  switch (refit) {
    case "never":
      return false;
    case "monthly":
      return dateInRome(midnight).endsWith("-01");
    case "weekly":
      return day % 7 === 0;
    case "daily":
      return true;
  }
}

function forecastDay(
  forecaster: PriceForecaster,
  prices: HourlySeries,
  midnight: number,
  count: number,
  at: number,
  run: PunTestRun,
): void {
  const put = (i: number, level: IntervalLevel, { low, high }: PriceInterval) => {
    run.intervals[level].low[at + i] = low;
    run.intervals[level].high[at + i] = high;
  };
  if (forecaster.horizon === "day-ahead") {
    const known = before(prices, midnight);
    run.forecast.set(forecaster.nextDay(known).subarray(0, count), at);
    for (const level of INTERVAL_LEVELS) {
      forecaster.nextDayIntervals(known, level).slice(0, count).forEach((interval, i) => {
        put(i, level, interval);
      });
    }
    return;
  }
  for (let i = 0; i < count; i++) {
    const known = before(prices, midnight + i * HOUR);
    run.forecast[at + i] = forecaster.next(known);
    for (const level of INTERVAL_LEVELS) put(i, level, forecaster.nextInterval(known, level));
  }
}

function emptyRun(hours: number): PunTestRun {
  const ends = () => ({ low: new Float64Array(hours), high: new Float64Array(hours) });
  return { forecast: new Float64Array(hours), intervals: { 0.8: ends(), 0.95: ends() } };
}
