import project from "../../deno.json" with { type: "json" };
import type { Config } from "../config/settings.ts";
import type { Catalogue } from "../data/mod.ts";
import { type ForecastOutlook, PUN_MODEL_VERSION, PV_FORECASTER_VERSION } from "../forecast/mod.ts";

/** What run.json states of how a run came about: nothing that changes from machine to machine. */
export function provenance(
  config: Config,
  catalogue: Catalogue,
  outlook: ForecastOutlook,
): Readonly<Record<string, unknown>> {
  return {
    config,
    seed: config.seed,
    versions: {
      simulator: project.version,
      deno: Deno.version.deno,
      priceForecaster: PUN_MODEL_VERSION,
      pvForecaster: PV_FORECASTER_VERSION,
    },
    data: {
      label: catalogue.label,
      synthetic: catalogue.synthetic,
      sources: catalogue.sources.map(({ from, to, ...source }) => ({
        ...source,
        from: utc(from),
        to: utc(to),
      })),
    },
    forecasters: {
      price: outlook.priceForecaster.name,
      pvHoursByBasis: outlook.pvBasis,
    },
  };
}

function utc(epochSeconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toString();
}
