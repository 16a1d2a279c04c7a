import type { PvHistory, PvSystem } from "../../data/histories.ts";
import { HOUR } from "../../time.ts";
import { clearSkyPower, type Panels, skyAt } from "./envelope.ts";
import { indexRecord, knownBefore, newestSunlit } from "./clear_sky_index.ts";

/** A forecast of the power at a stamp (Unix seconds), kW per kW of capacity. */
export type Baseline = (stamp: number) => number;

/**
 * The mean of the training values of the same month and hour of the day, both in UTC, over all
 * systems; of the same hour where the month is missing, and 0 where that is too.
 *
 * @param before End of training, Unix seconds.
 */
export function monthAndHourMean(history: PvHistory, before: number): Baseline {
  const sums = new Float64Array(13 * 24);
  const counts = new Float64Array(13 * 24);
  for (const { start, generationKw, capacityKw } of history) {
    for (let at = 0; at < generationKw.length && start + at * HOUR < before; at++) {
      if (Number.isNaN(generationKw[at])) continue;
      const { month, hour } = utc(start + at * HOUR);
      for (const cell of [month * 24 + hour, hour]) {
        sums[cell] += generationKw[at] / capacityKw;
        counts[cell]++;
      }
    }
  }
  return (stamp) => {
    const { month, hour } = utc(stamp);
    const cell = [month * 24 + hour, hour].find((at) => counts[at] > 0);
    return cell === undefined ? 0 : sums[cell] / counts[cell];
  };
}

/** Month 1 … 12 and hour 0 … 23. */
function utc(epochSeconds: number): { month: number; hour: number } {
  const date = new Date(epochSeconds * 1000);
  return { month: date.getUTCMonth() + 1, hour: date.getUTCHours() };
}

/** The system's last value before the hour of the stamp; 0 where there is none. */
export function persistence(system: PvSystem): Baseline {
  return (stamp) => {
    const at = Math.ceil((hourOf(stamp) - system.start) / HOUR) - 1;
    const last = system.generationKw[at] / system.capacityKw;
    return Number.isFinite(last) ? last : 0;
  };
}

/**
 * The system's last clear-sky index before the hour of the stamp, times the clear-sky power at the
 * stamp: clouds stay, the sun moves. In the morning the last index is of the evening before; with
 * none in 24 hours, another forecast takes over.
 */
export function smartPersistence(
  system: PvSystem,
  panels: Panels,
  otherwise: Baseline,
): Baseline {
  const record = indexRecord(system, panels);
  return (stamp) => {
    const envelope = clearSkyPower(skyAt(stamp, system), panels);
    if (envelope === 0) return 0;
    const known = knownBefore(record, hourOf(stamp));
    const at = newestSunlit(known, stamp);
    return at < 0 ? otherwise(stamp) : known.index[at] * envelope;
  };
}

function hourOf(stamp: number): number {
  return Math.floor(stamp / HOUR) * HOUR;
}
