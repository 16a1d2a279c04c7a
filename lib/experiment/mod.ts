/**
 * Many runs on the same chance. Given variants of a configuration and seeds, it runs all of them in
 * parallel and gives their figures, and paired differences with intervals; however the runs are spread
 * over workers and machines, the same bytes.
 *
 * @module
 */

// What is compared
export {
  allRuns,
  configOfRun,
  type Design,
  type Experiment,
  type ExperimentHeader,
  headerOf,
  placeOfRun,
  runAt,
  runCount,
  type RunPlace,
  seedsFrom,
  type Variant,
} from "./experiment.ts";
export { experimentData } from "./experiment_data.ts";
export { CONFIGURED, policyVariants } from "./policy_variants.ts";
export { type Axis, gridVariants, parseAxis } from "./grid.ts";

// Running it
export { type OutlookOf, outlooksOf } from "./outlooks.ts";
export {
  outlookOfRun,
  type RunOutlook,
  type Shared,
  type SharedOutlook,
  shareOutlook,
  type SiteRows,
  wholeOutlook,
} from "./shared_outlook.ts";
export { type DateRange, drawDates, lastYearBefore, trainingEndOf } from "./dates.ts";
export { datesOf, outlooksOn } from "./experiment_outlooks.ts";
export { notesOnExperimentsYears, requireTariffYears } from "./tariff_years.ts";
export { worldNames, worldVariants } from "./world_variants.ts";
export { forecasterVariants } from "./forecaster_variants.ts";
export { type Levels, valuesWith, variantWith, withLevel } from "./levels.ts";
export { playExperiment } from "./play.ts";
export { type ExperimentOptions, runExperiment } from "./run_experiment.ts";
export { isPacked, outcomeOf, type PackedKpis, packKpis, unpackKpis } from "./outcome.ts";
export { type FinishedRuns, readRuns, runLine } from "./finished_runs.ts";
export { Journal } from "./journal.ts";
export { type ExperimentResults, resultsOf } from "./results.ts";

// In chunks, on one machine or many
export {
  type Plan,
  planOf,
  requireSame,
  runsOfChunk,
  USUAL_CHUNKS,
  type Versions,
} from "./plan/plan.ts";
export { isPlanned, readPlan, removePlan, writePlan } from "./plan/plan_file.ts";
export { readChunk, writeChunk } from "./plan/chunk_file.ts";
export { formatChunks, parseChunks } from "./plan/chunk_list.ts";
export { type ChunkOptions, runChunks } from "./plan/run_chunks.ts";
export { mergePlan, type PlanStatus, statusOf } from "./plan/status.ts";
export {
  arrayScript,
  type JobPlaces,
  type JobRequest,
  LOGS,
  mergeScript,
} from "./engines/slurm.ts";

// What came of it
export {
  compareVariants,
  comparisonOf,
  type ComparisonRow,
  leaderIn,
  pValuesAgainstFirst,
  type ScoreRow,
  scoreVariants,
  valuesByDraw,
  valuesByRun,
} from "./comparison.ts";
export {
  type Interval,
  meanInterval,
  pairedDifference,
  pairedPValue,
} from "./statistics/interval.ts";
export { type Leader, leaderOf, SIGNIFICANCE } from "./statistics/leader.ts";
export {
  isLeague,
  type LeagueColumn,
  type LeagueFigure,
  leagueFigures,
  leagueOf,
  MECHANISM,
  variantName,
} from "./league.ts";
export { comparisonTable, csvOf, runsTable, type Table } from "./tables.ts";
