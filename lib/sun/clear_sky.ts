import { DEGREE } from "./angles.ts";
import { refraction, type SolarPosition } from "./solar_position.ts";

/** Power of the sun's light on a square metre, W/m². */
export interface Irradiance {
  /** On a level surface, from the whole sky. */
  readonly globalHorizontal: number;
  /** On a surface facing the sun, from the sun's disc alone. */
  readonly directNormal: number;
  /** On a level surface, from the sky without the sun's disc. */
  readonly diffuseHorizontal: number;
}

/** Mean irradiance of the sun at 1 astronomical unit, W/m²: Gueymard (2018), doi:10.1016/j.solener.2018.04.001. */
export const SOLAR_CONSTANT = 1361.1;

/** Irradiance outside the atmosphere on a surface facing the sun, W/m². */
export function extraterrestrialIrradiance(sun: SolarPosition): number {
  return SOLAR_CONSTANT / (sun.distance * sun.distance);
}

/**
 * How many times more air a ray crosses than from the zenith at sea level:
 * Kasten & Young (1989), doi:10.1364/AO.28.004735, times the pressure of the International
 * Standard Atmosphere (ISO 2533) at the site's height.
 *
 * @param elevation Of the sun without refraction, degrees; below 0 counts as 0.
 * @param altitude Of the site, m above the sea.
 */
export function airMass(elevation: number, altitude = 0): number {
  const height = Math.max(0, elevation) + refraction(Math.max(0, elevation));
  const relative = 1 / (Math.sin(height * DEGREE) + 0.50572 * (height + 6.07995) ** -1.6364);
  return relative * (1 - 2.25577e-5 * altitude) ** 5.25588;
}

const DARK: Irradiance = { globalHorizontal: 0, directNormal: 0, diffuseHorizontal: 0 };

/**
 * Irradiance under a cloudless sky: Ineichen & Perez (2002), doi:10.1016/S0038-092X(02)00045-2.
 *
 * @param sun Where the sun stands.
 * @param linkeTurbidity How many clean dry atmospheres dim the light as this one does: 2 after a
 *   cold front, 3 to 5 in European cities, 1 without any haze or vapour.
 * @param altitude Of the site, m above the sea.
 * @returns All 0 while the sun's centre is not above the horizon.
 */
export function clearSkyIrradiance(
  sun: SolarPosition,
  linkeTurbidity: number,
  altitude = 0,
): Irradiance {
  const cosZenith = Math.sin(sun.elevation * DEGREE);
  if (cosZenith <= 0) return DARK;
  const outside = extraterrestrialIrradiance(sun);
  const mass = airMass(sun.elevation, altitude);
  const low = Math.exp(-altitude / 8000);
  const lower = Math.exp(-altitude / 1250);

  const dimming = (3.92e-5 * altitude + 0.0387) * mass * (low + lower * (linkeTurbidity - 1));
  const global = (5.09e-5 * altitude + 0.868) * outside * cosZenith * Math.exp(-dimming);
  const direct = (0.664 + 0.163 / low) * outside * Math.exp(-0.09 * mass * (linkeTurbidity - 1));
  const leastDiffuse = (0.1 - 0.2 * Math.exp(-linkeTurbidity)) / (0.1 + 0.882 / low);
  const directNormal = Math.min(direct, global * (1 - leastDiffuse) / cosZenith);
  return {
    globalHorizontal: global,
    directNormal,
    diffuseHorizontal: global - directNormal * cosZenith,
  };
}
