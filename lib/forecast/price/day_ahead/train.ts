import { endOf, type HourlySeries } from "../../../data/series.ts";
import type { Progress } from "../../../progress.ts";
import {
  type BoostingSettings,
  splitRows,
  trainAveragedTrees,
  type TrainingTable,
} from "../../../learn/mod.ts";
import { type Conformal, conformalIntervals } from "../conformal.ts";
import { type DayAheadFeatures, dayAheadFeatures } from "./features.ts";
import {
  type DayAheadMembers,
  DayAheadModel,
  type DayAheadModelName,
  judged,
  predictDay,
} from "./model.ts";
import { RESTLESS_DAYS } from "./restlessness.ts";
import { fitLear, LEAR_WINDOWS } from "./lear.ts";
import { MarketDays } from "./market_days.ts";
import { fitProfileKernel } from "./profile_kernel.ts";
import { correction, emptyRecord, recordAfter, type TrackRecord } from "./track_record.ts";
import type { PriceForecaster } from "../forecaster.ts";
import { boostInBackground } from "../../background.ts";
import { checkTrainingPrices } from "../history_check.ts";
import { mayKeepTrees } from "../kept_trees.ts";

const HOURS = 24;

const BOOSTING: Partial<BoostingSettings> = {
  trees: 300,
  learningRate: 0.08,
  leaves: 16,
  minLeafRows: 30,
  columnShare: 0.3,
  rowShare: 0.6,
  l2: 30,
  maxBins: 64,
};

/** As hour-ahead, but errors are larger a day ahead. */
const LOSS = { huber: 0.2 };

/** Lots of trees that differ by their draws: what is chance in one is averaged out. */
const LOTS = 3;

/** The history, days, from which four weeks are looked back instead of one. */
const FOUR_WEEKS_FROM_DAYS = 120;
/** Only the bias is followed while intervals are yet to be found. */
const NO_INTERVALS: Conformal = {
  spread: new Array<number>(HOURS).fill(1),
  ends: { 0.8: [-1, 1], 0.95: [-1, 1] },
};

/** Share of the days, the last ones, on which choices are made before all are learned from. */
const TAIL_SHARE = 0.15;

/**
 * Trains a day-ahead forecaster.
 *
 * @param history Prices, €/MWh, at least 28 days without a gap, up to midnight in Rome.
 * @param earlier One trained on less of the same history: young enough, its trees and its intervals
 *   are kept, and only LEAR and the kernel are fitted anew.
 * @throws {InputError} If the history is too short, has a gap or never changes.
 * @throws {RangeError} If it does not end at midnight in Rome.
 */
export function trainDayAhead(
  history: HourlySeries,
  settings: { readonly model: DayAheadModelName; readonly seed: number },
  progress: Progress,
  earlier?: PriceForecaster,
): DayAheadModel {
  checkTrainingPrices(history);
  const days = new MarketDays(history);
  const weeks = days.count >= FOUR_WEEKS_FROM_DAYS ? 4 : 1;
  const wants = (member: DayAheadModelName) => [member, "ensemble"].includes(settings.model);
  const begin = Math.max(dayAheadFeatures(weeks).daysNeeded, RESTLESS_DAYS);
  const fit = (cut: number) => ({
    lear: wants("lear") ? fitLear(days, days.count, LEAR_WINDOWS) : null,
    kernel: wants("kernel") ? fitProfileKernel(days, begin, cut, days.count, weeks) : null,
  });
  const end = endOf(history);
  if (
    earlier instanceof DayAheadModel && mayKeepTrees(earlier.toJSON(), settings.model, weeks, end)
  ) {
    const { lear, kernel } = fit(days.count);
    return new DayAheadModel({
      ...earlier.toJSON(),
      record: earlier.recordAt(history),
      lear: lear && lear.toJSON(),
      kernel: kernel && kernel.full.toJSON(),
    });
  }
  const features = dayAheadFeatures(weeks);
  const cut = days.count - Math.max(3, Math.round((days.count - begin) * TAIL_SHARE));
  const { lear, kernel } = fit(cut);
  const trees = wants("trees")
    ? trainAveragedTrees(
      splitRows(dayTable(days, begin, days.count, features), (cut - begin) * HOURS),
      BOOSTING,
      Array.from({ length: LOTS }, (_, lot) => ({ loss: LOSS, seed: settings.seed + lot })),
      progress,
      boostInBackground,
    )
    : null;
  const early = {
    features,
    lear: wants("lear") ? fitLear(days, cut, LEAR_WINDOWS) : null,
    kernel: kernel && kernel.early,
    trees: trees && trees.early,
  };
  return new DayAheadModel({
    horizon: "day-ahead",
    model: settings.model,
    weeks,
    lear: lear && lear.toJSON(),
    kernel: kernel && kernel.full.toJSON(),
    trees: trees && trees.full.toJSON(),
    grownUntil: end,
    ...judge(early, days, cut, weeks === 4),
  });
}

/** Prices of days in levels, and what they are forecast from, an hour a row. */
function dayTable(
  days: MarketDays,
  begin: number,
  end: number,
  features: DayAheadFeatures,
): TrainingTable {
  const rows = (end - begin) * HOURS;
  const columns = features.names.map(() => new Float64Array(rows));
  const target = new Float64Array(rows);
  const row = new Float64Array(columns.length);
  for (let r = 0; r < rows; r++) {
    const [day, hour] = [begin + Math.floor(r / HOURS), r % HOURS];
    features.write(days, day, hour, row);
    for (let c = 0; c < row.length; c++) columns[c][r] = row[c];
    target[r] = days.price(day, hour) / days.level(day) - 1;
  }
  return { columns, target };
}

/**
 * How the early members forecast the days from `cut` on, which they have not seen: the intervals that
 * would have held these days, and the record at their end.
 *
 * @param corrects Whether biases are corrected, as they will be later.
 */
function judge(
  members: DayAheadMembers,
  days: MarketDays,
  cut: number,
  corrects: boolean,
): { intervals: Conformal; record: TrackRecord } {
  const rows = (days.count - cut) * HOURS;
  const errors = new Float64Array(rows);
  const hours = Uint8Array.from({ length: rows }, (_, r) => r % HOURS);
  let record = emptyRecord(days.midnight(cut));
  for (let day = cut; day < days.count; day++) {
    const known = judged(days, day, predictDay(members, days, day));
    const added = correction(record, known.level);
    for (let hour = 0; hour < HOURS; hour++) {
      const error = known.price[hour] - known.forecast[hour] - added[hour];
      errors[(day - cut) * HOURS + hour] = error / known.unit;
    }
    if (corrects) record = recordAfter(record, known, NO_INTERVALS);
  }
  return {
    intervals: conformalIntervals(errors, hours),
    record: { ...emptyRecord(days.midnight(days.count)), bias: record.bias },
  };
}
