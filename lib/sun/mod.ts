/**
 * From the place of the sun to the power of a panel: each step is a pure function of its own. Given a
 * place, an instant and how panels are mounted, it gives positions, irradiance and power.
 *
 * Angles are in degrees, azimuths clockwise from north, irradiance in W/m², temperatures in °C.
 *
 * @module
 */
export type { Site } from "./site.ts";
export { refraction, type SolarPosition, solarPosition } from "./solar_position.ts";
export {
  airMass,
  clearSkyIrradiance,
  extraterrestrialIrradiance,
  type Irradiance,
  SOLAR_CONSTANT,
} from "./clear_sky.ts";
export {
  cosIncidence,
  type DiffuseModel,
  type Mounting,
  planeOfArrayIrradiance,
} from "./plane_of_array.ts";
export { cellTemperature, powerPerKw, relativeEfficiency } from "./conversion.ts";
