import type { HourlySeries } from "../../../data/series.ts";
import type { Progress } from "../../../progress.ts";
import { type BoostingSettings, trainAveragedTrees } from "../../../learn/mod.ts";
import { type Conformal, conformalIntervals } from "../conformal.ts";
import { hourAheadFeatures, SURPRISE } from "./features.ts";
import {
  type HourAheadMembers,
  HourAheadModel,
  type HourAheadModelName,
  predictChange,
  surpriseUnit,
} from "./model.ts";
import { type HourAheadTable, hourAheadTable, tableRows } from "./table.ts";
import { fitHourlyRidges } from "./hourly_ridge.ts";
import { checkTrainingPrices } from "../history_check.ts";

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

/** Penalties of the ridge regression that are tried. */
const PENALTIES = [0.01, 0.03, 0.1, 0.3, 1, 3, 10];

const BOOSTING: Partial<BoostingSettings> = {
  trees: 800,
  learningRate: 0.06,
  leaves: 31,
  minLeafRows: 20,
  columnShare: 0.3,
  rowShare: 0.7,
  l2: 30,
  maxBins: 64,
};

/**
 * One lot of trees aims at the mean, which squares of large errors pull about, another at the
 * median, which they do not; their average errs less than either.
 */
const LOSSES = ["squared", { quantile: 0.5 }] as const;

/** The history, days, from which four weeks are looked back instead of one. */
const FOUR_WEEKS_FROM_DAYS = 120;
/** Share of the rows, the last ones, on which choices are made before all are learned from. */
const TAIL_SHARE = 0.15;

/**
 * Trains an hour-ahead forecaster.
 *
 * @param history Prices, €/MWh, at least 28 days without a gap.
 * @throws {InputError} If the history is too short, has a gap or never changes.
 */
export function trainHourAhead(
  history: HourlySeries,
  settings: HourAheadSettings,
  progress: Progress,
): HourAheadModel {
  checkTrainingPrices(history);
  const weeks = history.values.length >= FOUR_WEEKS_FROM_DAYS * 24 ? 4 : 1;
  const features = hourAheadFeatures(settings.lookbackHours, weeks);
  const all = hourAheadTable(history, features);
  const weekday = features.names.indexOf("weekday");
  const cut = Math.round(all.target.length * (1 - TAIL_SHARE));
  const head = tableRows(all, 0, cut);
  const tail = tableRows(all, cut, all.target.length);
  const wants = (member: HourAheadModelName) => [member, "ensemble"].includes(settings.model);
  const ridge = wants("ridge") ? chooseRidge(head, tail, weekday) : null;
  const trees = wants("trees")
    ? trainAveragedTrees(
      { head, tail, all },
      { ...BOOSTING, seed: settings.seed },
      LOSSES,
      progress,
    )
    : null;
  const early = { ridge: ridge && ridge.early, trees: trees && trees.early };
  return new HourAheadModel({
    horizon: "hour-ahead",
    model: settings.model,
    lookbackHours: settings.lookbackHours,
    weeks,
    ridge: ridge && fitHourlyRidges(all, weekday, [ridge.penalty])[0].toJSON(),
    trees: trees && trees.full.toJSON(),
    intervals: intervalsOf(early, tail, features.names.indexOf(SURPRISE)),
  });
}

/** The penalty that forecasts the tail best after fitting the head. */
function chooseRidge(head: HourAheadTable, tail: HourAheadTable, weekday: number) {
  const ridges = fitHourlyRidges(head, weekday, PENALTIES);
  const squares = ridges.map((ridge) => {
    return errorsOf({ ridge, trees: null }, tail).reduce((sum, e) => sum + e * e, 0);
  });
  const best = squares.indexOf(Math.min(...squares));
  return { early: ridges[best], penalty: PENALTIES[best] };
}

function intervalsOf(members: HourAheadMembers, tail: HourAheadTable, surprise: number): Conformal {
  const units = tail.columns[surprise];
  const errors = errorsOf(members, tail).map((error, r) => error / surpriseUnit(units[r]));
  return conformalIntervals(errors, tail.hour);
}

/** What forecasts leave of the target, in levels. */
function errorsOf(members: HourAheadMembers, table: HourAheadTable): Float64Array {
  const row = new Float64Array(table.columns.length);
  return table.target.map((target, r) => {
    for (let c = 0; c < row.length; c++) row[c] = table.columns[c][r];
    return target - predictChange(members, row, table.hour[r]);
  });
}
