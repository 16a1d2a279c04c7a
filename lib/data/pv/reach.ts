import { InputError } from "../../input_error.ts";
import { distanceKm, type Site } from "../../sun/mod.ts";

/** Up to here the weather of a PV history is the community's: the forecaster follows it. */
export const NEAR_KM = 55;
/** From here on it is another climate's: refused. */
export const FARTHEST_KM = 300;

/**
 * How far places are from the nearest of some others, at most: of a community's neighbourhoods from a
 * PV history's systems, or the other way round.
 *
 * @returns km; 0 if either list is empty.
 */
export function farthestFromNearest(places: readonly Site[], others: readonly Site[]): number {
  if (others.length === 0) return 0;
  return places.reduce(
    (farthest, place) =>
      Math.max(
        farthest,
        others.reduce((least, other) => Math.min(least, distanceKm(place, other)), Infinity),
      ),
    0,
  );
}

/**
 * Checks that places lie near enough to others: a file's systems to where communities are drawn, a
 * community's neighbourhoods to its history's systems.
 *
 * @param what What is refused: `"palermo.csv"`, `the PV history`.
 * @param remedy How to mend it.
 * @throws {InputError} If one has no other within 300 km, with the distance.
 */
export function requireReach(
  places: readonly Site[],
  others: readonly Site[],
  what: string,
  remedy: string,
): void {
  const distance = farthestFromNearest(places, others);
  if (distance <= FARTHEST_KM) return;
  throw new InputError(
    `Cannot use ${what} as panels and community must lie within ${FARTHEST_KM} km of each other: ` +
      `they are ${Math.round(distance)} km apart; ${remedy}`,
  );
}

/** What to tell of panels at a distance, km; undefined if they are near. */
export function distanceWarning(distance: number): string | undefined {
  if (distance < NEAR_KM) return undefined;
  return `the panels of the PV history are ${Math.round(distance)} km from the community: their ` +
    "weather is another, so generation is forecast from season and hour alone";
}
