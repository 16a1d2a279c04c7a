import type { PvSystem } from "../data/histories.ts";
import { HOUR } from "../time.ts";
import { clearSkyPower, type Panels, type Site, skyAt } from "./pv_envelope.ts";

/** The clear-sky index that a system's record shows: power over the clear-sky envelope. */
export interface IndexRecord extends Site {
  /** Time stamp of the first value, Unix seconds. */
  readonly start: number;
  /** Every 3600 s; NaN while the sun is too low to tell, and where the record has a gap. */
  readonly index: Float64Array;
}

/** Under a fainter envelope, kW/kW, the index says more of the horizon than of the clouds. */
const LEAST_ENVELOPE = 0.02;
const HIGHEST_INDEX = 1.3;

/** The clear-sky index of a record, from its power and the envelope at each stamp. */
export function indexRecord(system: PvSystem, panels: Panels): IndexRecord {
  const { latitude, longitude, start, generationKw, capacityKw } = system;
  const index = new Float64Array(generationKw.length).fill(NaN);
  for (let at = 0; at < index.length; at++) {
    const power = generationKw[at] / capacityKw;
    if (Number.isNaN(power)) continue;
    const envelope = clearSkyPower(skyAt(start + at * HOUR, system), panels);
    if (envelope > LEAST_ENVELOPE) index[at] = Math.min(HIGHEST_INDEX, power / envelope);
  }
  return { latitude, longitude, start, index };
}

/** What was stamped before an instant. The values are shared, not copied. */
export function knownBefore(record: IndexRecord, epochSeconds: number): IndexRecord {
  const count = Math.ceil((epochSeconds - record.start) / HOUR);
  if (count >= record.index.length) return record;
  return { ...record, index: record.index.subarray(0, Math.max(0, count)) };
}

/** Time stamp of the last value, Unix seconds. */
export function lastStamp(record: IndexRecord): number {
  return record.start + (record.index.length - 1) * HOUR;
}

/** Square of the distance between two places, degrees of latitude. */
export function squaredDistance(a: Site, b: Site): number {
  const east = (a.longitude - b.longitude) * Math.cos(a.latitude * Math.PI / 180);
  return (a.latitude - b.latitude) ** 2 + east ** 2;
}
