/**
 * From the place of the sun to the power of a panel: each step is a pure function of its own.
 *
 * Angles are in degrees, azimuths clockwise from north, irradiance in W/m², temperatures in °C.
 *
 * @module
 */
export * from "./solar_position.ts";
export * from "./clear_sky.ts";
export * from "./plane_of_array.ts";
export * from "./conversion.ts";
