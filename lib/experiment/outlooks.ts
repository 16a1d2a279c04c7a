import { drawNeighbourhoods } from "../community/mod.ts";
import type { Site } from "../sun/mod.ts";
import { hoursAhead } from "../config/look_ahead.ts";
import type { Config } from "../config/settings.ts";
import type { Outlook } from "../forecast/outlook.ts";
import { type RunOutlook, type SharedOutlook, shareOutlook } from "./shared_outlook.ts";

/** The outlook of a configuration, for members who see ahead as a foresight of that name says. */
export type OutlookOf = (config: Config, foresight?: string) => RunOutlook;

/** A forecast for a whole pool of neighbourhoods. */
interface PoolOutlook {
  readonly outlook: SharedOutlook;
  /** Names in the order of the outlook's sites. */
  readonly names: readonly string[];
}

/**
 * The outlook of every configuration of an experiment, each forecast made once and shared by threads.
 *
 * Neighbourhoods are drawn per seed, all else that a forecast depends on is mostly alike: so each
 * distinct forecast is made for the whole pool, and a run gets those of its own neighbourhoods.
 *
 * @param forecast Forecasts for a configuration's hours at the given sites, in their order.
 */
export function outlooksOf(
  forecast: (config: Config, sites: readonly Site[], foresight?: string) => Outlook,
): OutlookOf {
  const made = new Map<string, PoolOutlook>();
  return (config, foresight) => {
    const key = keyOf(config, foresight);
    let pool = made.get(key);
    if (pool === undefined) {
      const { names, sites } = drawNeighbourhoods(withWholePool(config));
      pool = { outlook: shareOutlook(forecast(config, sites, foresight)), names };
      made.set(key, pool);
    }
    const { outlook, names } = pool;
    const own = drawNeighbourhoods(config).names;
    return { outlook, sites: own.map((name) => names.indexOf(name)) };
  };
}

/** All that a forecast for the whole pool depends on. */
function keyOf(config: Config, foresight: string | undefined): string {
  const { date, hours, step_minutes, price_forecaster, community, settlement, seed } = config;
  const { neighbourhoods_pool, pv_losses } = community;
  const { actuals } = settlement;
  // A weather year is drawn by the seed.
  const chance = actuals === "weather-year" ? seed : null;
  return JSON.stringify([
    [date, hours, step_minutes, price_forecaster, neighbourhoods_pool, pv_losses],
    [actuals, chance, foresight ?? null, hoursAhead(config)],
  ]);
}

function withWholePool(config: Config): Config {
  const num_neighbourhoods = Object.keys(config.community.neighbourhoods_pool).length;
  return { ...config, community: { ...config.community, num_neighbourhoods } };
}
