/**
 * Many runs on the same chance. Given variants of a configuration and seeds, it runs all of them in
 * parallel and gives their figures, and paired differences with intervals; whatever the number of
 * workers and parts, the same bytes.
 *
 * @module
 */

// What is compared
export {
  configOfRun,
  type Design,
  type Experiment,
  type ExperimentHeader,
  headerOf,
  placeOfRun,
  runAt,
  runCount,
  type RunPlace,
  type Variant,
} from "./experiment.ts";
export { experimentData } from "./experiment_data.ts";
export { CONFIGURED, policyVariants } from "./policy_variants.ts";
export { type Axis, gridVariants, parseAxis } from "./grid.ts";

// Running it
export { type OutlookOf, outlooksOf } from "./outlooks.ts";
export { type DateRange, drawDates, lastYearBefore, trainingEndOf } from "./dates.ts";
export { datesOf, outlooksOn } from "./experiment_outlooks.ts";
export { worldNames, worldVariants } from "./world_variants.ts";
export { forecasterVariants } from "./forecaster_variants.ts";
export { playExperiment } from "./play.ts";
export { type ExperimentOptions, runExperiment } from "./run_experiment.ts";
export { outcomeOf, type PackedKpis, packKpis, unpackKpis } from "./outcome.ts";
export { parseShard, runsOfShard, type Shard, whole } from "./shard.ts";
export { type FinishedRuns, readRuns, runLine, shardText } from "./finished_runs.ts";
export { Journal } from "./journal.ts";
export { type ExperimentResults, mergeRuns } from "./merge.ts";

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
