import { HOUR } from "../../time.ts";
import type { Site } from "./envelope.ts";
import {
  type IndexRecord,
  LOOKBACK_HOURS,
  NEAR,
  newestSunlit,
  squaredDistance,
} from "./clear_sky_index.ts";

/** What the last hours' clear-sky indices say at the start of an hour. */
export interface RecentWeather {
  /** The last four sunlit indices, the newest first; of the evening before, in the morning. */
  readonly last: readonly [number, number, number, number];
  /** Hours from the newest of them to the instant that is forecast. */
  readonly age: number;
  /** Mean over the last 6 sunlit hours. */
  readonly mean6: number;
  /** Over the last 12. */
  readonly mean12: number;
  /** Over the last 36. */
  readonly mean36: number;
  /** The index 24 hours before the instant that is forecast. */
  readonly yesterday: number;
  /** Mean of the newest index over the systems near by, this one included. */
  readonly neighbours: number;
  /** Their standard deviation. */
  readonly spread: number;
}

/** Hours looked back over for 36 sunlit ones, from the newest, itself up to a day old. */
const WINDOW = LOOKBACK_HOURS - 24;

/**
 * Recent weather at a site, from the nearest system that has some and from its neighbours.
 *
 * @param known Records that end before the hour of the target.
 * @param target The instant to be forecast, Unix seconds.
 * @returns `null` if no system near by recorded a sunlit hour in the 24 hours before the target.
 */
export function recentWeather(
  known: readonly IndexRecord[],
  site: Site,
  target: number,
): RecentWeather | null {
  let nearest: IndexRecord | null = null;
  let newest = -1;
  let least = NEAR ** 2;
  for (const record of known) {
    const distance = squaredDistance(site, record);
    if (distance >= least) continue;
    const at = newestSunlit(record, target);
    if (at < 0) continue;
    [nearest, newest, least] = [record, at, distance];
    if (distance === 0) break;
  }
  return nearest === null ? null : describe(nearest, newest, known, target);
}

function describe(
  record: IndexRecord,
  newest: number,
  known: readonly IndexRecord[],
  target: number,
): RecentWeather {
  const { index, start } = record;
  const last: [number, number, number, number] = [index[newest], NaN, NaN, NaN];
  let [sum, count, mean6, mean12] = [0, 0, NaN, NaN];
  for (let at = newest; at >= Math.max(0, newest - WINDOW) && count < 36; at--) {
    if (Number.isNaN(index[at])) continue;
    if (count < 4) last[count] = index[at];
    sum += index[at];
    count++;
    if (count === 6) mean6 = sum / 6;
    if (count === 12) mean12 = sum / 12;
  }
  const mean36 = sum / count;
  for (let i = 1; i < 4; i++) if (Number.isNaN(last[i])) last[i] = last[i - 1];
  const yesterday = index[Math.round((target - start) / HOUR) - 24];
  const [neighbours, spread] = amongNeighbours(record, known, start + newest * HOUR);
  return {
    last,
    age: (target - start) / HOUR - newest,
    mean6: Number.isNaN(mean6) ? mean36 : mean6,
    mean12: Number.isNaN(mean12) ? mean36 : mean12,
    mean36,
    yesterday: yesterday === undefined || Number.isNaN(yesterday) ? mean36 : yesterday,
    neighbours,
    spread,
  };
}

/** Mean and standard deviation, over the systems near by, of the index at a stamp. */
function amongNeighbours(
  site: Site,
  known: readonly IndexRecord[],
  stamp: number,
): [mean: number, deviation: number] {
  let [sum, squares, count] = [0, 0, 0];
  for (const record of known) {
    const value = record.index[Math.round((stamp - record.start) / HOUR)];
    if (value === undefined || Number.isNaN(value)) continue;
    if (squaredDistance(site, record) >= NEAR ** 2) continue;
    sum += value;
    squares += value * value;
    count++;
  }
  const mean = sum / count;
  return [mean, Math.sqrt(Math.max(0, squares / count - mean * mean))];
}
