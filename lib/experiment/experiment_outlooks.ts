import type { Config } from "../config/settings.ts";
import { type Catalogue, endOfPrices, pvRange } from "../data/mod.ts";
import { named } from "../config/registry.ts";
import { forecastOutlook, foresights } from "../forecast/mod.ts";
import type { Progress } from "../progress.ts";
import { drawDates, lastYearBefore, trainingEndOf } from "./dates.ts";
import { type OutlookOf, outlooksOf } from "./outlooks.ts";

/**
 * The days of an experiment: drawn by month from the last year that its history holds, prices and,
 * where generation is metered on its own days, that too.
 *
 * @param count How many; 0 for the configured day alone.
 * @throws {InputError} If the year has fewer days.
 */
export function datesOf(config: Config, { prices, pv }: Catalogue, count: number): string[] {
  if (count === 0) return [];
  const ends = [endOfPrices(prices)];
  if (config.settlement.actuals === "history") ends.push(pvRange(pv).to);
  return drawDates(lastYearBefore(Math.min(...ends), config.hours), count, config.seed);
}

/**
 * The outlooks of an experiment on a catalogue's history. On several dates all share forecasters that
 * were trained before the first of them.
 */
export function outlooksOn(
  catalogue: Catalogue,
  dates: readonly string[],
  cacheDir: string,
  progress: Progress,
): OutlookOf {
  const trained = dates.length < 2 ? {} : { trainedBefore: trainingEndOf(dates) };
  return outlooksOf((config, sites, foresight) =>
    forecastOutlook(config, catalogue, sites, cacheDir, progress, {
      ...trained,
      ...(foresight === undefined ? {} : { foresight: named(foresights, foresight) }),
    })
  );
}
