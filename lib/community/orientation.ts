import { randomStream, uniform } from "../random.ts";
import {
  clearSkyIrradiance,
  type Mounting,
  planeOfArrayIrradiance,
  type Site,
  type SolarPosition,
  solarPosition,
  splitIrradiance,
} from "../sun/mod.ts";
import { HOUR, type Steps } from "../time.ts";
import type { Members } from "./members.ts";
import type { Overlay } from "./loads.ts";

/** How the panels of a history are mounted that was asked for at their best in Turin. */
export const OPTIMAL_MOUNTING: Mounting = { tilt: 37, azimuth: 180 };

/** Of members' panels, as columns; NaN for panels mounted as the history's. */
export interface Mountings {
  /** Degrees from level. */
  readonly tilt: Float64Array;
  /** Degrees clockwise from north. */
  readonly azimuth: Float64Array;
}

/** Ranges from which roofs are drawn, degrees. */
const TILTS = [10, 40] as const, AZIMUTHS = [90, 270] as const;

/** What panels deliver of the light on them, with the usual losses, kW per kW at 1000 W/m². */
const PERFORMANCE = 0.86;
/** Of the air over a city, and its height, for the brightest sky there can be. */
const CLEAN_AIR = 1, ALTITUDE_M = 240;
/** Clouds beside the sun make it brighter than a clear sky, by so much. */
const ENHANCEMENT = 1.2;
/** Below this height of the sun light comes from the sky alone, whichever way panels look, degrees. */
const LOWEST_SUN = 2;

/** Roofs drawn by chance, two draws a member: a stream of their own. */
export function drawMountings(size: number, seed: number): Mountings {
  const stream = randomStream(seed, "orientation");
  const mountings = { tilt: new Float64Array(size), azimuth: new Float64Array(size) };
  for (let i = 0; i < size; i++) {
    mountings.tilt[i] = uniform(stream, ...TILTS);
    mountings.azimuth[i] = uniform(stream, ...AZIMUTHS);
  }
  return mountings;
}

/**
 * Turns generation of panels that are all mounted as the history's into that of each member's own.
 * The light of the step's middle on the history's plane says how bright the sky is; split into the
 * disc's and the sky's (Erbs, Klein & Duffie 1982), it shines on the member's plane.
 *
 * @param reference How the history's panels are mounted.
 */
export function turnedPanels(
  members: Pick<Members, "size" | "sites" | "neighbourhood" | "pvCapacityKw">,
  { tilt, azimuth }: Mountings,
  steps: Steps,
  reference: Mounting = OPTIMAL_MOUNTING,
): Overlay {
  const { size, sites, neighbourhood, pvCapacityKw } = members;
  const hours = steps.seconds / HOUR;
  return {
    set(step, pvKwh) {
      const middle = steps.start + (step + 0.5) * steps.seconds;
      const skies: ((mounting: Mounting) => number)[] = [];
      for (let i = 0; i < size; i++) {
        if (pvKwh[i] === 0 || (Number.isNaN(tilt[i]) && Number.isNaN(azimuth[i]))) continue;
        const site = neighbourhood[i];
        const kwPerKw = pvKwh[i] / pvCapacityKw[i] / hours;
        const turn = skies[site] ??= turnAt(sites[site], middle, kwPerKw, reference);
        pvKwh[i] *= turn({
          tilt: Number.isNaN(tilt[i]) ? reference.tilt : tilt[i],
          azimuth: Number.isNaN(azimuth[i]) ? reference.azimuth : azimuth[i],
        });
      }
    },
  };
}

/**
 * Light on any plane over that on a reference plane, at a place and an instant.
 *
 * @param kwPerKw What panels on the reference plane deliver.
 */
export function turnAt(
  site: Site,
  epochSeconds: number,
  kwPerKw: number,
  reference: Mounting,
): (mounting: Mounting) => number {
  const sun = solarPosition(epochSeconds, site.latitude, site.longitude);
  if (sun.elevation < LOWEST_SUN || kwPerKw <= 0) return () => 1;
  const sky = splitIrradiance(sun, brightness(sun, kwPerKw * 1000 / PERFORMANCE, reference));
  const onReference = planeOfArrayIrradiance(sun, sky, reference);
  return (mounting) => planeOfArrayIrradiance(sun, sky, mounting) / onReference;
}

/** Irradiance on the level, W/m², under which a plane has a given one; at most the brightest sky's. */
function brightness(sun: SolarPosition, onPlane: number, mounting: Mounting): number {
  let low = 0, high = ENHANCEMENT * clearSkyIrradiance(sun, CLEAN_AIR, ALTITUDE_M).globalHorizontal;
  for (let i = 0; i < 30; i++) {
    const tried = (low + high) / 2;
    const given = planeOfArrayIrradiance(sun, splitIrradiance(sun, tried), mounting);
    if (given < onPlane) low = tried;
    else high = tried;
  }
  return (low + high) / 2;
}
