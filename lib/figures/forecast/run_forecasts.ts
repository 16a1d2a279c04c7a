import { say, sayWord } from "../edition/say.ts";
import type { Catalogue } from "../../data/mod.ts";
import type { PvHistory } from "../../data/histories.ts";
import { HOUR, localHours, startOfStep, type Steps } from "../../time.ts";
import type { Results } from "../../results/mod.ts";
import type { Figure } from "../parts/figure.ts";
import type { FigureChapter } from "../run/run_figures.ts";
import { actualPrices } from "../../forecast/mod.ts";
import { forecastAccuracyFigure } from "./accuracy.ts";
import { forecastFigure, type ForecastSteps } from "./forecast.ts";
import { sourceLine } from "../parts/wording.ts";
import { sum } from "../../mean.ts";

const KWH_PER_MWH = 1000;
const HOURS_OF_DAY = 24;

/** The names of the figures that a run without its history does not have. */
export const FORECAST_FIGURES: readonly string[] = [
  "price_forecast",
  "pv_forecast",
  "price_accuracy",
  "pv_accuracy",
];

/** The chapter of {@linkcode runForecastFigures}. */
export function forecastChapter(results: Results, catalogue: Catalogue): FigureChapter {
  return {
    heading: sayWord("The forecasts"),
    figures: runForecastFigures(results, catalogue),
  };
}

/**
 * What the forecasters told a run against what came, as far as the history reaches: the market price
 * by step, and the PV generation by hour, as it is forecast and recorded.
 */
export function runForecastFigures(results: Results, { prices, pv }: Catalogue): Figure[] {
  const { config, calendar, marketPrice } = results;
  const { price_type, horizon } = config.price_forecaster;
  const source = sourceLine(results);
  const dayBefore = { ...calendar, start: calendar.start - HOURS_OF_DAY * HOUR };
  const hours = localHours(calendar.start, calendar.count * calendar.seconds / HOUR);
  const label = say`The same hour a day before`;
  const price: ForecastSteps = {
    calendar,
    actual: actualPrices(prices, price_type, calendar),
    forecast: marketPrice.map((price) => price * KWH_PER_MWH),
    reference: { label, values: actualPrices(prices, price_type, dayBefore) },
  };
  const sun: ForecastSteps = {
    calendar: hours,
    actual: actualPvPerKw(results, pv, hours),
    forecast: pvPerKwByHour(results, results.members.pvKwh),
    reference: {
      label,
      values: historyPerKw(pv, { ...hours, start: hours.start - HOURS_OF_DAY * HOUR }),
    },
  };
  const ofPrice = { quantity: price_type, unit: "€/MWh", method: sayWord(horizon), source };
  const method = sayWord("hour-ahead");
  const ofSun = { quantity: say`PV`, unit: say`kWh per kW`, method, source };
  const [priceName, pvName, priceAccuracy, pvAccuracy] = FORECAST_FIGURES;
  return [
    forecastFigure(price, { ...ofPrice, name: priceName }),
    forecastFigure(sun, { ...ofSun, name: pvName }),
    forecastAccuracyFigure(price, { ...ofPrice, name: priceAccuracy }),
    forecastAccuracyFigure(sun, { ...ofSun, name: pvAccuracy }),
  ];
}

/**
 * What the members' panels were metered to give in each hour, kWh per kW of their capacity; by the
 * history where nothing is metered; NaN where the history does not reach.
 */
function actualPvPerKw(results: Results, history: PvHistory, hours: Steps): Float64Array {
  const recorded = historyPerKw(history, hours);
  const metered = pvPerKwByHour(results, results.members.pvMeteredKwh);
  switch (results.config.settlement.actuals) {
    case "forecast":
      return recorded;
    case "weather-year":
      return metered;
    default:
      return metered.map((value, hour) => Number.isNaN(recorded[hour]) ? NaN : value);
  }
}

/** What the history's systems generated in each hour, kWh per kW, in the mean; NaN if unknown. */
function historyPerKw(history: PvHistory, hours: Steps): Float64Array {
  return Float64Array.from({ length: hours.count }, (_, hour) => {
    const instant = startOfStep(hours, hour);
    let total = 0;
    let count = 0;
    for (const { start, generationKw, capacityKw } of history) {
      // Each value stands for the clock hour in which it is stamped.
      const power = generationKw[Math.ceil((instant - start) / HOUR)];
      if (power === undefined || Number.isNaN(power)) continue;
      total += power / capacityKw;
      count++;
    }
    return total / count;
  });
}

/** What all members generated in each hour, kWh per kW of their capacity. */
function pvPerKwByHour(
  { community, prosumers, calendar }: Results,
  pvKwh: Float64Array,
): Float64Array {
  const capacity = sum(community.pvCapacityKw);
  const rows = prosumers * HOUR / calendar.seconds;
  return Float64Array.from(
    { length: pvKwh.length / rows },
    (_, hour) => sum(pvKwh.subarray(hour * rows, (hour + 1) * rows)) / capacity,
  );
}
