import type { PvHistory } from "../../data/histories.ts";
import { HOUR } from "../../time.ts";
import {
  BoostedTrees,
  type BoostedTreesJson,
  trainBoosting,
  type TrainingTable,
} from "../../learn/mod.ts";
import type { PvClimatology } from "./climatology.ts";
import { clearSkyPower, type Panels, type Sky } from "./envelope.ts";
import { type IndexRecord, indexRecord, knownBefore } from "./clear_sky_index.ts";
import { type RecentWeather, recentWeather } from "./recent_weather.ts";
import { QuantileTrees, type QuantileTreesJson } from "./quantiles.ts";
import type { PvSample } from "./samples.ts";
import { enoughForTrees, QUANTILE_TREES, samplesForTrees, TREES } from "./trees.ts";

/** What is known of an instant before its hour begins. */
export interface Situation {
  /** The sun and the season. */
  readonly sky: Sky;
  /** Clear-sky power at the instant, kW/kW, above 0. */
  readonly envelope: number;
  /** The clear-sky index that is usual then. */
  readonly usual: number;
  /** What the hours before were like. */
  readonly weather: RecentWeather;
}

/** How much of the last index's departure from the usual one lasts. */
export interface Damping {
  /** When it is an hour or two old. */
  readonly fresh: number;
  /** When it is older, as in the morning. */
  readonly stale: number;
}

/** The text form of a {@link PvHourAhead}. */
export interface PvHourAheadJson {
  /** Of the last clear-sky index. */
  readonly damping: Damping;
  /** Corrections of the damped power's mean; none if there were too few days to grow them. */
  readonly mean: BoostedTreesJson | null;
  /** Quantiles of what the damped power lacks; likewise. */
  readonly quantiles: QuantileTreesJson | null;
}

const FRESH_HOURS = 2.5;

/**
 * The power of one hour ahead: damped persistence of the clear-sky index, corrected by boosted
 * trees that see the sun, the season, the last days' indices and the neighbours'.
 *
 * The trees learn the departure in power, so that bright hours count most. Half of the forecast
 * aims at the mean, half at the median: the mean is least in squared error, the median in absolute
 * error, and half-way costs either less than 2 %.
 */
export class PvHourAhead {
  readonly #damping: Damping;
  readonly #mean: BoostedTrees | null;
  readonly #quantiles: QuantileTrees | null;

  /** From its text form. */
  constructor(json: PvHourAheadJson) {
    this.#damping = json.damping;
    this.#mean = json.mean && new BoostedTrees(json.mean);
    this.#quantiles = json.quantiles && new QuantileTrees(json.quantiles);
  }

  /**
   * Learns from samples whose weather shortly before is on record.
   *
   * @param samples Sunlit values in order of time, all stamped before the end of training.
   * @param history The records that they are from.
   */
  static fit(
    samples: readonly PvSample[],
    history: PvHistory,
    panels: Panels,
    climatology: PvClimatology,
  ): PvHourAhead {
    const records = history.map((system) => indexRecord(system, panels));
    const rows = situations(samplesForTrees(samples), records, panels, climatology);
    const damping = fitDamping(rows);
    if (!enoughForTrees(samples)) {
      return new PvHourAhead({ damping, mean: null, quantiles: null });
    }
    const table = trainingTable(rows, damping);
    const mean = trainBoosting(table, TREES).toJSON();
    const quantiles = QuantileTrees.fit(table, QUANTILE_TREES).toJSON();
    return new PvHourAhead({ damping, mean, quantiles });
  }

  /** Power at the instant of a situation, kW/kW; may leave the range that physics allows. */
  power(situation: Situation): number {
    const base = dampedPower(situation, this.#damping);
    if (this.#mean === null || this.#quantiles === null) return base;
    const row = features(situation, base);
    return base + (this.#mean.predict(row) + this.#quantiles.median(row)) / 2;
  }

  /**
   * Quantiles of the power in the order of {@link QUANTILES}, kW/kW, which may leave the range that
   * physics allows; `null` without trees.
   */
  quantiles(situation: Situation): number[] | null {
    if (this.#quantiles === null) return null;
    const base = dampedPower(situation, this.#damping);
    return this.#quantiles.quantiles(features(situation, base)).map((change) => base + change);
  }

  /** Its text form. */
  toJSON(): PvHourAheadJson {
    return {
      damping: this.#damping,
      mean: this.#mean?.toJSON() ?? null,
      quantiles: this.#quantiles?.toJSON() ?? null,
    };
  }
}

/** A situation of the past and the power that came of it, kW/kW. */
interface Lesson extends Situation {
  readonly power: number;
}

function situations(
  samples: readonly PvSample[],
  records: readonly IndexRecord[],
  panels: Panels,
  climatology: PvClimatology,
): Lesson[] {
  const rows: Lesson[] = [];
  for (const { system, time, sky, power } of samples) {
    const hour = Math.floor(time / HOUR) * HOUR;
    const known = records.map((record) => knownBefore(record, hour));
    const weather = recentWeather(known, records[system], time);
    const envelope = clearSkyPower(sky, panels);
    if (weather === null || envelope === 0) continue;
    rows.push({ sky, envelope, usual: climatology.index(sky), weather, power });
  }
  return rows;
}

function dampedPower({ envelope, usual, weather }: Situation, damping: Damping): number {
  const share = weather.age < FRESH_HOURS ? damping.fresh : damping.stale;
  return envelope * (usual + share * (weather.last[0] - usual));
}

/** Least squares in power, each share on its own, kept within 0 … 1. */
function fitDamping(rows: readonly Lesson[]): Damping {
  const share = (part: readonly Lesson[]) => {
    let [product, squares] = [0, 0];
    for (const { envelope, usual, weather, power } of part) {
      const departure = envelope * (weather.last[0] - usual);
      product += departure * (power - envelope * usual);
      squares += departure * departure;
    }
    return squares === 0 ? 0 : Math.max(0, Math.min(1, product / squares));
  };
  return {
    fresh: share(rows.filter(({ weather }) => weather.age < FRESH_HOURS)),
    stale: share(rows.filter(({ weather }) => weather.age >= FRESH_HOURS)),
  };
}

function trainingTable(rows: readonly Lesson[], damping: Damping): TrainingTable {
  const bases = rows.map((row) => dampedPower(row, damping));
  const matrix = rows.map((row, i) => features(row, bases[i]));
  const columns = matrix[0].map((_, c) => Float64Array.from(matrix, (row) => row[c]));
  return { columns, target: Float64Array.from(rows, ({ power }, i) => power - bases[i]) };
}

function features({ sky, envelope, usual, weather }: Situation, base: number): number[] {
  const { sun, season } = sky;
  const [last, second, third, fourth] = weather.last;
  return [
    base,
    envelope,
    usual * envelope,
    sun.elevation,
    sun.hourAngle,
    Math.cos(season),
    Math.sin(season),
    last,
    second,
    third,
    fourth,
    Math.min(weather.age, 3),
    weather.mean6,
    weather.mean12,
    weather.mean36,
    weather.yesterday,
    last - second,
    Math.max(Math.abs(last - second), Math.abs(second - third)),
    weather.neighbours,
    weather.neighbours - last,
    weather.spread,
  ];
}
