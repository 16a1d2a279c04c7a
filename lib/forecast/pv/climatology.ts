import { solvePositiveDefinite } from "../../learn/mod.ts";
import { clearSkyPower, type Panels, type Sky } from "./envelope.ts";
import { QuantileTrees, type QuantileTreesJson } from "./quantiles.ts";
import { type PvSample, sunlitDays } from "./samples.ts";
import { enoughForTrees, QUANTILE_TREES, samplesForTrees } from "./trees.ts";

/** The text form of a {@link PvClimatology}. */
export interface PvClimatologyJson {
  /** Of the regression, by term. */
  readonly coefficients: readonly number[];
  /** Of power less usual power; none if there were too few days to grow them. */
  readonly quantiles: QuantileTreesJson | null;
}

/** Sines and cosines of the season, 1 and 2 a year, and powers 0 … 2 of the hour of the day. */
const SEASON_TERMS = 5;
const HOUR_TERMS = 3;
const TERMS = SEASON_TERMS * HOUR_TERMS;

/**
 * Days of data that weigh as much as the belief that season and hour make no difference: a day's
 * index strays by about 0.25 from its mean, the season's by about 0.05, and (0.25 / 0.05)² = 25.
 */
const PRIOR_DAYS = 25;

/**
 * The usual clear-sky index, power over the clear-sky envelope, by season and hour of the day.
 *
 * A ridge regression of power on the envelope times harmonics of the season times powers of the
 * sun's hour angle. Least squares in power, so bright hours count most; the penalty draws all but
 * the overall mean to 0, so a short history gives its mean index everywhere.
 */
export class PvClimatology {
  readonly #coefficients: Float64Array;
  readonly #quantiles: QuantileTrees | null;
  readonly #terms = new Float64Array(TERMS);

  /**
   * From its text form.
   *
   * @throws {TypeError} If there are not as many coefficients as terms.
   */
  constructor({ coefficients, quantiles }: PvClimatologyJson) {
    if (coefficients?.length !== TERMS) {
      throw new TypeError(`A PV climatology has ${TERMS} coefficients`);
    }
    this.#coefficients = Float64Array.from(coefficients);
    this.#quantiles = quantiles && new QuantileTrees(quantiles);
  }

  /**
   * Learns what is usual.
   *
   * @param samples Sunlit values in order of time, at least one under an envelope above 0.
   */
  static fit(samples: readonly PvSample[], panels: Panels): PvClimatology {
    const coefficients = regress(samples, panels);
    const mean = new PvClimatology({ coefficients, quantiles: null });
    if (!enoughForTrees(samples)) return mean;
    const recent = samplesForTrees(samples);
    const rows = recent.map(({ sky }) => {
      const envelope = clearSkyPower(sky, panels);
      return features(sky, envelope, envelope * mean.index(sky));
    });
    const table = {
      columns: rows[0].map((_, c) => Float64Array.from(rows, (row) => row[c])),
      target: Float64Array.from(recent, ({ power }, i) => power - rows[i][0]),
    };
    const quantiles = QuantileTrees.fit(table, QUANTILE_TREES).toJSON();
    return new PvClimatology({ coefficients, quantiles });
  }

  /** The usual clear-sky index, 0 … 1. */
  index(sky: Sky): number {
    fillTerms(this.#terms, sky);
    let index = 0;
    for (let i = 0; i < TERMS; i++) index += this.#coefficients[i] * this.#terms[i];
    return Math.max(0, Math.min(1, index));
  }

  /**
   * Quantiles of the power in the order of {@link QUANTILES}, kW/kW, which may leave the range that
   * physics allows; `null` if it was fitted to less data than trees need.
   *
   * @param envelope Clear-sky power, kW/kW.
   */
  quantiles(sky: Sky, envelope: number): number[] | null {
    if (this.#quantiles === null) return null;
    const usual = envelope * this.index(sky);
    return this.#quantiles.quantiles(features(sky, envelope, usual)).map((q) => usual + q);
  }

  /** Its text form. */
  toJSON(): PvClimatologyJson {
    return {
      coefficients: [...this.#coefficients],
      quantiles: this.#quantiles?.toJSON() ?? null,
    };
  }
}

/** Coefficients of the terms, by ridge regression of power on the envelope times the terms. */
function regress(samples: readonly PvSample[], panels: Panels): number[] {
  const terms = new Float64Array(TERMS);
  const matrix = new Float64Array(TERMS * TERMS);
  const right = new Float64Array(TERMS);
  for (const { sky, power } of samples) {
    const envelope = clearSkyPower(sky, panels);
    fillTerms(terms, sky);
    for (let i = 0; i < TERMS; i++) {
      right[i] += envelope * terms[i] * power;
      for (let j = 0; j <= i; j++) matrix[i * TERMS + j] += envelope ** 2 * terms[i] * terms[j];
    }
  }
  const penalty = PRIOR_DAYS * matrix[0] / sunlitDays(samples);
  for (let i = 1; i < TERMS; i++) matrix[i * TERMS + i] += penalty;
  return [...solvePositiveDefinite(matrix, right)];
}

/** What the spread around the usual power, the first of them, depends on. */
function features({ sun, season }: Sky, envelope: number, usual: number): number[] {
  return [usual, envelope, sun.elevation, sun.hourAngle, Math.cos(season), Math.sin(season)];
}

function fillTerms(terms: Float64Array, { sun, season }: Sky): void {
  const hour = sun.hourAngle / 90;
  for (let power = 0, factor = 1; power < HOUR_TERMS; power++, factor *= hour) {
    terms[power * SEASON_TERMS] = factor;
    terms[power * SEASON_TERMS + 1] = factor * Math.cos(season);
    terms[power * SEASON_TERMS + 2] = factor * Math.sin(season);
    terms[power * SEASON_TERMS + 3] = factor * Math.cos(2 * season);
    terms[power * SEASON_TERMS + 4] = factor * Math.sin(2 * season);
  }
}
