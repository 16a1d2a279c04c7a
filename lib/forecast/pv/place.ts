import type { PvHistory, PvSystem } from "../../data/histories.ts";
import { farthestFromNearest } from "../../data/pv/reach.ts";
import type { Site } from "../../sun/mod.ts";
import { HOUR } from "../../time.ts";
import { NEAR, squaredDistance } from "./clear_sky_index.ts";

/** Why no generation of the day before is known: too far away, not yet, no longer, or a gap. */
export type ClimatologyReason = "distance" | "begins later" | "ended before" | "gap";

/** How a PV history lies to a scenario, in space and in time. */
export interface PvPlace {
  /** From the community's farthest neighbourhood to its nearest system, km. */
  readonly distanceKm: number;
  /** Why hours are forecast from season and hour alone, where any are. */
  readonly reasons: readonly ClimatologyReason[];
}

/**
 * How a PV history lies to a scenario.
 *
 * @param sites The places forecast for; as in the outlook, the first one decides on the reasons.
 * @param start First hour, Unix seconds.
 * @param hours Number of hours.
 */
export function pvPlace(
  history: PvHistory,
  sites: readonly Site[],
  start: number,
  hours: number,
): PvPlace {
  const distanceKm = farthestFromNearest(sites, history);
  const near = sites.length === 0
    ? []
    : history.filter((system) => squaredDistance(sites[0], system) < NEAR ** 2);
  if (near.length === 0) return { distanceKm, reasons: ["distance"] };
  const spans = near.map(recorded);
  const first = Math.min(...spans.map(({ first }) => first));
  const last = Math.max(...spans.map(({ last }) => last));
  const reasons = new Set<ClimatologyReason>();
  for (let hour = 0; hour < hours; hour++) {
    const at = start + hour * HOUR;
    if (near.some((system) => isKnown(system, at - 24 * HOUR, at))) continue;
    reasons.add(at > last ? "ended before" : at <= first ? "begins later" : "gap");
  }
  return { distanceKm, reasons: [...reasons] };
}

/** Stamps of a system's first and last value, Unix seconds. */
function recorded({ start, generationKw }: PvSystem): { first: number; last: number } {
  const known = (kw: number) => !Number.isNaN(kw);
  const [first, last] = [generationKw.findIndex(known), generationKw.findLastIndex(known)];
  if (first < 0) return { first: Infinity, last: -Infinity };
  return { first: start + first * HOUR, last: start + last * HOUR };
}

/** Whether a system has a value stamped from one instant until before another. */
function isKnown({ start, generationKw }: PvSystem, from: number, until: number): boolean {
  const first = Math.max(0, Math.ceil((from - start) / HOUR));
  const end = Math.min(generationKw.length, Math.ceil((until - start) / HOUR));
  for (let at = first; at < end; at++) if (!Number.isNaN(generationKw[at])) return true;
  return false;
}
