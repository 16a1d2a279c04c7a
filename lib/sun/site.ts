import { DEGREE } from "./angles.ts";

/** A place on the ground, WGS 84. */
export interface Site {
  /** Degrees north. */
  readonly latitude: number;
  /** Degrees east. */
  readonly longitude: number;
}

/** Mean radius of the Earth, km (IUGG 1980). */
const EARTH_RADIUS_KM = 6371.0088;

/**
 * Distance between two places along the ground, km, on a sphere: within 0.6 % of the ellipsoid's
 * (haversine formula; Sinnott 1984, Sky and Telescope 68(2), 159).
 */
export function distanceKm(a: Site, b: Site): number {
  const halfChord = Math.sin((b.latitude - a.latitude) * DEGREE / 2) ** 2 +
    Math.cos(a.latitude * DEGREE) * Math.cos(b.latitude * DEGREE) *
      Math.sin((b.longitude - a.longitude) * DEGREE / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(halfChord)));
}

/** Whether the equator lies to the south of a place, or to the north. */
export type Hemisphere = "north" | "south";

/** The hemisphere of a latitude, degrees north. */
export function hemisphereOf(latitude: number): Hemisphere {
  return latitude < 0 ? "south" : "north";
}

/**
 * A direction as it looks towards the equator from the other hemisphere: south becomes north, and east
 * stays east.
 *
 * @param azimuth Degrees clockwise from north.
 */
export function mirroredAzimuth(azimuth: number): number {
  return (180 - azimuth + 360) % 360;
}
