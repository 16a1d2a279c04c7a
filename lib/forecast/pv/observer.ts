import type { PvHistory, PvSystem } from "../../data/histories.ts";
import { HOUR } from "../../time.ts";
import { indexRecord, squaredDistance } from "./clear_sky_index.ts";
import { clearSkyPower, type Site, skyAt } from "./envelope.ts";
import { boundedIndex, middlesOfHour, type TrainedPv } from "./trained.ts";

/** Systems within half a degree, 55 km, share their weather. */
const NEAR = 0.5;

/** What a system recorded, as a share of its capacity and of the cloudless sky. */
interface Observed extends Site {
  readonly start: number;
  readonly index: Float64Array;
  readonly powerPerKw: Float64Array;
}

/**
 * What the community's panels generated, as the systems of a history tell: the clear-sky index that
 * the nearest of them recorded, under the site's own cloudless sky.
 */
export class PvObserver {
  readonly #trained: TrainedPv;
  readonly #systems: readonly Observed[];

  /** Reads a history under the envelope of the trained panels. */
  constructor(trained: TrainedPv, history: PvHistory) {
    this.#trained = trained;
    this.#systems = history.map((system) => observed(system, trained));
  }

  /**
   * Energy of the hour from an instant on, kWh per kW of capacity.
   *
   * @param start Unix seconds, on the hour.
   * @param weather Start of the hour whose clouds it had, Unix seconds; the same hour by default.
   * @returns NaN where no system within 55 km recorded that hour.
   */
  energy(site: Site, start: number, weather = start): number {
    const { panels, relativeYield } = this.#trained;
    const instants = middlesOfHour(start);
    let clearSky = 0;
    for (const instant of instants) {
      clearSky += clearSkyPower(skyAt(instant, site), panels) / instants.length;
    }
    if (clearSky === 0) return 0;
    return relativeYield * this.#indexOf(site, weather, clearSky) * clearSky;
  }

  /** The clear-sky index of an hour; from the power itself where the sun is too low to tell. */
  #indexOf(site: Site, hour: number, clearSky: number): number {
    let index = NaN;
    let least = NEAR ** 2;
    for (const system of this.#systems) {
      const distance = squaredDistance(site, system);
      if (distance >= least) continue;
      const at = Math.ceil((hour - system.start) / HOUR);
      const power = system.powerPerKw[at];
      if (power === undefined || Number.isNaN(power)) continue;
      least = distance;
      index = boundedIndex(Number.isNaN(system.index[at]) ? power / clearSky : system.index[at]);
    }
    return index;
  }
}

function observed(system: PvSystem, { panels }: TrainedPv): Observed {
  const { index, start, latitude, longitude } = indexRecord(system, panels);
  const powerPerKw = system.generationKw.map((power) => power / system.capacityKw);
  return { start, latitude, longitude, index, powerPerKw };
}
