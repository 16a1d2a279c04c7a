import type { PvSystem } from "../../data/histories.ts";
import { HOUR } from "../../time.ts";
import { clearSkyPower, type Panels, type Site, skyAt } from "./envelope.ts";

/** The clear-sky index that a system's record shows: power over the clear-sky envelope. */
export interface IndexRecord extends Site {
  /** Time stamp of the first value, Unix seconds. */
  readonly start: number;
  /** Every 3600 s; NaN while the sun is too low to tell, and where the record has a gap. */
  readonly index: Float64Array;
}

/**
 * With a lower sun, degrees, the index says more of the horizon than of the clouds (chosen on
 * October to December 2021 after training on the months before).
 */
const LEAST_ELEVATION = 4;
/** Under a fainter envelope, kW/kW, the index is a quotient of two small numbers. */
const LEAST_ENVELOPE = 0.02;
const HIGHEST_INDEX = 1.3;
/** Older weather than this says nothing that climatology does not. */
const OLDEST_HOURS = 24;

/** The clear-sky index of a record, from its power and the envelope at each stamp. */
export function indexRecord(system: PvSystem, panels: Panels): IndexRecord {
  const { latitude, longitude, start, generationKw, capacityKw } = system;
  const index = new Float64Array(generationKw.length).fill(NaN);
  for (let at = 0; at < index.length; at++) {
    const power = generationKw[at] / capacityKw;
    if (Number.isNaN(power)) continue;
    const sky = skyAt(start + at * HOUR, system);
    if (sky.sun.elevation <= LEAST_ELEVATION) continue;
    const envelope = clearSkyPower(sky, panels);
    if (envelope > LEAST_ENVELOPE) index[at] = Math.min(HIGHEST_INDEX, power / envelope);
  }
  return { latitude, longitude, start, index };
}

/** Hours of the past that a forecast looks back over. */
export const LOOKBACK_HOURS = 120;

/** The part of a system's record that forecasts for the hours from … until look at. */
export function trimmed(system: PvSystem, from: number, until: number): PvSystem {
  const length = system.generationKw.length;
  const at = (instant: number) =>
    Math.max(0, Math.min(length, Math.ceil((instant - system.start) / HOUR)));
  const first = at(from - LOOKBACK_HOURS * HOUR);
  const { latitude, longitude, capacityKw } = system;
  const generationKw = system.generationKw.subarray(first, at(until));
  return { latitude, longitude, capacityKw, start: system.start + first * HOUR, generationKw };
}

/** What was stamped before an instant. The values are shared, not copied. */
export function knownBefore(record: IndexRecord, epochSeconds: number): IndexRecord {
  const count = Math.ceil((epochSeconds - record.start) / HOUR);
  if (count >= record.index.length) return record;
  return { ...record, index: record.index.subarray(0, Math.max(0, count)) };
}

/**
 * Position of the newest sunlit index at most 24 hours before an instant, or −1.
 *
 * @param record What is known before the hour of the instant.
 * @param instant Unix seconds.
 * @throws {RangeError} If the record reaches up to the instant.
 */
export function newestSunlit({ index, start }: IndexRecord, instant: number): number {
  if (index.length > 0 && start + (index.length - 1) * HOUR >= instant) {
    throw new RangeError("A forecast must not see its own hour");
  }
  const oldest = Math.max(0, Math.ceil((instant - start) / HOUR - OLDEST_HOURS));
  for (let at = index.length - 1; at >= oldest; at--) {
    if (!Number.isNaN(index[at])) return at;
  }
  return -1;
}

/** Systems within half a degree of latitude, 55 km, are neighbours. */
export const NEAR = 0.5;

/** Square of the distance between two places, degrees of latitude. */
export function squaredDistance(a: Site, b: Site): number {
  const east = (a.longitude - b.longitude) * Math.cos(a.latitude * Math.PI / 180);
  return (a.latitude - b.latitude) ** 2 + east ** 2;
}
