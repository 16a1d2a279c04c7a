import { before, endOf, type HourlySeries, indexAt } from "../../data/series.ts";
import { meansOver } from "../../data/resampling.ts";
import { dateInRome, HOUR, hoursOfDay, startOfStep, type Steps } from "../../time.ts";
import type { PriceIssue } from "../outlook.ts";
import type { DayAheadForecaster } from "./forecaster.ts";

const KWH_PER_MWH = 1000;

/** Hours from one o'clock to midnight, also on days on which the clocks change, which they do at night. */
const ONE_TO_MIDNIGHT = 11;

/**
 * The prices that members expect of the days of a run and of the one after it, as they become known.
 *
 * At each midnight the day that begins is forecast from all prices before it; and the day after, from the same
 * with that forecast in the place of the day's prices. Nothing later is seen.
 *
 * @param prices History, €/MWh, up to the last midnight of the run at least.
 */
export function forecastIssues(
  forecaster: DayAheadForecaster,
  prices: HourlySeries,
  steps: Steps,
): PriceIssue[] {
  return midnightsOf(steps).map((midnight) => {
    const known = before(prices, midnight);
    const today = forecaster.nextDay(known);
    const tomorrow = forecaster.nextDay(prolonged(known, today));
    return issueOf(steps, midnight, midnight, [...today, ...tomorrow]);
  });
}

/**
 * The same where prices are known as published: a day's at one o'clock of the day before. Until then, and where the
 * history does not reach, they are forecast.
 *
 * @param published €/MWh at a step of the run or of the day after it; NaN where the history has none.
 */
export function publishedIssues(
  forecaster: DayAheadForecaster,
  prices: HourlySeries,
  steps: Steps,
  published: Float64Array,
): PriceIssue[] {
  return midnightsOf(steps).flatMap((midnight) => {
    const next = midnight + hoursOfDay(dateInRome(midnight)) * HOUR;
    const known = wholeDay(forecaster, prices, midnight, next);
    const today = known.values.subarray(indexAt(known, midnight));
    const asForecast = issueOf(steps, midnight, midnight, [
      ...today,
      ...forecaster.nextDay(known),
    ]);
    const replaced = (issue: PriceIssue, until: number): PriceIssue => ({
      ...issue,
      marketPrice: issue.marketPrice.map((price, i) => {
        const step = issue.first + i;
        const eurPerMwh = published[step];
        return startOfStep(steps, step) < until && Number.isFinite(eurPerMwh)
          ? eurPerMwh / KWH_PER_MWH
          : price;
      }),
    });
    const atOne = { ...asForecast, knownFrom: stepAt(steps, next - ONE_TO_MIDNIGHT * HOUR) };
    return [replaced(asForecast, next), replaced(atOne, Infinity)];
  });
}

/** Prices up to a midnight; of the day before it those that are missing are forecast. */
function wholeDay(
  forecaster: DayAheadForecaster,
  prices: HourlySeries,
  midnight: number,
  next: number,
): HourlySeries {
  const known = before(prices, next);
  if (endOf(known) === next) return known;
  const forecast = forecaster.nextDay(before(prices, midnight));
  return prolonged(known, forecast.subarray((endOf(known) - midnight) / HOUR));
}

/** The midnights in Rome with which the days of a run begin. */
function midnightsOf(steps: Steps): number[] {
  const midnights: number[] = [];
  const end = startOfStep(steps, steps.count);
  for (let at = steps.start; at < end; at += hoursOfDay(dateInRome(at)) * HOUR) {
    midnights.push(at);
  }
  return midnights;
}

function issueOf(
  steps: Steps,
  knownAt: number,
  start: number,
  eurPerMwh: readonly number[],
): PriceIssue {
  const first = stepAt(steps, start);
  const values = Float64Array.from(eurPerMwh, (price) => price / KWH_PER_MWH);
  const count = values.length * HOUR / steps.seconds;
  const own = { start, seconds: steps.seconds, count };
  return {
    knownFrom: stepAt(steps, knownAt),
    first,
    marketPrice: meansOver({ start, seconds: HOUR, values }, own),
  };
}

/** The first step that begins at an instant or later. */
function stepAt({ start, seconds }: Steps, instant: number): number {
  return Math.ceil((instant - start) / seconds);
}

function prolonged(history: HourlySeries, values: Float64Array): HourlySeries {
  const longer = new Float64Array(history.values.length + values.length);
  longer.set(history.values);
  longer.set(values, history.values.length);
  return { start: history.start, values: longer };
}
