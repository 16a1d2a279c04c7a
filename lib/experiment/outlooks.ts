import { drawCommunity } from "../community/community.ts";
import type { Site } from "../sun/site.ts";
import type { Config } from "../config/settings.ts";
import type { Outlook } from "../forecast/outlook.ts";

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
      const sites = neighbourhoodsOf(withPool(config, names.length));
      const outlook = forecast(config, sites.sites);
      ofPool = inOrder(outlook, names.map((name) => sites.neighbourhoodNames.indexOf(name)));
      made.set(key, ofPool);
    }
    const { neighbourhoodNames } = neighbourhoodsOf(config);
    return inOrder(ofPool, neighbourhoodNames.map((name) => names.indexOf(name)));
  };
}

/** The neighbourhoods that a configuration draws do not depend on how many live there. */
function neighbourhoodsOf(config: Config) {
  return drawCommunity({ ...config, community: { ...config.community, num_prosumers: 1 } });
}

function withPool(config: Config, num_neighbourhoods: number): Config {
  return { ...config, community: { ...config.community, num_neighbourhoods } };
}

function inOrder({ marketPrice, pvKwhPerKw }: Outlook, indices: readonly number[]): Outlook {
  return {
    marketPrice,
    pvKwhPerKw: pvKwhPerKw.map((hour) => Float64Array.from(indices, (i) => hour[i])),
  };
}
