import { InputError } from "../../input_error.ts";
import { quoted } from "../files/quoted.ts";

/** Generation above this many times the capacity is taken for a mistaken unit, W for kW. */
const HIGHEST_KW_PER_KW = 2;

/** What each figure of a PV system and its weather may be, both ends included. */
const BOUNDS = {
  latitude: [-90, 90, "degrees"],
  longitude: [-180, 180, "degrees"],
  capacityKw: [1e-3, 1e6, "kW"],
  tilt: [0, 90, "degrees"],
  azimuth: [0, 360, "degrees"],
  planeIrradianceWPerM2: [-50, 2000, "W/m²"],
  airTemperatureC: [-90, 60, "°C"],
} as const;

/** A figure of a PV system or of its weather. */
export type PvFigure = keyof typeof BOUNDS;

/**
 * A figure within what there is on Earth.
 *
 * @param name As the file calls it, for messages.
 * @param found What the file has in its place.
 * @param place Where, for messages.
 * @throws {InputError} If it lies outside or is NaN.
 */
export function checkedFigure(
  value: number,
  figure: PvFigure,
  name: string,
  found: string,
  place: () => string,
): number {
  const [low, high, unit] = BOUNDS[figure];
  if (value >= low && value <= high) return value;
  throw new InputError(
    `Cannot read ${name} ${quoted(found)} as it is a number from ${low} to ${high} ${unit}: ` +
      place(),
  );
}

/**
 * A power that panels can deliver; NaN, a missing one, passes.
 *
 * @param kw Power, kW.
 * @throws {InputError} If it is below 0, or above twice the capacity.
 */
export function checkedGeneration(
  kw: number,
  capacityKw: number,
  name: string,
  place: () => string,
): number {
  const highest = HIGHEST_KW_PER_KW * capacityKw;
  if (Number.isNaN(kw) || (kw >= 0 && kw <= highest)) return kw;
  throw new InputError(
    `Cannot read ${name} of ${kw} kW as ${capacityKw} kW of panels generate from 0 to ${highest} kW: ` +
      place(),
  );
}
