import type { PvHistory, PvSystem } from "../../data/histories.ts";
import { HOUR } from "../../time.ts";
import { type Sky, skyAt } from "./envelope.ts";

const DAY = 24 * HOUR;

/** A value recorded while the sun was up. */
export interface PvSample {
  /** Position of the system in the history. */
  readonly system: number;
  /** Position of the value in the system's record. */
  readonly at: number;
  /** Its stamp, Unix seconds. */
  readonly time: number;
  /** The sun and the season then. */
  readonly sky: Sky;
  /** kW per kW of capacity. */
  readonly power: number;
}

/**
 * The sunlit values stamped before an instant, each day's from one system only: the first day from
 * the first, the next from the second, and so on round those with a record of that day.
 *
 * Systems a few kilometres apart are nearly copies of each other. Taken in turn, each day of weather
 * counts once, all systems have their say, and training takes no longer for a hundred than for one.
 *
 * @param before Unix seconds.
 */
export function sunlitSamples(history: PvHistory, before: number): PvSample[] {
  const samples: PvSample[] = [];
  const recorded = history.map((system, index) => ({ system, index }))
    .filter(({ system }) => system.generationKw.length > 0 && system.start < before);
  if (recorded.length === 0) return samples;
  const first = Math.min(...recorded.map(({ system }) => system.start));
  const end = Math.min(before, Math.max(...recorded.map(({ system }) => endOf(system))));
  for (let day = Math.floor(first / DAY); day * DAY < end; day++) {
    const present = recorded.filter(({ system }) => hasRecord(system, day, before));
    if (present.length === 0) continue;
    const { system, index } = present[day % present.length];
    const [from, to] = stampsOfDay(system, day, before);
    for (let at = from; at < to; at++) {
      const power = system.generationKw[at] / system.capacityKw;
      if (Number.isNaN(power)) continue;
      const time = system.start + at * HOUR;
      const sky = skyAt(time, system);
      if (sky.sun.elevation > 0) samples.push({ system: index, at, time, sky, power });
    }
  }
  return samples;
}

/** Number of days with sunlit values among samples. */
export function sunlitDays(samples: readonly PvSample[]): number {
  return new Set(samples.map(({ time }) => Math.floor(time / DAY))).size;
}

function endOf(system: PvSystem): number {
  return system.start + system.generationKw.length * HOUR;
}

/** Positions in the record of a UTC day's stamps before an instant, first and past the last. */
function stampsOfDay(system: PvSystem, day: number, before: number): [number, number] {
  const until = Math.min((day + 1) * DAY, before);
  const from = Math.max(0, Math.ceil((day * DAY - system.start) / HOUR));
  const to = Math.min(system.generationKw.length, Math.ceil((until - system.start) / HOUR));
  return [from, to];
}

function hasRecord(system: PvSystem, day: number, before: number): boolean {
  const [from, to] = stampsOfDay(system, day, before);
  for (let at = from; at < to; at++) {
    if (!Number.isNaN(system.generationKw[at])) return true;
  }
  return false;
}
