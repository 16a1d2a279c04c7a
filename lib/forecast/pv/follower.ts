import { HOUR } from "../../time.ts";
import { clearSkyPower, type Site, skyAt } from "./envelope.ts";
import type { Situation } from "./hour_ahead.ts";
import { type IndexRecord, knownBefore } from "./clear_sky_index.ts";
import { QUANTILES } from "./quantiles.ts";
import { recentWeather } from "./recent_weather.ts";
import { boundedIndex, middlesOfHour, type TrainedPv } from "./trained.ts";

/** A forecast and what it rests on. */
export interface PvForecast {
  /** kWh per kW of capacity over an hour, or kW per kW at an instant. */
  readonly perKw: number;
  /** Recent generation or, where none was known, the climate alone; by night nothing is needed. */
  readonly basis: "observations" | "climatology" | "night";
}

/**
 * Hour-ahead forecasts along a history. Each sees only what was stamped before its own hour: the
 * records are cut there before anything else looks at them.
 *
 * The weather is that of the system nearest to the site, within 55 km, and of its neighbours.
 */
export class PvFollower {
  readonly #trained: TrainedPv;
  readonly #records: readonly IndexRecord[];

  /** Follows clear-sky indices under the envelope of the trained panels. */
  constructor(trained: TrainedPv, records: readonly IndexRecord[]) {
    this.#trained = trained;
    this.#records = records;
  }

  /**
   * Energy of the hour from an instant on, kWh per kW of capacity, as known at that instant.
   *
   * The clear-sky index is forecast for the instant at which the hour's clear-sky energy is
   * centred, and multiplies that energy. Without observations of the 24 hours before, the usual
   * energy of the season.
   *
   * @param start Unix seconds.
   */
  energy(site: Site, start: number): PvForecast {
    const { panels, climatology, relativeYield } = this.#trained;
    let [energy, usual, moment] = [0, 0, 0];
    const instants = middlesOfHour(start);
    for (const instant of instants) {
      const sky = skyAt(instant, site);
      const envelope = clearSkyPower(sky, panels) / instants.length;
      energy += envelope;
      usual += envelope * climatology.index(sky);
      moment += envelope * (instant - start);
    }
    if (energy === 0) return { perKw: 0, basis: "night" };
    const situation = this.#situation(site, start, start + moment / energy);
    if (situation === null) return { perKw: relativeYield * usual, basis: "climatology" };
    return { perKw: relativeYield * this.#index(situation) * energy, basis: "observations" };
  }

  /**
   * Power at an instant, kW per kW of capacity, as known at the start of the clock hour that the
   * instant lies in.
   *
   * @param instant Unix seconds.
   */
  power(site: Site, instant: number): PvForecast {
    const { panels, climatology, relativeYield } = this.#trained;
    const sky = skyAt(instant, site);
    const envelope = relativeYield * clearSkyPower(sky, panels);
    if (envelope === 0) return { perKw: 0, basis: "night" };
    const situation = this.#situation(site, Math.floor(instant / HOUR) * HOUR, instant);
    return situation === null
      ? { perKw: climatology.index(sky) * envelope, basis: "climatology" }
      : { perKw: this.#index(situation) * envelope, basis: "observations" };
  }

  /**
   * Quantiles of the power at an instant, kW per kW of capacity, known and used as by
   * {@link PvFollower.power}.
   *
   * @param instant Unix seconds.
   * @returns One value per entry of {@link QUANTILES}, rising; `null` if the forecaster was trained
   *   on too little to tell, or no recent generation is known.
   */
  quantiles(site: Site, instant: number): number[] | null {
    const { panels, hourAhead, relativeYield } = this.#trained;
    const envelope = clearSkyPower(skyAt(instant, site), panels);
    if (envelope === 0) return QUANTILES.map(() => 0);
    const situation = this.#situation(site, Math.floor(instant / HOUR) * HOUR, instant);
    const powers = situation && hourAhead.quantiles(situation);
    return powers &&
      powers.map((power) => relativeYield * envelope * boundedIndex(power / envelope));
  }

  /** What is known at the start of an hour of a sunlit instant in it; `null` for no weather. */
  #situation(site: Site, hour: number, instant: number): Situation | null {
    const known = this.#records.map((record) => knownBefore(record, hour));
    const weather = recentWeather(known, site, instant);
    if (weather === null) return null;
    const sky = skyAt(instant, site);
    const envelope = clearSkyPower(sky, this.#trained.panels);
    return { sky, envelope, usual: this.#trained.climatology.index(sky), weather };
  }

  /** Forecast of the clear-sky index. */
  #index(situation: Situation): number {
    return boundedIndex(this.#trained.hourAhead.power(situation) / situation.envelope);
  }
}
