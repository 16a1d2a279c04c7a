import type { PvHistory } from "../data/histories.ts";
import {
  type BinnedColumns,
  type BoostedTreesJson,
  type BoostingSettings,
  type KernelRidgeSettings,
  trainBoosting,
  type TrainingTable,
} from "../learn/mod.ts";
import { fitHourlyKernels, type HourlyKernelJson } from "./price/hour_ahead/hourly_kernel.ts";
import type { HourAheadTable } from "./price/hour_ahead/table.ts";
import { type PvSettings, trainPv } from "./pv/forecaster.ts";

/**
 * Parts of training that may run beside another: functions of what can be sent to a worker, whose
 * results can be written as JSON.
 */
export const TRAINING_TASKS = {
  /** The kernels of the hour-ahead price forecaster. */
  "hourly kernels": (
    { table, weekday, cut, settings }: {
      readonly table: HourAheadTable;
      readonly weekday: number;
      readonly cut: number;
      readonly settings: KernelRidgeSettings;
    },
  ): { early: HourlyKernelJson; full: HourlyKernelJson } => {
    const { early, full } = fitHourlyKernels(table, weekday, cut, settings);
    return { early: early.toJSON(), full: full.toJSON() };
  },
  /** Boosted trees. */
  trees: (
    { table, settings, binned }: {
      readonly table: TrainingTable;
      readonly settings: Partial<BoostingSettings>;
      readonly binned: BinnedColumns;
    },
  ): BoostedTreesJson => trainBoosting(table, settings, { binned }).toJSON(),
  /** The PV forecaster. */
  pv: (
    { history, before, settings }: {
      readonly history: PvHistory;
      readonly before: number;
      readonly settings: PvSettings;
    },
  ): unknown => trainPv(history, before, settings).toJSON(),
};

/** Name of one of {@link TRAINING_TASKS}. */
export type TrainingTask = keyof typeof TRAINING_TASKS;
/** What a task is given. */
export type TaskInput<Task extends TrainingTask> = Parameters<typeof TRAINING_TASKS[Task]>[0];
/** What a task gives. */
export type TaskResult<Task extends TrainingTask> = ReturnType<typeof TRAINING_TASKS[Task]>;
