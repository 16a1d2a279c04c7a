import type { Config } from "../../config/settings.ts";
import type { PriceHistory } from "../../data/histories.ts";
import type { HourlySeries } from "../../data/series.ts";
import { HOUR, localSteps, startOfStep, type Steps } from "../../time.ts";
import { TURINS_ZONE } from "../outlook.ts";
import { actualPrices } from "./actual.ts";

/** So long a past tells how a zone's price differs from the market's. */
const DAYS = 28;
const HOURS_OF_CLOCK = 24;

/** The price of a zone by step, €/MWh. */
export interface ZonalPrices {
  /** What is expected of it. */
  readonly forecast: Float64Array;
  /** As it came; NaN where the history does not reach. */
  readonly came: Float64Array;
}

/**
 * The price of Turin's zone over a run: P as forecast and what the zone was dearer than P at that hour
 * of the clock, in the mean of the 28 days before the step's own; where prices are known as published,
 * the price that came.
 *
 * @param eurPerMwh The market price as forecast, by step.
 * @returns Undefined where the market price is the zone's, or the history does not have the zone.
 */
export function zonalPrices(
  history: PriceHistory,
  { price_forecaster: { price_type, horizon } }: Pick<Config, "price_forecaster">,
  steps: Steps,
  eurPerMwh: Float64Array,
): ZonalPrices | undefined {
  const zone = history.eurPerMwh.get(TURINS_ZONE);
  const market = history.eurPerMwh.get(price_type);
  if (price_type === TURINS_ZONE || zone === undefined || market === undefined) return undefined;
  const came = actualPrices(history, TURINS_ZONE, steps);
  const difference = zone.map((price, hour) => price - market[hour]);
  const expected = usualBefore({ start: history.start, values: difference }, steps);
  const forecast = eurPerMwh.map((price, step) =>
    horizon === "published" && !Number.isNaN(came[step]) ? came[step] : price + expected[step]
  );
  return { forecast, came };
}

/** By step, the mean of a series at its hour of the clock in the 28 days before its day; 0 without any. */
function usualBefore({ start, values }: HourlySeries, steps: Steps): Float64Array {
  const clock = localSteps(steps);
  const past = localSteps({ start, seconds: HOUR, count: values.length });
  const usual = new Float64Array(HOURS_OF_CLOCK);
  const counts = new Uint16Array(HOURS_OF_CLOCK);
  return Float64Array.from({ length: steps.count }, (_, step) => {
    if (step === 0 || clock.day[step] !== clock.day[step - 1]) {
      const midnight = startOfStep(steps, step) - clock.elapsed[step] * HOUR;
      const until = Math.min(values.length, Math.floor((midnight - start) / HOUR));
      usual.fill(0);
      counts.fill(0);
      for (let h = Math.max(0, until - DAYS * HOURS_OF_CLOCK); h < until; h++) {
        if (Number.isNaN(values[h])) continue;
        usual[past.hour[h]] += values[h];
        counts[past.hour[h]]++;
      }
      for (let h = 0; h < HOURS_OF_CLOCK; h++) usual[h] /= Math.max(1, counts[h]);
    }
    return usual[clock.hour[step]];
  });
}
