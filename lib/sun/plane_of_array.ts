import { DEGREE } from "./angles.ts";
import { extraterrestrialIrradiance, type Irradiance } from "./clear_sky.ts";
import type { SolarPosition } from "./solar_position.ts";

/** How a panel is mounted. */
export interface Mounting {
  /** Degrees from level, 0 … 90. */
  readonly tilt: number;
  /** Direction that the panel faces, degrees clockwise from north: 180 is south. */
  readonly azimuth: number;
}

/** Share of light that ordinary ground throws back. */
const GROUND_ALBEDO = 0.2;

/** Below this sine of the sun's elevation (5°) the share of circumsolar light no longer grows. */
const LEAST_SIN_ELEVATION = 0.0872;

/**
 * Cosine of the angle between the sun's rays and the panel's normal: 1 head-on, 0 along the
 * panel, below 0 from behind.
 */
export function cosIncidence(sun: SolarPosition, mounting: Mounting): number {
  const elevation = sun.elevation * DEGREE;
  const tilt = mounting.tilt * DEGREE;
  const turn = (sun.azimuth - mounting.azimuth) * DEGREE;
  return Math.cos(tilt) * Math.sin(elevation) +
    Math.sin(tilt) * Math.cos(elevation) * Math.cos(turn);
}

/** How the light of the sky without the sun's disc is taken to be spread. */
export type DiffuseModel = "isotropic" | "hay-davies";

/**
 * Irradiance on a tilted panel, W/m²: from the sun's disc, from the sky and from the ground.
 *
 * `isotropic` spreads the sky's light evenly (Liu & Jordan 1963, doi:10.1016/0038-092X(63)90006-9).
 * `hay-davies` gives a share of it, which grows with the disc's strength, the disc's direction, and
 * spreads the rest evenly (Hay & Davies 1980, Proc. First Canadian Solar Radiation Data Workshop,
 * 59–72): truer with the sun in front of the panel.
 *
 * @param sun Where the sun stands.
 * @param sky Irradiance on the level and towards the sun.
 * @param mounting Of the panel.
 */
export function planeOfArrayIrradiance(
  sun: SolarPosition,
  sky: Irradiance,
  mounting: Mounting,
  model: DiffuseModel = "hay-davies",
): number {
  const facing = Math.max(0, cosIncidence(sun, mounting));
  const level = Math.cos(mounting.tilt * DEGREE);
  const evenly = (1 + level) / 2;
  let share = evenly;
  if (model === "hay-davies") {
    const circumsolar = sky.directNormal / extraterrestrialIrradiance(sun);
    const sinElevation = Math.max(LEAST_SIN_ELEVATION, Math.sin(sun.elevation * DEGREE));
    share = circumsolar * facing / sinElevation + (1 - circumsolar) * evenly;
  }
  const reflected = sky.globalHorizontal * GROUND_ALBEDO * (1 - level) / 2;
  return sky.directNormal * facing + sky.diffuseHorizontal * share + reflected;
}
