import type { PvHistory } from "../data/histories.ts";
import { InputError } from "../input_error.ts";
import { type Progress, silent } from "../progress.ts";
import { HOUR } from "../time.ts";
import { PvClimatology } from "./pv_climatology.ts";
import { clearSkyPower, type Panels, type Site, skyAt } from "./pv_envelope.ts";
import { fitPanels } from "./pv_envelope_fit.ts";
import { PvHourAhead, type PvHourAheadJson } from "./pv_hour_ahead.ts";
import { type IndexRecord, indexRecord, knownBefore } from "./pv_index.ts";
import { recentWeather } from "./pv_recent.ts";
import { sunlitDays, sunlitSamples } from "./pv_samples.ts";

export type { Panels, Site } from "./pv_envelope.ts";

/** Changes whenever the same history would train another forecaster: part of every cache's key. */
export const PV_FORECASTER_VERSION = "pv-1";

/** A forecast is at most the clear-sky envelope times 1 plus this: clouds beside the sun brighten. */
export const CLOUD_ENHANCEMENT = 0.1;

/** Losses that PVGIS was asked to reckon with in the history, %. */
const HISTORY_LOSSES_PERCENT = 14;

/** Fewer days with sun do not tell bright weather from bright panels. */
const LEAST_DAYS = 7;

/** The hour's power is the mean of its power in the middle of so many equal parts. */
const PARTS = 12;

/** How the panels of the community differ from those of the history. */
export interface PvSettings {
  /** System losses, %: `pv_losses`. The history's are 14. */
  readonly lossesPercent: number;
}

/** A forecast and what it rests on. */
export interface PvForecast {
  /** kWh per kW of capacity over an hour, or kW per kW at an instant; equal in number. */
  readonly perKw: number;
  /** Recent generation or, where none was known, the climate alone; by night nothing is needed. */
  readonly basis: "observations" | "climatology" | "night";
}

/** The text form of a {@link PvForecaster}. */
export interface PvForecasterJson {
  readonly version: string;
  readonly panels: Panels;
  readonly climatology: readonly number[];
  readonly hourAhead: PvHourAheadJson;
  readonly settings: PvSettings;
}

/**
 * Trains on a history's generation before an instant.
 *
 * @param history Systems in any number; a value counts if its stamp is before the instant.
 * @param before Unix seconds.
 * @throws {InputError} If fewer than 7 days with sunlit values remain, or nothing was generated.
 */
export function trainPv(
  history: PvHistory,
  before: number,
  settings: PvSettings = { lossesPercent: HISTORY_LOSSES_PERCENT },
  progress: Progress = silent,
): PvForecaster {
  const samples = sunlitSamples(history, before);
  const days = sunlitDays(samples);
  if (days < LEAST_DAYS || samples.every(({ power }) => power === 0)) {
    throw new InputError(
      `Cannot train the PV forecaster on the history before ${utcDay(before)} as it takes ` +
        `generation on at least ${LEAST_DAYS} days: found ` +
        (days < LEAST_DAYS ? `${days} days` : "none above 0"),
    );
  }
  const latitude = history.reduce((sum, system) => sum + system.latitude, 0) / history.length;
  const panels = fitPanels(samples, latitude < 0 ? "south" : "north");
  const climatology = PvClimatology.fit(samples, panels);
  const hourAhead = PvHourAhead.fit(samples, history, panels, climatology, progress);
  return new PvForecaster(panels, climatology, hourAhead, settings);
}

/**
 * Forecasts PV generation per kW of capacity at any place.
 *
 * Exactly 0 while the sun is down, never negative, never above the clear-sky envelope times
 * 1 + {@link CLOUD_ENHANCEMENT}.
 */
export class PvForecaster {
  readonly panels: Panels;
  readonly #climatology: PvClimatology;
  readonly #hourAhead: PvHourAhead;
  readonly #settings: PvSettings;
  readonly #yield: number;

  constructor(
    panels: Panels,
    climatology: PvClimatology,
    hourAhead: PvHourAhead,
    settings: PvSettings,
  ) {
    this.panels = panels;
    this.#climatology = climatology;
    this.#hourAhead = hourAhead;
    this.#settings = settings;
    this.#yield = (100 - settings.lossesPercent) / (100 - HISTORY_LOSSES_PERCENT);
  }

  /**
   * @param json What {@link PvForecaster.toJSON} gave.
   * @throws {TypeError} If it was made by another version or is damaged.
   */
  static fromJSON(json: PvForecasterJson): PvForecaster {
    if (json.version !== PV_FORECASTER_VERSION) {
      throw new TypeError(
        `Cannot use a PV forecaster of version ${json.version}: this is ${PV_FORECASTER_VERSION}`,
      );
    }
    const climatology = new PvClimatology(json.climatology);
    return new PvForecaster(
      json.panels,
      climatology,
      new PvHourAhead(json.hourAhead),
      json.settings,
    );
  }

  toJSON(): PvForecasterJson {
    return {
      version: PV_FORECASTER_VERSION,
      panels: this.panels,
      climatology: this.#climatology.toJSON(),
      hourAhead: this.#hourAhead.toJSON(),
      settings: this.#settings,
    };
  }

  /**
   * Power under a cloudless sky, kW per kW of capacity.
   *
   * @param epochSeconds Unix seconds.
   */
  clearSkyPower(site: Site, epochSeconds: number): number {
    return this.#yield * clearSkyPower(skyAt(epochSeconds, site), this.panels);
  }

  /** Power usual at an instant (Unix seconds), kW per kW of capacity, from the climate alone. */
  climatologyPower(site: Site, epochSeconds: number): number {
    const sky = skyAt(epochSeconds, site);
    return this.#yield * this.#climatology.index(sky) * clearSkyPower(sky, this.panels);
  }

  /**
   * Energy usual for the hour from an instant on, kWh per kW of capacity, from the climate alone.
   *
   * @param start Unix seconds; any date.
   */
  climatologyEnergy(site: Site, start: number): number {
    return meanOverHour(start, (instant) => this.climatologyPower(site, instant));
  }

  /**
   * Forecasts that use what the systems generated up to an hour's start.
   *
   * @param history May reach past the hours to be forecast: each forecast sees only what was
   *   stamped before its own hour.
   */
  following(history: PvHistory): PvFollower {
    const records = history.map((system) => indexRecord(system, this.panels));
    return new PvFollower(this, records, this.#climatology, this.#hourAhead);
  }
}

/** Hour-ahead forecasts along a history. */
export class PvFollower {
  readonly #forecaster: PvForecaster;
  readonly #records: readonly IndexRecord[];
  readonly #climatology: PvClimatology;
  readonly #hourAhead: PvHourAhead;

  constructor(
    forecaster: PvForecaster,
    records: readonly IndexRecord[],
    climatology: PvClimatology,
    hourAhead: PvHourAhead,
  ) {
    this.#forecaster = forecaster;
    this.#records = records;
    this.#climatology = climatology;
    this.#hourAhead = hourAhead;
  }

  /**
   * Energy of the hour from an instant on, kWh per kW of capacity, as known at that instant.
   *
   * The clear-sky index is forecast for the instant at which the hour's clear-sky energy is
   * centred, and multiplies that energy.
   *
   * @param start Unix seconds.
   */
  energy(site: Site, start: number): PvForecast {
    const envelope = (instant: number) => this.#forecaster.clearSkyPower(site, instant);
    const energy = meanOverHour(start, envelope);
    if (energy === 0) return { perKw: 0, basis: "night" };
    const moment = meanOverHour(start, (at) => (at - start) * envelope(at)) / energy;
    const index = this.#index(site, start, start + moment);
    return index === null
      ? { perKw: this.#forecaster.climatologyEnergy(site, start), basis: "climatology" }
      : { perKw: index * energy, basis: "observations" };
  }

  /**
   * Power at an instant, kW per kW of capacity, as known at the start of the clock hour that the
   * instant lies in.
   *
   * @param epochSeconds Unix seconds.
   */
  power(site: Site, epochSeconds: number): PvForecast {
    const envelope = this.#forecaster.clearSkyPower(site, epochSeconds);
    if (envelope === 0) return { perKw: 0, basis: "night" };
    const index = this.#index(site, Math.floor(epochSeconds / HOUR) * HOUR, epochSeconds);
    return index === null
      ? { perKw: this.#forecaster.climatologyPower(site, epochSeconds), basis: "climatology" }
      : { perKw: index * envelope, basis: "observations" };
  }

  /** Clear-sky index at a sunlit instant of an hour, or `null` without recent observations. */
  #index(site: Site, hour: number, instant: number): number | null {
    const known = this.#records.map((record) => knownBefore(record, hour));
    const weather = recentWeather(known, site, instant);
    if (weather === null) return null;
    const sky = skyAt(instant, site);
    const envelope = clearSkyPower(sky, this.#forecaster.panels);
    const usual = this.#climatology.index(sky);
    const power = this.#hourAhead.power({ sky, envelope, usual, weather });
    return Math.max(0, Math.min(1 + CLOUD_ENHANCEMENT, power / envelope));
  }
}

function meanOverHour(start: number, power: (epochSeconds: number) => number): number {
  let sum = 0;
  for (let part = 0; part < PARTS; part++) sum += power(start + (part + 0.5) * HOUR / PARTS);
  return sum / PARTS;
}

function utcDay(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().slice(0, 10);
}
