import type { PvSystem } from "../../lib/data/histories.ts";
import { clearSkyPower, type Panels, skyAt } from "../../lib/forecast/pv/envelope.ts";
import { randomStream } from "../../lib/random.ts";
import { HOUR } from "../../lib/time.ts";

/** Roofs of Turin as PVGIS sees them. */
export const TURIN = { latitude: 45.07, longitude: 7.68 };

/** Panels that the synthetic systems have. */
export const SYNTHETIC_PANELS: Panels = {
  mounting: { tilt: 30, azimuth: 200 },
  performance: 0.8,
  turbidity: 3.2,
  turbiditySwing: 0.15,
};

/** Unix seconds of a UTC time. */
export function utc(time: string): number {
  return Date.parse(`${time}Z`) / 1000;
}

/** How a synthetic system differs from 4 kW in Turin, its first stamp being 2021-01-01 00:10 UTC. */
export interface SyntheticOptions {
  readonly days: number;
  readonly start?: string;
  readonly capacityKw?: number;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly panels?: Panels;
  /** Clear-sky index by stamp; by default clear four hours in ten, else drifting clouds. */
  readonly index?: (stamp: number) => number;
}

/** A system whose weather is made up, the same on every call. */
export function syntheticSystem(options: SyntheticOptions): PvSystem {
  const { capacityKw = 4, latitude = TURIN.latitude, longitude = TURIN.longitude } = options;
  const { panels = SYNTHETIC_PANELS, index = driftingClouds() } = options;
  const start = utc(options.start ?? "2021-01-01T00:10");
  const generationKw = Float64Array.from({ length: options.days * 24 }, (_, at) => {
    const stamp = start + at * HOUR;
    const envelope = clearSkyPower(skyAt(stamp, { latitude, longitude }), panels);
    return capacityKw * envelope * index(stamp);
  });
  return { latitude, longitude, capacityKw, start, generationKw };
}

/** An index that stays near the last one: 1 in four hours of ten, down to 0.1 otherwise. */
export function driftingClouds(seed = 7): (stamp: number) => number {
  const stream = randomStream(seed, "clouds");
  let state = 0.5;
  return () => {
    state = Math.max(0, Math.min(1, state + 0.5 * (stream.next() - 0.5)));
    return state > 0.6 ? 1 : 0.1 + state;
  };
}
