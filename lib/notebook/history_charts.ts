import type { HourlySeries } from "../data/series.ts";
import type { Figure } from "../figures/mod.ts";
import { autocorrelation } from "../synthetic/mod.ts";
import { localHours } from "../time.ts";
import { barsChart, linesChart, type Point } from "./chart.ts";
import { monthName } from "./history_tour.ts";

/** Columns of a data frame: when each hour of a series is, in Rome; Monday is 1. */
export function clockColumns({ start, values }: HourlySeries): {
  year: number[];
  month: number[];
  weekday: number[];
  hour: number[];
} {
  const { year, month, weekday, hour } = localHours(start, values.length);
  return {
    year: Array.from(year),
    month: Array.from(month),
    weekday: Array.from(weekday),
    hour: Array.from(hour),
  };
}

/**
 * Prices day by day; the title says when they were highest.
 *
 * @param daily The mean of each day, €/MWh; at least one.
 */
export function dailyPricesChart(
  daily: readonly (readonly [date: Date, price: number])[],
  source: string,
): Figure {
  const ranked = daily.toSorted(([, a], [, b]) => a - b);
  const [date, dearest] = ranked[ranked.length - 1];
  const [, cheapest] = ranked[0];
  const factor = cheapest > 0 ? `, ${(dearest / cheapest).toFixed(0)} times the cheapest day` : "";
  return linesChart({
    title: `In ${monthName(date.getUTCMonth() + 1)} ${date.getUTCFullYear()} a day cost up to ` +
      `${dearest.toFixed(0)} €/MWh${factor}`,
    subtitle: "PUN, mean of each day, €/MWh",
    source,
    x: "",
    y: "€/MWh",
  }, { PUN: daily });
}

/**
 * The shape of the day in several years, the first of which the title speaks of.
 *
 * @param shapes By year, at most three, the latest first: hours on the clock with their mean price, €/MWh.
 */
export function dayShapeChart(
  shapes: readonly (readonly [year: number, shape: readonly Point[]])[],
  source: string,
): Figure {
  const [[latest, shape]] = shapes;
  const prices = shape.map(([, price]) => price);
  const factor = Math.max(...prices) / Math.min(...prices);
  return linesChart(
    {
      title: `In ${latest} the dearest hour of the day cost ${
        factor.toFixed(1)
      } times the cheapest`,
      subtitle: "PUN by hour of the day, mean over the year, €/MWh",
      source: `${source} ${latest} up to its last day in the history.`,
      x: "Hour in Rome",
      y: "€/MWh",
    },
    Object.fromEntries(shapes.map(([year, points]) => [`in ${year}`, points])),
    { ticks: [0, 3, 6, 9, 12, 15, 18, 21] },
  );
}

/** Hours of eight days: lags that show a day's and a week's memory. */
const LAGS = 192;

/**
 * How long a price lasts: the autocorrelation of hourly prices over lags of up to eight days.
 *
 * @param prices Of more than eight days.
 * @param since What they are since, for the subtitle.
 */
export function priceMemoryChart(
  prices: readonly number[],
  since: number,
  source: string,
): Figure {
  const after = (lag: number) => autocorrelation(prices, lag);
  const day = after(24).toFixed(2), sixHours = after(6).toFixed(2);
  return linesChart(
    {
      title: after(24) > after(6)
        ? `A price tells more of the same hour tomorrow (${day}) than of six hours later (${sixHours})`
        : `A price tells more of six hours later (${sixHours}) than of the same hour tomorrow (${day})`,
      subtitle: `Autocorrelation of the hourly PUN since ${since}, by lag in hours`,
      source,
      x: "Lag, hours",
      y: "Autocorrelation",
    },
    { PUN: Array.from({ length: LAGS }, (_, i): Point => [i + 1, after(i + 1)]) },
    { ticks: [1, 24, 48, 72, 96, 120, 144, 168, 192] },
  );
}

/**
 * What panels yield month by month.
 *
 * @param yields By month, January first: kWh per kW of capacity, mean over the years.
 */
export function monthlyYieldChart(yields: readonly number[], source: string): Figure {
  const months = yields.map((value, i) => [monthName(i + 1), value] as const);
  const ranked = months.toSorted(([, a], [, b]) => a - b);
  const [worst, least] = ranked[0];
  const [best, most] = ranked[ranked.length - 1];
  return barsChart(
    {
      title: `${best} yields ${(most / least).toFixed(1)} times as much as ${worst}`,
      subtitle: "Yield by month, kWh per kW of capacity, mean over the years",
      source,
      x: "kWh/kW",
      y: "",
    },
    months,
    0,
  );
}
