import type { HourlySeries } from "../../../data/series.ts";
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
  predictDay,
  RESTLESS_DAYS,
  restlessness,
} from "./model.ts";
import { fitLear, LEAR_WINDOWS } from "./lear.ts";
import { MarketDays } from "./market_days.ts";
import { checkTrainingPrices } from "../history_check.ts";

const HOURS = 24;

const BOOSTING: Partial<BoostingSettings> = {
  trees: 600,
  learningRate: 0.04,
  leaves: 16,
  minLeafRows: 30,
  columnShare: 0.3,
  rowShare: 0.6,
  l2: 30,
  maxBins: 64,
};

/** The history, days, from which four weeks are looked back instead of one. */
const FOUR_WEEKS_FROM_DAYS = 120;
/** Share of the days, the last ones, on which choices are made before all are learned from. */
const TAIL_SHARE = 0.15;

/**
 * Trains a day-ahead forecaster.
 *
 * @param history Prices, €/MWh, at least 28 days without a gap, up to midnight in Rome.
 * @throws {InputError} If the history is too short, has a gap or never changes.
 * @throws {RangeError} If it does not end at midnight in Rome.
 */
export function trainDayAhead(
  history: HourlySeries,
  settings: { readonly model: DayAheadModelName; readonly seed: number },
  progress: Progress,
): DayAheadModel {
  checkTrainingPrices(history);
  const days = new MarketDays(history);
  const weeks = days.count >= FOUR_WEEKS_FROM_DAYS ? 4 : 1;
  const features = dayAheadFeatures(weeks);
  const first = Math.max(features.daysNeeded, RESTLESS_DAYS);
  const cut = days.count - Math.max(3, Math.round((days.count - first) * TAIL_SHARE));
  const split = splitRows(dayTable(days, first, days.count, features), (cut - first) * HOURS);
  const wants = (member: DayAheadModelName) => [member, "ensemble"].includes(settings.model);
  const trees = wants("trees")
    ? trainAveragedTrees(split, { ...BOOSTING, seed: settings.seed }, ["squared"], progress)
    : null;
  const early = {
    features,
    lear: wants("lear") ? fitLear(days, cut, LEAR_WINDOWS) : null,
    trees: trees && trees.early,
  };
  return new DayAheadModel({
    horizon: "day-ahead",
    model: settings.model,
    weeks,
    lear: wants("lear") ? fitLear(days, days.count, LEAR_WINDOWS).toJSON() : null,
    trees: trees && trees.full.toJSON(),
    intervals: intervalsOf(early, days, cut),
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

function intervalsOf(members: DayAheadMembers, days: MarketDays, cut: number): Conformal {
  const rows = (days.count - cut) * HOURS;
  const errors = new Float64Array(rows);
  const hours = new Uint8Array(rows);
  for (let day = cut; day < days.count; day++) {
    const forecast = predictDay(members, days, day);
    const unit = restlessness(days, day);
    for (let hour = 0; hour < HOURS; hour++) {
      const r = (day - cut) * HOURS + hour;
      errors[r] = (days.price(day, hour) - forecast[hour]) / unit;
      hours[r] = hour;
    }
  }
  return conformalIntervals(errors, hours);
}
