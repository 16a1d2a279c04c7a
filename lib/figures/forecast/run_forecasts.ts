import type { Catalogue } from "../../data/mod.ts";
import type { PvHistory } from "../../data/histories.ts";
import { HOUR } from "../../time.ts";
import type { Results } from "../../results/mod.ts";
import type { Figure } from "../parts/figure.ts";
import { forecastFigure } from "./forecast.ts";
import { sourceLine } from "../parts/wording.ts";
import { sum } from "../../mean.ts";

const KWH_PER_MWH = 1000;
const HOURS_OF_DAY = 24;

/** The names of the figures that a run without its history does not have. */
export const FORECAST_FIGURES: readonly string[] = ["price_forecast", "pv_forecast"];

/**
 * What the forecasters told a run against what came, as far as the history reaches: the market price
 * and the PV generation.
 */
export function runForecastFigures(results: Results, { prices, pv }: Catalogue): Figure[] {
  const { config, calendar, hours, marketPrice } = results;
  const { price_type, horizon } = config.price_forecaster;
  const { start } = calendar;
  const column = prices.eurPerMwh.get(price_type) ?? new Float64Array();
  const priceAt = (instant: number) => column[(instant - prices.start) / HOUR] ?? NaN;
  const byHour = (values: (instant: number) => number, hoursBefore = 0) =>
    Float64Array.from({ length: hours }, (_, h) => values(start + (h - hoursBefore) * HOUR));
  const source = sourceLine(results);
  const [priceName, pvName] = FORECAST_FIGURES;
  return [
    forecastFigure({
      calendar,
      actual: byHour(priceAt),
      forecast: marketPrice.map((price) => price * KWH_PER_MWH),
      reference: { label: "The same hour a day before", values: byHour(priceAt, HOURS_OF_DAY) },
    }, { name: priceName, quantity: price_type, unit: "€/MWh", method: horizon, source }),
    forecastFigure({
      calendar,
      actual: byHour((instant) => pvPerKw(pv, instant)),
      forecast: forecastPvPerKw(results),
      reference: {
        label: "The same hour a day before",
        values: byHour((instant) => pvPerKw(pv, instant), HOURS_OF_DAY),
      },
    }, { name: pvName, quantity: "PV", unit: "kWh per kW", method: "hour-ahead", source }),
  ];
}

/** What the history's systems generated in an hour, kWh per kW, in the mean; NaN if unknown. */
function pvPerKw(history: PvHistory, instant: number): number {
  let sum = 0;
  let count = 0;
  for (const { start, generationKw, capacityKw } of history) {
    // Each value stands for the clock hour in which it is stamped.
    const power = generationKw[Math.ceil((instant - start) / HOUR)];
    if (power === undefined || Number.isNaN(power)) continue;
    sum += power / capacityKw;
    count++;
  }
  return sum / count;
}

/** What the run's prosumers were told to generate, kWh per kW of all their capacity. */
function forecastPvPerKw({ members, community, prosumers, hours }: Results): Float64Array {
  const capacity = sum(community.pvCapacityKw);
  return Float64Array.from({ length: hours }, (_, h) => {
    const generated = members.pvKwh.subarray(h * prosumers, (h + 1) * prosumers);
    return sum(generated) / capacity;
  });
}
