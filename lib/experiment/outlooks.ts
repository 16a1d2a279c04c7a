import { drawNeighbourhoods } from "../community/mod.ts";
import type { Site } from "../sun/mod.ts";
import { hoursAhead } from "../config/look_ahead.ts";
import type { Config } from "../config/settings.ts";
import type { Outlook, StepValues } from "../forecast/outlook.ts";

/** The outlook of a configuration, for members who see ahead as a foresight of that name says. */
export type OutlookOf = (config: Config, foresight?: string) => Outlook;

/**
 * The outlook of every configuration of an experiment, each forecast made once.
 *
 * Neighbourhoods are drawn per seed, all else that a forecast depends on is mostly alike: so each
 * distinct forecast is made for the whole pool, and a run gets those of its own neighbourhoods.
 *
 * @param forecast Forecasts for a configuration's hours at the given sites, in their order.
 */
export function outlooksOf(
  forecast: (config: Config, sites: readonly Site[], foresight?: string) => Outlook,
): OutlookOf {
  const made = new Map<string, Outlook>();
  return (config, foresight) => {
    const { date, hours, step_minutes, price_forecaster, community, settlement, seed } = config;
    const { neighbourhoods_pool, pv_losses } = community;
    const { actuals } = settlement;
    // A weather year is drawn by the seed.
    const chance = actuals === "weather-year" ? seed : null;
    const key = JSON.stringify(
      [
        date,
        hours,
        step_minutes,
        price_forecaster,
        neighbourhoods_pool,
        pv_losses,
        actuals,
        chance,
        foresight ?? null,
        hoursAhead(config),
      ],
    );
    const names = Object.keys(neighbourhoods_pool);
    let ofPool = made.get(key);
    if (ofPool === undefined) {
      const drawn = drawNeighbourhoods(withPool(config, names.length));
      const outlook = forecast(config, drawn.sites, foresight);
      ofPool = inOrder(outlook, names.map((name) => drawn.names.indexOf(name)));
      made.set(key, ofPool);
    }
    return inOrder(ofPool, drawNeighbourhoods(config).names.map((name) => names.indexOf(name)));
  };
}

function withPool(config: Config, num_neighbourhoods: number): Config {
  return { ...config, community: { ...config.community, num_neighbourhoods } };
}

function inOrder(
  { forecast, actual, foreseesLoads = false, ahead }: Outlook,
  indices: readonly number[],
): Outlook {
  return {
    foreseesLoads,
    forecast: sitesInOrder(forecast, indices),
    actual: actual && sitesInOrder(actual, indices),
    ...(ahead && { ahead: { ...ahead, pvKwhPerKw: inSites(ahead.pvKwhPerKw, indices) } }),
  };
}

function sitesInOrder(
  { pvKwhPerKw, ...prices }: StepValues,
  indices: readonly number[],
): StepValues {
  return {
    ...prices,
    pvKwhPerKw: inSites(pvKwhPerKw, indices),
  };
}

function inSites(rows: readonly Float64Array[], indices: readonly number[]): Float64Array[] {
  return rows.map((sites) => Float64Array.from(indices, (i) => sites[i]));
}
