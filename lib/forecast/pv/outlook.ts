import type { PvHistory } from "../../data/histories.ts";
import { HOUR } from "../../time.ts";
import type { PvForecast, PvForecaster } from "./forecaster.ts";
import type { Site } from "./envelope.ts";

/** Forecast generation by step and site, and what the forecasts rest on. */
export interface PvOutlook {
  /** By step, then by site: kWh per kW of capacity. */
  readonly kwhPerKw: readonly Float64Array[];
  /** Number of sunlit steps by what their forecast rests on. */
  readonly basis: Readonly<Record<PvForecast["basis"], number>>;
}

/**
 * The generation of each step of a scenario at each site, forecast at the start of its hour.
 *
 * One forecast serves a neighbourhood: across one, the sun's place differs by 0.02° at most.
 *
 * @param history May reach past the scenario; each forecast sees what was stamped before its hour.
 * @param start First step, Unix seconds.
 * @param hours Number of steps.
 */
export function pvOutlook(
  forecaster: PvForecaster,
  history: PvHistory,
  sites: readonly Site[],
  start: number,
  hours: number,
): PvOutlook {
  const follower = forecaster.following(history, start, start + hours * HOUR);
  const basis = { observations: 0, climatology: 0, night: 0 };
  const kwhPerKw: Float64Array[] = [];
  for (let step = 0; step < hours; step++) {
    const forecasts = sites.map((site) => follower.energy(site, start + step * HOUR));
    basis[forecasts[0].basis]++;
    kwhPerKw.push(Float64Array.from(forecasts, ({ perKw }) => perKw));
  }
  return { kwhPerKw, basis };
}
