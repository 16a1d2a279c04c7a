import type { PvHistory } from "../../data/histories.ts";
import { InputError } from "../../input_error.ts";
import { permutationImportance } from "../../learn/mod.ts";
import type { RandomStream } from "../../random.ts";
import { dateInRome, HOUR } from "../../time.ts";
import { indexRecord, knownBefore } from "./clear_sky_index.ts";
import { clearSkyPower } from "./envelope.ts";
import type { Situation } from "./hour_ahead.ts";
import { recentWeather } from "./recent_weather.ts";
import { sunlitSamples } from "./samples.ts";
import { boundedIndex, type TrainedPv } from "./trained.ts";

/** How much the hour-ahead forecast leans on a piece of what it knows. */
export interface PvImportance {
  /** In words. */
  readonly name: string;
  /** Growth of the root mean square error when it is another hour's: 0.5 for half as much again. */
  readonly growth: number;
}

/** A piece of knowledge: puts that of another hour into a situation. */
type Swap = (own: Situation, other: Situation) => Situation;

/** Puts some of another hour's recent weather into a situation. */
function weather(...fields: (keyof Situation["weather"])[]): Swap {
  return (own, other) => {
    const swapped = Object.fromEntries(fields.map((field) => [field, other.weather[field]]));
    return { ...own, weather: { ...own.weather, ...swapped } };
  };
}

/** What is known before an hour, a piece a name; columns that say one thing go together. */
const PIECES: Readonly<Record<string, Swap>> = {
  "the last sunlit hour": (own, { weather: { last: [newest] } }) => {
    const [, second, third, fourth] = own.weather.last;
    return { ...own, weather: { ...own.weather, last: [newest, second, third, fourth] } };
  },
  "the three hours before it": (own, { weather: { last: [, second, third, fourth] } }) => {
    const [newest] = own.weather.last;
    return { ...own, weather: { ...own.weather, last: [newest, second, third, fourth] } };
  },
  "the mean of 6, 12 and 36 sunlit hours": weather("mean6", "mean12", "mean36"),
  "the same hour yesterday": weather("yesterday"),
  "the systems near by": weather("neighbours", "spread", "neighboursBefore", "spreadBefore"),
  "how old the last sunlit hour is": weather("age"),
  "what a cloudless sky would yield": (own, { envelope }) => ({ ...own, envelope }),
  "where the sun stands": (own, { sky: { sun } }) => ({ ...own, sky: { ...own.sky, sun } }),
  "the season": (own, { sky: { season } }) => ({ ...own, sky: { ...own.sky, season } }),
  "what is usual then": (own, { usual }) => ({ ...own, usual }),
};

/**
 * How much the hour-ahead forecast leans on each piece of what it knows: by permutation, as
 * `permutationImportance` of `lib/learn` tells it, of several columns at once where they say one thing
 * (Gregorutti et al. 2015, doi:10.1016/j.csda.2015.04.002).
 *
 * @param history Tested are the sunlit hours stamped from `from` on, a system a day.
 * @param from Unix seconds, after the end of training.
 * @param stream Draws the order of a piece.
 * @returns In descending order of the growth.
 * @throws {InputError} If no sunlit hour is stamped from `from` on.
 */
export function pvImportance(
  { panels, climatology, hourAhead }: TrainedPv,
  history: PvHistory,
  from: number,
  stream: (piece: number) => RandomStream,
): PvImportance[] {
  const records = history.map((system) => indexRecord(system, panels));
  const situations: Situation[] = [];
  const powers: number[] = [];
  for (const { system, time, sky, power } of sunlitSamples(history, Infinity)) {
    if (time < from) continue;
    const known = records.map((record) => knownBefore(record, Math.floor(time / HOUR) * HOUR));
    const weather = recentWeather(known, records[system], time);
    const envelope = clearSkyPower(sky, panels);
    if (weather === null || envelope === 0) continue;
    situations.push({ sky, envelope, usual: climatology.index(sky), weather });
    powers.push(power);
  }
  if (situations.length === 0) {
    throw new InputError(
      `Cannot tell what the PV forecaster leans on from ${
        dateInRome(from)
      } on as it takes sunlit ` +
        "hours recorded since then: found none",
    );
  }
  const swaps = Object.values(PIECES);
  const rows = Float64Array.from(situations, (_, row) => row);
  const growth = permutationImportance(
    { columns: swaps.map(() => rows), target: Float64Array.from(powers) },
    (takenFrom) =>
      Float64Array.from(situations, (own, row) => {
        const situation = swaps.reduce((changed, swap, piece) => {
          const other = takenFrom[piece][row];
          return other === row ? changed : swap(changed, situations[other]);
        }, own);
        return situation.envelope * boundedIndex(hourAhead.power(situation) / situation.envelope);
      }),
    stream,
  );
  return Object.keys(PIECES).map((name, piece) => ({ name, growth: growth[piece] }))
    .sort((a, b) => b.growth - a.growth);
}
