import {
  dieboldMariano,
  meanAbsoluteError,
  relativeMeanAbsoluteError,
  rootMeanSquareError,
} from "../learn/mod.ts";
import type { ProseValues } from "./prose.ts";
import { type Table, table } from "./table.ts";

/** Hours whose losses hang together. */
const LAGS = 24;
/** What counts as more than luck. */
const SIGNIFICANCE = 0.05;

/** How forecasts of the same hours did. */
export interface ForecastLeague {
  /** A row per forecast: errors, rMAE against the reference, chance of being as good as the best. */
  readonly table: Table;
  /** Mean absolute error by name. */
  readonly mae: Readonly<Record<string, number>>;
  /** For `prose`: `best`, its `error`, what it `saved` against the reference, and `rivals`. */
  readonly facts: ProseValues;
}

/**
 * Compares forecasts by their errors, and by the Diebold–Mariano test with the best of them.
 *
 * @param actual What came, by hour.
 * @param forecasts By name, as long as `actual`.
 * @param reference The name of the one that rMAE is against.
 */
export function forecastLeague(
  actual: Float64Array,
  forecasts: Readonly<Record<string, Float64Array>>,
  reference: string,
): ForecastLeague {
  const names = Object.keys(forecasts);
  const mae = Object.fromEntries(
    names.map((name) => [name, meanAbsoluteError(actual, forecasts[name])]),
  );
  const best = names.reduce((low, next) => mae[next] < mae[low] ? next : low);
  const losses = (name: string) => forecasts[name].map((value, i) => Math.abs(value - actual[i]));
  const bestLosses = losses(best);
  const chance = Object.fromEntries(
    names.map((name) => [
      name,
      name === best ? NaN : dieboldMariano(bestLosses, losses(name), LAGS).pValue,
    ]),
  );
  const rivals = names.filter((name) => chance[name] >= SIGNIFICANCE);
  return {
    mae,
    table: table(names, {
      Forecast: (name) => name,
      "Mean absolute error, €/MWh": (name) => mae[name],
      "Root mean square error, €/MWh": (name) => rootMeanSquareError(actual, forecasts[name]),
      [`rMAE, to ${reference}`]: (name) =>
        relativeMeanAbsoluteError(actual, forecasts[name], forecasts[reference]),
      [`As good as ${best}? p`]: (name) => name === best ? "" : chance[name].toFixed(3),
    }, { decimals: 3 }),
    facts: {
      best,
      error: mae[best],
      saved: `${(100 * (1 - mae[best] / mae[reference])).toFixed(0)} %`,
      rivals: rivals.length === 0
        ? "Its lead over every other model is more than luck."
        : `Its lead over ${rivals.join(" and ")} may be luck.`,
    },
  };
}

/**
 * Errors where values are low, in between and high: as many hours in each class.
 *
 * @param forecasts By name; how much the first is too high is told, too.
 */
export function errorsByLevel(
  actual: Float64Array,
  forecasts: Readonly<Record<string, Float64Array>>,
  { classes, unit }: { readonly classes: number; readonly unit: string },
): Table {
  const order = Array.from(actual.keys()).sort((a, b) => actual[a] - actual[b]);
  const parts = Array.from(
    { length: classes },
    (_, k) => order.slice(k * order.length / classes, (k + 1) * order.length / classes),
  );
  const meanOf = (hours: readonly number[], of: (at: number) => number) =>
    hours.reduce((sum, at) => sum + of(at), 0) / hours.length;
  const names = Object.keys(forecasts);
  const errors = names.map((name) =>
    [
      `Error of ${name}, ${unit}`,
      (hours: number[]) => meanOf(hours, (at) => Math.abs(forecasts[name][at] - actual[at])),
    ] as const
  );
  return table(parts, {
    [`From, ${unit}`]: (hours) => actual[hours[0]],
    [`To, ${unit}`]: (hours) => actual[hours.at(-1)!],
    ...Object.fromEntries(errors),
    [`${names[0]} too high by, ${unit}`]: (hours) =>
      meanOf(hours, (at) => forecasts[names[0]][at] - actual[at]),
  });
}
