import { InputError } from "../input_error.ts";
import type { Site } from "../sun/mod.ts";
import { readConfig } from "./config_file.ts";

/**
 * The middles of the neighbourhoods that the project's config.json may draw a community from; none if
 * it cannot be read, which a run will tell.
 */
export function configuredSites(): readonly Site[] {
  try {
    const { neighbourhoods_pool } = readConfig(undefined, {}).community;
    return Object.values(neighbourhoods_pool).map(([south, north, west, east]) => ({
      latitude: (south + north) / 2,
      longitude: (west + east) / 2,
    }));
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}
