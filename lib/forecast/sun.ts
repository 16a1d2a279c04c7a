/**
 * From the place of the sun to the power of a panel: each step is a pure function of its own.
 *
 * Angles are in degrees, azimuths clockwise from north, irradiance in W/m², temperatures in °C.
 *
 * @module
 */
export * from "./sun/solar_position.ts";
export * from "./sun/clear_sky.ts";
export * from "./sun/plane_of_array.ts";
export * from "./sun/conversion.ts";
