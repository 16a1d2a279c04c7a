import { HISTORY_LOSSES_PERCENT, type PvHistory } from "../../data/histories.ts";
import { InputError } from "../../input_error.ts";
import { type Progress, silent } from "../../progress.ts";
import { hemisphereOf } from "../../sun/mod.ts";
import type { RandomStream } from "../../random.ts";
import { dateInRome } from "../../time.ts";
import { PvClimatology, type PvClimatologyJson } from "./climatology.ts";
import { clearSkyPower, type Panels, type Site, skyAt } from "./envelope.ts";
import { fitPanels } from "./envelope_fit.ts";
import { PvFollower } from "./follower.ts";
import { type PvImportance, pvImportance } from "./importance.ts";
import { PvObserver } from "./observer.ts";
import { PvHourAhead, type PvHourAheadJson } from "./hour_ahead.ts";
import { indexRecord, trimmed } from "./clear_sky_index.ts";
import { LEAST_DAYS } from "./history_check.ts";
import { QUANTILES } from "./quantiles.ts";
import { type PvSample, sunlitDays, sunlitSamples } from "./samples.ts";
import { boundedIndex, middlesOfHour, type TrainedPv } from "./trained.ts";
import { mean } from "../../mean.ts";

export type { Panels, Site } from "./envelope.ts";
export { PvFollower, type PvForecast } from "./follower.ts";
export { QUANTILES } from "./quantiles.ts";
export { CLOUD_ENHANCEMENT } from "./trained.ts";

/** Changes whenever the same history would train another forecaster: part of every cache's key. */
export const PV_FORECASTER_VERSION = "pv-8";

/** How the panels of the community differ from those of the history. */
export interface PvSettings {
  /** System losses, %, 0 … 100: `pv_losses`. The history's are 14. */
  readonly lossesPercent: number;
}

/** The text form of a {@link PvForecaster}. */
interface PvForecasterJson {
  /** Which code trained it. */
  readonly version: string;
  /** How the community's panels differ. */
  readonly settings: PvSettings;
  /** The panels of the history, as fitted. */
  readonly panels: Panels;
  /** The usual clear-sky index. */
  readonly climatology: PvClimatologyJson;
  /** What recent weather says of the next hour. */
  readonly hourAhead: PvHourAheadJson;
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
  const step = (done: number) => progress("Training the PV forecaster", done, 3);
  step(0);
  const samples = sunlitSamples(history, before);
  checkEnough(samples, before);
  const latitude = mean(history.map((system) => system.latitude));
  const panels = fitPanels(samples, hemisphereOf(latitude));
  step(1);
  const climatology = PvClimatology.fit(samples, panels);
  step(2);
  const hourAhead = PvHourAhead.fit(samples, history, panels, climatology);
  step(3);
  return new PvForecaster({ panels, climatology, hourAhead }, settings);
}

/** @throws {InputError} If samples are too few, or all 0. */
function checkEnough(samples: readonly PvSample[], before: number): void {
  const days = sunlitDays(samples);
  const action = () =>
    "Cannot train the PV forecaster on history before " +
    dateInRome(before);
  if (days < LEAST_DAYS) {
    throw new InputError(
      `${action()} as it takes generation on at least ${LEAST_DAYS} days: found ${days}`,
    );
  }
  if (samples.every(({ power }) => power === 0)) {
    throw new InputError(`${action()} as it takes generation above 0 kW: found only 0`);
  }
}

/**
 * Forecasts PV generation per kW of capacity at any place.
 *
 * Exactly 0 while the sun is down, never negative, never above the clear-sky envelope times
 * 1 + {@link CLOUD_ENHANCEMENT}; multiplied by a capacity, proportional to it and 0 for no panels.
 */
export class PvForecaster {
  readonly #trained: TrainedPv;
  readonly #settings: PvSettings;

  /** A forecaster from its trained parts, as {@link trainPv} and {@link PvForecaster.fromJSON} have them. */
  constructor(trained: Omit<TrainedPv, "relativeYield">, settings: PvSettings) {
    const kept = 100 - settings.lossesPercent;
    this.#trained = { ...trained, relativeYield: kept / (100 - HISTORY_LOSSES_PERCENT) };
    this.#settings = settings;
  }

  /**
   * The forecaster again, from its text form.
   *
   * @param json What {@link PvForecaster.toJSON} gave.
   * @throws {TypeError} If it was made by another version or is damaged.
   */
  static fromJSON(json: unknown): PvForecaster {
    const { version, settings, panels, ...parts } = json as PvForecasterJson;
    if (version !== PV_FORECASTER_VERSION) {
      throw new TypeError(
        `Cannot use a PV forecaster of version ${version}: this is ${PV_FORECASTER_VERSION}`,
      );
    }
    const climatology = new PvClimatology(parts.climatology);
    const hourAhead = new PvHourAhead(parts.hourAhead);
    return new PvForecaster({ panels, climatology, hourAhead }, settings);
  }

  /** The text form, from which `fromJSON` makes the same forecaster again. */
  toJSON(): unknown {
    const { panels, climatology, hourAhead } = this.#trained;
    return {
      version: PV_FORECASTER_VERSION,
      settings: this.#settings,
      panels,
      climatology: climatology.toJSON(),
      hourAhead: hourAhead.toJSON(),
    };
  }

  /** The panels that the history speaks of. */
  get panels(): Panels {
    return this.#trained.panels;
  }

  /**
   * The clear-sky envelope, kW per kW of capacity.
   *
   * @param instant Unix seconds.
   */
  clearSkyPower(site: Site, instant: number): number {
    const { panels, relativeYield } = this.#trained;
    return relativeYield * clearSkyPower(skyAt(instant, site), panels);
  }

  /**
   * Power usual at an instant, kW per kW of capacity, from season and hour alone.
   *
   * @param instant Unix seconds; any date.
   */
  climatologyPower(site: Site, instant: number): number {
    const { panels, climatology, relativeYield } = this.#trained;
    const sky = skyAt(instant, site);
    return relativeYield * climatology.index(sky) * clearSkyPower(sky, panels);
  }

  /**
   * Energy usual for the hour from an instant on, kWh per kW of capacity, from season and hour
   * alone.
   *
   * @param start Unix seconds; any date.
   */
  climatologyEnergy(site: Site, start: number): number {
    const powers = middlesOfHour(start).map((instant) => this.climatologyPower(site, instant));
    return mean(powers);
  }

  /**
   * Quantiles of the power at an instant, kW per kW of capacity, from season and hour alone.
   *
   * @param instant Unix seconds; any date.
   * @returns One value per entry of {@link QUANTILES}, rising; `null` if the forecaster was trained
   *   on too little to tell.
   */
  climatologyQuantiles(site: Site, instant: number): number[] | null {
    const { panels, climatology, relativeYield } = this.#trained;
    const sky = skyAt(instant, site);
    const envelope = clearSkyPower(sky, panels);
    if (envelope === 0) return QUANTILES.map(() => 0);
    const powers = climatology.quantiles(sky, envelope);
    return powers &&
      powers.map((power) => relativeYield * envelope * boundedIndex(power / envelope));
  }

  /**
   * How much the hour-ahead forecast leans on each piece of what it knows, tested on the hours of a
   * history from an instant on, see `pvImportance`.
   *
   * @throws {InputError} If no sunlit hour is stamped from `from` on.
   */
  importance(
    history: PvHistory,
    from: number,
    stream: (piece: number) => RandomStream,
  ): PvImportance[] {
    return pvImportance(this.#trained, history, from, stream);
  }

  /**
   * Reads what the systems of a history generated.
   *
   * @param from Start of the first hour that will be asked for, Unix seconds; any hour by default.
   * @param until End of the last one.
   */
  observing(history: PvHistory, from = -Infinity, until = Infinity): PvObserver {
    return new PvObserver(this.#trained, history.map((system) => trimmed(system, from, until)));
  }

  /**
   * Forecasts an hour ahead, from what the systems of a history generated up to it.
   *
   * @param history May reach past the hours to be forecast: each forecast sees only what was
   *   stamped before its own hour.
   * @param from Start of the first hour that will be asked for, Unix seconds; any hour by default.
   * @param until End of the last one.
   */
  following(history: PvHistory, from = -Infinity, until = Infinity): PvFollower {
    const records = history.map((system) => indexRecord(trimmed(system, from, until), this.panels));
    return new PvFollower(this.#trained, records);
  }
}
