import type { PvHistory } from "../data/histories.ts";
import type { Site } from "../sun/mod.ts";
import { HOUR } from "../time.ts";
import { type StepValues, zonalPriceAt } from "./outlook.ts";
import type { PvForecaster } from "./pv/forecaster.ts";
import { inYear } from "./pv/weather_year.ts";

const KWH_PER_MWH = 1000;

/** How much of a run was metered on what came rather than on the forecast. */
export interface ActualsRecord {
  /** The setting `settlement.actuals`. */
  readonly rule: string;
  /** Steps whose price the history has. */
  readonly priceSteps: number;
  /** Steps whose generation it has. */
  readonly pvSteps: number;
  /** The year whose weather was taken, or null. */
  readonly weatherYear: number | null;
}

/**
 * What came, the forecast standing in where the history does not reach.
 *
 * @param eurPerMwh By step; NaN where the history has no price.
 * @param observed By step, then by site, kWh per kW; NaN where it has none. Null if the forecast counts
 * as what came.
 * @param zonalEurPerMwh The zone's price by step, likewise; left out where the history has no such zone.
 */
export function withActuals(
  rule: string,
  forecast: StepValues,
  eurPerMwh: Float64Array,
  observed: readonly Float64Array[] | null,
  weatherYear: number | null,
  zonalEurPerMwh?: Float64Array,
): { actual: StepValues | null; actuals: ActualsRecord } {
  const record = { rule, priceSteps: 0, pvSteps: 0, weatherYear };
  if (observed === null) return { actual: null, actuals: record };
  const marketPrice = eurPerMwh.map((price, step) => {
    if (Number.isNaN(price)) return forecast.marketPrice[step];
    record.priceSteps++;
    return price / KWH_PER_MWH;
  });
  // By night nothing is missing, also where the history does not reach.
  const reached = observed.some((sites) => sites.some((kwh) => kwh > 0));
  const pvKwhPerKw = observed.map((sites, step) => {
    if (reached && !sites.some(Number.isNaN)) record.pvSteps++;
    return sites.map((kwh, site) => Number.isNaN(kwh) ? forecast.pvKwhPerKw[step][site] : kwh);
  });
  const zonalPrice = zonalEurPerMwh?.map((price, step) =>
    Number.isNaN(price) ? zonalPriceAt(forecast, step) : price / KWH_PER_MWH
  );
  const actual = { marketPrice, ...(zonalPrice && { zonalPrice }), pvKwhPerKw };
  return { actual, actuals: record };
}

/** By hour, then by site: generation as recorded, kWh per kW of capacity; NaN where it was not. */
export function observedPv(
  forecaster: PvForecaster,
  pv: PvHistory,
  sites: readonly Site[],
  start: number,
  hours: number,
  weatherYear: number | null,
): Float64Array[] {
  const observer = weatherYear === null
    ? forecaster.observing(pv, start, start + hours * HOUR)
    : forecaster.observing(pv);
  return Array.from({ length: hours }, (_, hour) => {
    const instant = start + hour * HOUR;
    const weather = weatherYear === null ? instant : inYear(instant, weatherYear);
    return Float64Array.from(sites, (site) => observer.energy(site, instant, weather));
  });
}
