import { meanAbsoluteError } from "../../learn/mod.ts";
import { pvScoresByHour, pvScoresBySeason, type PvTestRun } from "../../forecast/mod.ts";
import type { LocalSteps } from "../../time.ts";
import type { ErrorsOfPart } from "./errors.ts";

/** What a test is divided by. */
export type PartKind = "hour" | "season";

const SEASONS = ["winter", "spring", "summer", "autumn"];

/**
 * Mean absolute errors of forecasts by hour on the clock or by season (winter: December to February),
 * in their unit. Hours in which the actual value or a forecast is NaN are left out.
 *
 * @param actual One value per hour of the calendar.
 * @param forecasts By method, as many values.
 */
export function errorsByPart(
  calendar: LocalSteps,
  actual: ArrayLike<number>,
  forecasts: Readonly<Record<string, ArrayLike<number>>>,
  kind: PartKind,
): ErrorsOfPart[] {
  const partOf = kind === "hour"
    ? (h: number) => calendar.hour[h]
    : (h: number) => Math.floor(calendar.month[h] % 12 / 3);
  const names = kind === "hour" ? Array.from({ length: 24 }, (_, hour) => String(hour)) : SEASONS;
  const series = Object.values(forecasts);
  const rows: number[][] = names.map(() => []);
  for (let h = 0; h < calendar.count; h++) {
    const known = !Number.isNaN(actual[h]) && series.every((values) => !Number.isNaN(values[h]));
    if (known) rows[partOf(h)].push(h);
  }
  return names.map((name, part) => ({ name, rows: rows[part] }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, rows }) => ({
      name,
      errors: Object.fromEntries(
        Object.entries(forecasts).map(([method, values]) => [
          method,
          meanAbsoluteError(rows.map((h) => actual[h]), rows.map((h) => values[h])),
        ]),
      ),
    }));
}

/**
 * Root mean square errors of a PV test by hour of the day in UTC (those with any sun) or by season, kW
 * per kW of capacity.
 */
export function pvErrorsByPart(run: PvTestRun, kind: PartKind): ErrorsOfPart[] {
  const parts = kind === "hour" ? pvScoresByHour(run) : pvScoresBySeason(run);
  return parts
    .map(({ name, scores }) => ({
      name,
      errors: Object.fromEntries(
        Object.entries(scores).map(([method, { rmse }]) => [method, rmse]),
      ),
    }))
    .filter(({ errors }) => Object.values(errors).some((error) => error > 0));
}
