import { endOf, type HourlySeries } from "../../../data/series.ts";
import type { Progress } from "../../../progress.ts";
import { HOUR, localHours, type LocalSteps } from "../../../time.ts";
import {
  AveragedTrees,
  type AveragedTreesJson,
  splitRows,
  trainAveragedTrees,
  type TrainingTable,
} from "../../../learn/mod.ts";
import { checkConformal, type Conformal, conformalIntervals } from "../conformal.ts";
import type { HourAheadForecaster, IntervalLevel, PriceInterval } from "../forecaster.ts";
import { checkTrainingPrices, lastHours } from "../history_check.ts";

const TAIL_SHARE = 0.15;

/** The text form of {@link RawLagTrees}. */
export interface RawLagTreesJson {
  /** Tells the forecasters apart. */
  readonly horizon: "hour-ahead";
  /** Tells it from the other hour-ahead models. */
  readonly model: "raw-trees";
  /** Hourly lags that it sees. */
  readonly lookbackHours: number;
  /** The trees. */
  readonly trees: AveragedTreesJson;
  /** In €/MWh. */
  readonly intervals: Conformal;
}

/**
 * Boosted trees on the last prices as they are, with hour, weekday and month: what is commonly done,
 * kept to show what differences in units of a recent level are worth. A tree cannot forecast a level
 * that it has not seen, and learns little for one year from another with three times its prices.
 */
export class RawLagTrees implements HourAheadForecaster {
  readonly horizon = "hour-ahead";
  readonly name = "raw-trees";
  readonly hoursNeeded: number;
  readonly #json: RawLagTreesJson;
  readonly #trees: AveragedTrees;

  /** Takes what `toJSON` gave. @throws {TypeError} If it is not such JSON. */
  constructor(json: RawLagTreesJson) {
    this.#json = json;
    this.#trees = new AveragedTrees(json.trees);
    this.hoursNeeded = json.lookbackHours;
    if (!(this.hoursNeeded >= 1) || this.#trees.columns !== this.hoursNeeded + 3) {
      throw new TypeError(
        `These are not trees on ${json.lookbackHours} raw lags: ` +
          `they see ${this.#trees.columns} columns`,
      );
    }
    checkConformal(json.intervals);
  }

  next(history: HourlySeries): number {
    const { values } = lastHours(history, this.hoursNeeded);
    const row = new Float64Array(this.hoursNeeded + 3);
    writeRow(values, values.length, localHours(endOf(history), 1), 0, this.hoursNeeded, row);
    return this.#trees.predict(row);
  }

  nextInterval(history: HourlySeries, level: IntervalLevel): PriceInterval {
    const forecast = this.next(history);
    const { spread, ends } = this.#json.intervals;
    const width = spread[localHours(endOf(history), 1).hour[0]];
    return { low: forecast + ends[level][0] * width, high: forecast + ends[level][1] * width };
  }

  toJSON(): RawLagTreesJson {
    return this.#json;
  }
}

/**
 * Trains trees on raw lags.
 *
 * @throws {InputError} If the history is too short, has a gap or never changes.
 */
export function trainRawLagTrees(
  history: HourlySeries,
  lookbackHours: number,
  seed: number,
  progress: Progress,
): RawLagTrees {
  checkTrainingPrices(history);
  const hours = localHours(
    history.start + lookbackHours * HOUR,
    history.values.length - lookbackHours,
  );
  const all = rawTable(history.values, hours, lookbackHours);
  const cut = Math.round(hours.count * (1 - TAIL_SHARE));
  const split = splitRows(all, cut);
  const trees = trainAveragedTrees(
    split,
    { trees: 400, learningRate: 0.06, maxBins: 255, seed },
    [{ loss: "squared" }],
    progress,
  );
  const row = new Float64Array(all.columns.length);
  const errors = split.tail.target.map((price, r) => {
    for (let c = 0; c < row.length; c++) row[c] = split.tail.columns[c][r];
    return price - trees.early.predict(row);
  });
  return new RawLagTrees({
    horizon: "hour-ahead",
    model: "raw-trees",
    lookbackHours,
    trees: trees.full.toJSON(),
    intervals: conformalIntervals(errors, hours.hour.subarray(cut)),
  });
}

function rawTable(prices: Float64Array, hours: LocalSteps, lookbackHours: number): TrainingTable {
  const columns = Array.from({ length: lookbackHours + 3 }, () => new Float64Array(hours.count));
  const row = new Float64Array(columns.length);
  for (let r = 0; r < hours.count; r++) {
    writeRow(prices, lookbackHours + r, hours, r, lookbackHours, row);
    for (let c = 0; c < row.length; c++) columns[c][r] = row[c];
  }
  return { columns, target: prices.subarray(lookbackHours) };
}

function writeRow(
  prices: Float64Array,
  at: number,
  hours: LocalSteps,
  hourAt: number,
  lookbackHours: number,
  row: Float64Array,
): void {
  for (let lag = 1; lag <= lookbackHours; lag++) row[lag - 1] = prices[at - lag];
  row[lookbackHours] = hours.hour[hourAt];
  row[lookbackHours + 1] = hours.weekday[hourAt];
  row[lookbackHours + 2] = hours.month[hourAt];
}
