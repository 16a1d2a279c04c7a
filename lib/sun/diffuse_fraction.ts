import { extraterrestrialIrradiance, type Irradiance } from "./clear_sky.ts";
import { DEGREE } from "./angles.ts";
import type { SolarPosition } from "./solar_position.ts";

/**
 * Share of the light on a level surface that comes from the sky without the sun's disc: Erbs, Klein &
 * Duffie (1982), doi:10.1016/0038-092X(82)90302-4.
 *
 * @param clearness Irradiance on the level over that outside the atmosphere, 0 … 1.
 * @returns 1 under thick clouds, 0.165 under a clear sky.
 */
export function diffuseFraction(clearness: number): number {
  const k = Math.max(0, clearness);
  if (k <= 0.22) return 1 - 0.09 * k;
  if (k > 0.8) return 0.165;
  return 0.9511 + k * (-0.1604 + k * (4.388 + k * (-16.638 + k * 12.336)));
}

/**
 * The light of a sky of which the irradiance on the level is known, split by {@link diffuseFraction}.
 *
 * @param sun Where the sun stands, above the horizon.
 * @param globalHorizontal W/m².
 */
export function splitIrradiance(sun: SolarPosition, globalHorizontal: number): Irradiance {
  const sinElevation = Math.sin(sun.elevation * DEGREE);
  const outside = extraterrestrialIrradiance(sun) * sinElevation;
  const diffuseHorizontal = globalHorizontal * diffuseFraction(globalHorizontal / outside);
  return {
    globalHorizontal,
    diffuseHorizontal,
    directNormal: (globalHorizontal - diffuseHorizontal) / sinElevation,
  };
}
