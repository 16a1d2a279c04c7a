import type { PvHistory } from "../../data/histories.ts";
import { HOUR } from "../../time.ts";
import type { Foresight } from "../foresight.ts";
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
 * @param basis What the forecasts rest on: recent weather, the climate, or the day before.
 */
export function pvOutlook(
  forecaster: PvForecaster,
  history: PvHistory,
  sites: readonly Site[],
  start: number,
  hours: number,
  basis: Foresight["pv"] = "last hours",
): PvOutlook {
  const energy = forecastOn(basis, forecaster, history, start, start + hours * HOUR);
  const counts = { observations: 0, climatology: 0, night: 0 };
  const kwhPerKw: Float64Array[] = [];
  for (let step = 0; step < hours; step++) {
    const forecasts = sites.map((site) => energy(site, start + step * HOUR));
    counts[forecasts[0].basis]++;
    kwhPerKw.push(Float64Array.from(forecasts, ({ perKw }) => perKw));
  }
  return { kwhPerKw, basis: counts };
}

/** Forecasts the energy of the hour from an instant on, from what was known then. */
function forecastOn(
  basis: Foresight["pv"],
  forecaster: PvForecaster,
  history: PvHistory,
  from: number,
  until: number,
): (site: Site, start: number) => PvForecast {
  const climatology = (site: Site, start: number): PvForecast => {
    const perKw = forecaster.climatologyEnergy(site, start);
    return { perKw, basis: perKw === 0 ? "night" : "climatology" };
  };
  if (basis === "climate") return climatology;
  if (basis === "last hours") {
    const follower = forecaster.following(history, from, until);
    return (site, start) => follower.energy(site, start);
  }
  const observer = forecaster.observing(history, from, until);
  return (site, start) => {
    // The weather of the same hour of the day before, under this day's sun.
    const perKw = observer.energy(site, start, start - 24 * HOUR);
    if (Number.isNaN(perKw)) return climatology(site, start);
    return { perKw, basis: perKw === 0 ? "night" : "observations" };
  };
}
