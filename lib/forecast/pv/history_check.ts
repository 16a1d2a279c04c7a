import type { PvHistory } from "../../data/histories.ts";
import { requireReach } from "../../data/pv/reach.ts";
import { InputError } from "../../input_error.ts";
import type { Site } from "../../sun/mod.ts";
import { dateInRome, HOUR } from "../../time.ts";

/** Fewer days with generation do not tell bright weather from bright panels. */
export const LEAST_DAYS = 7;

const DAY = 24 * HOUR;

/**
 * Checks, before anything is trained, that a PV history serves a community: it is of the same region,
 * and has generation on enough days before an instant.
 *
 * @param sites The places to forecast for.
 * @param before Unix seconds.
 * @throws {InputError} If it does not, with the distance or the dates.
 */
export function requirePvServes(history: PvHistory, sites: readonly Site[], before: number): void {
  const remedy =
    "import or download the generation of the community's own region; one of elsewhere " +
    "that was imported goes with `deno task import --remove FILE`";
  requireReach(sites, history, "the PV history", remedy);
  requireReach(history, sites, "the PV history", remedy);
  const days = daysWithGeneration(history, before);
  if (days >= LEAST_DAYS) return;
  const first = Math.min(...history.map(({ start }) => start));
  throw new InputError(
    `Cannot train the PV forecaster on history before ${
      dateInRome(before)
    } as it takes generation ` +
      `on at least ${LEAST_DAYS} days: found ${days}` +
      (Number.isFinite(first) ? `, the history begins on ${dateInRome(first)}` : ""),
  );
}

/** Days (UTC) before an instant on which any system generated; counted up to as many as needed. */
function daysWithGeneration(history: PvHistory, before: number): number {
  const days = new Set<number>();
  for (const { start, generationKw } of history) {
    const end = Math.min(generationKw.length, Math.ceil((before - start) / HOUR));
    for (let at = 0; at < end && days.size < LEAST_DAYS; at++) {
      if (generationKw[at] > 0) days.add(Math.floor((start + at * HOUR) / DAY));
    }
  }
  return days.size;
}
