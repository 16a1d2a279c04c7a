import { drawNeighbourhoods } from "../community/mod.ts";
import type { Site } from "../sun/mod.ts";
import type { Config } from "../config/settings.ts";
import type { Outlook, StepValues } from "../forecast/outlook.ts";

/**
 * The outlook of every configuration of an experiment, each forecast made once.
 *
 * Neighbourhoods are drawn per seed, all else that a forecast depends on is mostly alike: so each
 * distinct forecast is made for the whole pool, and a run gets those of its own neighbourhoods.
 *
 * @param forecast Forecasts for a configuration's hours at the given sites, in their order.
 */
export function outlooksOf(
  forecast: (config: Config, sites: readonly Site[]) => Outlook,
): (config: Config) => Outlook {
  const made = new Map<string, Outlook>();
  return (config) => {
    const { date, hours, price_forecaster, community } = config;
    const { neighbourhoods_pool, pv_losses } = community;
    const key = JSON.stringify([date, hours, price_forecaster, neighbourhoods_pool, pv_losses]);
    const names = Object.keys(neighbourhoods_pool);
    let ofPool = made.get(key);
    if (ofPool === undefined) {
      const drawn = drawNeighbourhoods(withPool(config, names.length));
      const outlook = forecast(config, drawn.sites);
      ofPool = inOrder(outlook, names.map((name) => drawn.names.indexOf(name)));
      made.set(key, ofPool);
    }
    return inOrder(ofPool, drawNeighbourhoods(config).names.map((name) => names.indexOf(name)));
  };
}

function withPool(config: Config, num_neighbourhoods: number): Config {
  return { ...config, community: { ...config.community, num_neighbourhoods } };
}

function inOrder({ forecast, actual }: Outlook, indices: readonly number[]): Outlook {
  const ordered = sitesInOrder(forecast, indices);
  return {
    forecast: ordered,
    actual: actual === forecast ? ordered : sitesInOrder(actual, indices),
  };
}

function sitesInOrder(
  { marketPrice, pvKwhPerKw }: StepValues,
  indices: readonly number[],
): StepValues {
  return {
    marketPrice,
    pvKwhPerKw: pvKwhPerKw.map((sites) => Float64Array.from(indices, (i) => sites[i])),
  };
}
