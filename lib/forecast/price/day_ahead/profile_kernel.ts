import {
  fitKernelRidge,
  KernelRidge,
  type KernelRidgeJson,
  type KernelRidgeSettings,
} from "../../../learn/mod.ts";
import { LEAR_COLUMNS, writeLearRow } from "./lear.ts";
import type { MarketDays } from "./market_days.ts";
import { priceOf, type PriceScale, scaledPrice } from "./scale.ts";
import { similarDaysProfile } from "./similar_days.ts";

const HOURS = 24;
const SEASON_COLUMNS = 4;
const WEEK = 7;

/** Landmarks and smoothness, chosen on 2023 after training on the years before. */
const KERNEL: KernelRidgeSettings = { landmarks: 300, lengthScale: 2.5, penalty: 0.07 };

/** The text form of a {@link ProfileKernel}. */
export interface ProfileKernelJson {
  /** Weeks that it looks back. */
  readonly weeks: 1 | 4;
  /** One regression per view. */
  readonly views: readonly KernelRidgeJson[];
}

/**
 * Kernel ridge regressions of the whole day: the 24 prices from those of one, two, three and seven
 * days before, from the mean profiles of the week, of the weekday and of similar days, the calendar and
 * the season.
 * Where LEAR is a line per hour, this bends: what a high evening says of tomorrow may depend on the
 * season. The mean of two views, one in units of the last week's mean, one of the last four weeks'.
 */
export class ProfileKernel {
  readonly #weeks: 1 | 4;
  readonly #views: readonly KernelRidge[];
  readonly #row: Float64Array;

  /** Takes what `toJSON` gave. @throws {TypeError} If it is not such JSON. */
  constructor({ weeks, views }: ProfileKernelJson) {
    if (views?.length !== scalesOf(weeks).length) {
      throw new TypeError(
        "This is not a kernel of daily profiles: a regression per view is needed",
      );
    }
    this.#weeks = weeks;
    this.#views = views.map((json) => new KernelRidge(json));
    const width = columnsOf(weeks);
    if (this.#views.some(({ columns, targets }) => columns !== width || targets !== HOURS)) {
      throw new TypeError(
        `This is not a kernel of daily profiles: each view takes ${width} values and gives ${HOURS}`,
      );
    }
    this.#row = new Float64Array(columnsOf(weeks));
  }

  /** The prices of a day on the clock, €/MWh, from the days before it. Length 24. */
  predict(days: MarketDays, day: number): Float64Array {
    const prices = new Float64Array(HOURS);
    const scales = scalesOf(this.#weeks);
    this.#views.forEach((view, v) => {
      const { levelDays, steepness } = scales[v];
      const level = days.meanPrice(day, levelDays);
      writeRow(days, day, this.#weeks, scales[v], this.#row);
      view.predict(this.#row).forEach((scaled, hour) => {
        prices[hour] += priceOf(scaled, level, steepness) / scales.length;
      });
    });
    return prices;
  }

  /** What the constructor takes. */
  toJSON(): ProfileKernelJson {
    return { weeks: this.#weeks, views: this.#views.map((view) => view.toJSON()) };
  }
}

/**
 * Fits the kernel twice: on the days from `begin` to before `cut`, and to before `end`.
 *
 * @param begin First day learned from, at least 7 · `weeks`.
 */
export function fitProfileKernel(
  days: MarketDays,
  begin: number,
  cut: number,
  end: number,
  weeks: 1 | 4,
): { early: ProfileKernel; full: ProfileKernel } {
  const views = scalesOf(weeks).map((scale) => {
    const width = columnsOf(weeks);
    const rows = new Float64Array((end - begin) * width);
    const targets = Array.from({ length: HOURS }, () => new Float64Array(end - begin));
    for (let day = begin; day < end; day++) {
      const r = day - begin;
      writeRow(days, day, weeks, scale, rows.subarray(r * width, (r + 1) * width));
      const level = days.meanPrice(day, scale.levelDays);
      for (let hour = 0; hour < HOURS; hour++) {
        targets[hour][r] = scaledPrice(days.price(day, hour), level, scale.steepness);
      }
    }
    return fitKernelRidge(rows, targets, cut - begin, KERNEL);
  });
  const kernel = (which: "early" | "full") =>
    new ProfileKernel({ weeks, views: views.map((view) => view[which].toJSON()) });
  return { early: kernel("early"), full: kernel("full") };
}

function scalesOf(weeks: 1 | 4): readonly PriceScale[] {
  const week = { levelDays: WEEK, steepness: 4 };
  return weeks === 1 ? [week] : [week, { levelDays: 4 * WEEK, steepness: 4 }];
}

function columnsOf(weeks: 1 | 4): number {
  return LEAR_COLUMNS + SEASON_COLUMNS + HOURS * (weeks === 1 ? 2 : 3);
}

function writeRow(
  days: MarketDays,
  day: number,
  weeks: 1 | 4,
  scale: PriceScale,
  row: Float64Array,
): void {
  writeLearRow(days, day, scale, row);
  const level = days.meanPrice(day, scale.levelDays);
  const angle = days.yearAngle(day);
  let c = LEAR_COLUMNS;
  for (const turns of [1, 2]) {
    row[c++] = Math.sin(turns * angle);
    row[c++] = Math.cos(turns * angle);
  }
  const lags = [[1, 2, 3, 4, 5, 6, 7], ...(weeks === 1 ? [] : [[7, 14, 21, 28]])];
  for (const daysAgo of lags) {
    for (let hour = 0; hour < HOURS; hour++) {
      let sum = 0;
      for (const lag of daysAgo) sum += days.price(day - lag, hour);
      row[c++] = scaledPrice(sum / daysAgo.length, level, scale.steepness);
    }
  }
  for (const price of similarDaysProfile(days, day, 7 * weeks)) {
    row[c++] = scaledPrice(price, level, scale.steepness);
  }
}
