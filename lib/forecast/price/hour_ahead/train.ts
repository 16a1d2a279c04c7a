import { endOf, type HourlySeries } from "../../../data/series.ts";
import type { Progress } from "../../../progress.ts";
import {
  type BoostingSettings,
  type KernelRidgeSettings,
  splitRows,
  trainAveragedTrees,
} from "../../../learn/mod.ts";
import { type Conformal, conformalIntervals } from "../conformal.ts";
import { hourAheadFeatures, SURPRISE, surpriseUnit } from "./features.ts";
import {
  type HourAheadJson,
  type HourAheadMembers,
  HourAheadModel,
  type HourAheadModelName,
  predictChange,
} from "./model.ts";
import { type HourAheadTable, hourAheadTable, tableRows } from "./table.ts";
import { boostInBackground, inBackground } from "../../background.ts";
import { TRAINING_TASKS } from "../../training_tasks.ts";
import { fitHourlyKernels, HourlyKernel } from "./hourly_kernel.ts";
import { countHour, hourlyCorrection, type HourlyRecord } from "./hourly_record.ts";
import type { PriceForecaster } from "../forecaster.ts";
import { checkTrainingPrices } from "../history_check.ts";
import { mayKeepTrees } from "../kept_trees.ts";

export type { HourAheadModelName } from "./model.ts";

/** What an hour-ahead forecaster is trained with. */
export interface HourAheadSettings {
  /** Hourly lags that the model sees, ≥ 1. */
  readonly lookbackHours: number;
  /** Which model. */
  readonly model: HourAheadModelName;
  /** Seed of the draws in training. */
  readonly seed: number;
}

const HOURS = 24;

const KERNEL: KernelRidgeSettings = { landmarks: 300, lengthScale: 2.3, penalty: 0.15 };

const BOOSTING: Partial<BoostingSettings> = {
  trees: 400,
  learningRate: 0.1,
  leaves: 31,
  minLeafRows: 20,
  columnShare: 0.3,
  rowShare: 0.7,
  l2: 30,
  maxBins: 64,
};

/** Large errors pull the mean about, the median shifts with noise: Huber's loss lies between. */
const LOSS = { huber: 0.1 };

/** With fewer rows a worker takes longer to begin than the kernels to be fitted. */
const ROWS_WORTH_A_WORKER = 8000;

/** The history, days, from which four weeks are looked back instead of one. */
const FOUR_WEEKS_FROM_DAYS = 120;
/** Share of the rows, the last ones, on which choices are made before all are learned from. */
const TAIL_SHARE = 0.15;

/**
 * Trains an hour-ahead forecaster.
 *
 * @param history Prices, €/MWh, at least 28 days without a gap.
 * @param earlier One trained on less of the same history: young enough, its trees and its intervals
 *   are kept, and only the kernels are fitted anew.
 * @throws {InputError} If the history is too short, has a gap or never changes.
 */
export function trainHourAhead(
  history: HourlySeries,
  settings: HourAheadSettings,
  progress: Progress,
  earlier?: PriceForecaster,
): HourAheadModel {
  checkTrainingPrices(history);
  const weeks = history.values.length >= FOUR_WEEKS_FROM_DAYS * 24 ? 4 : 1;
  const features = hourAheadFeatures(settings.lookbackHours, weeks);
  const all = hourAheadTable(history, features);
  const weekday = features.names.indexOf("weekday");
  const end = endOf(history);
  if (earlier instanceof HourAheadModel && mayKeep(earlier.toJSON(), settings, weeks, end)) {
    const kernel = earlier.toJSON().kernel &&
      fitHourlyKernels(all, weekday, all.target.length, KERNEL).full.toJSON();
    return new HourAheadModel({ ...earlier.toJSON(), kernel, record: earlier.recordAt(history) });
  }
  const cut = Math.round(all.target.length * (1 - TAIL_SHARE));
  const tail = tableRows(all, cut, all.target.length);
  const wants = (member: HourAheadModelName) => [member, "ensemble"].includes(settings.model);
  const kernels = wants("kernel") ? beginKernels(all, weekday, cut) : null;
  const trees = wants("trees")
    ? trainAveragedTrees(
      splitRows(all, cut),
      BOOSTING,
      [{ loss: LOSS, seed: settings.seed }],
      progress,
      boostInBackground,
    )
    : null;
  const kernel = kernels && kernels();
  const early = {
    kernel: kernel && new HourlyKernel(kernel.early),
    trees: trees && trees.early,
  };
  return new HourAheadModel({
    horizon: "hour-ahead",
    model: settings.model,
    lookbackHours: settings.lookbackHours,
    weeks,
    kernel: kernel && kernel.full,
    trees: trees && trees.full.toJSON(),
    grownUntil: end,
    ...judge(early, tail, features.names.indexOf(SURPRISE), weeks === 4, end),
  });
}

/** Fits the kernels beside the trees where they take long enough to be worth it. */
function beginKernels(table: HourAheadTable, weekday: number, cut: number) {
  const input = { table, weekday, cut, settings: KERNEL };
  if (table.target.length >= ROWS_WORTH_A_WORKER) return inBackground("hourly kernels", input);
  return () => TRAINING_TASKS["hourly kernels"](input);
}

function mayKeep(
  earlier: HourAheadJson,
  { model, lookbackHours }: HourAheadSettings,
  weeks: 1 | 4,
  end: number,
): boolean {
  return earlier.lookbackHours === lookbackHours && mayKeepTrees(earlier, model, weeks, end);
}

/**
 * How the early members forecast the last rows, which they have not seen: the intervals that would have
 * held them, and the record at their end.
 *
 * @param surprise Which column intervals widen by.
 * @param corrects Whether biases are corrected, as they will be later.
 * @param end End of the history, Unix seconds.
 */
function judge(
  members: HourAheadMembers,
  tail: HourAheadTable,
  surprise: number,
  corrects: boolean,
  end: number,
): { intervals: Conformal; record: HourlyRecord } {
  const row = new Float64Array(tail.columns.length);
  const bias = new Float64Array(HOURS);
  const errors = new Float64Array(tail.target.length);
  for (let r = 0; r < errors.length; r++) {
    for (let c = 0; c < row.length; c++) row[c] = tail.columns[c][r];
    const hour = tail.hour[r];
    const error = tail.target[r] - predictChange(members, row, hour);
    errors[r] = (error - hourlyCorrection(bias, hour)) / surpriseUnit(row[surprise]);
    if (corrects) countHour(bias, hour, error);
  }
  return {
    intervals: conformalIntervals(errors, tail.hour),
    record: { until: end, bias: [...bias] },
  };
}
