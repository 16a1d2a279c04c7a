/**
 * Learners and how they are judged: boosted trees, linear models, quantiles, metrics. Given columns of
 * numbers and a target it gives trained models and scores; it knows no word of prices or of the sun.
 *
 * @module
 */

// Trees
export { binColumns, type BinnedColumns, binnedRows } from "./binning.ts";
export type { LossName } from "./loss.ts";
export {
  boostingDefaults,
  type BoostingSettings,
  type EarlyStopping,
  trainBoosting,
  type TrainingTable,
} from "./boosting.ts";
export { BoostedTrees, type BoostedTreesJson } from "./boosted_trees.ts";
export {
  AveragedTrees,
  type AveragedTreesJson,
  type BeginBoosting,
  splitRows,
  type SplitTable,
  trainAveragedTrees,
} from "./averaged_trees.ts";
export { permutationImportance } from "./permutation_importance.ts";

// Linear models
export {
  columnMoments,
  evaluateLinear,
  type LinearModel,
  type Moments,
  type TargetMoments,
  targetMoments,
  unstandardise,
} from "./moments.ts";
export {
  largestPenalty,
  lassoModel,
  lassoPath,
  type LassoPoint,
  leastInformation,
} from "./lasso.ts";
export { solvePositiveDefinite } from "./cholesky.ts";

// Kernels
export {
  fitKernelRidge,
  KernelRidge,
  type KernelRidgeJson,
  type KernelRidgeSettings,
} from "./kernel_ridge.ts";

// Search
export { nelderMead, type SearchSettings } from "./nelder_mead.ts";

// How well a forecast did
export {
  coefficientOfDetermination,
  coverage,
  type DieboldMariano,
  dieboldMariano,
  meanAbsoluteError,
  relativeMeanAbsoluteError,
  rootMeanSquareError,
  skill,
} from "./metrics.ts";
export {
  pinballLoss,
  type QuantileForecast,
  rankedProbabilityScore,
  reliabilityOf,
  shareBelow,
  type ShareHeld,
} from "./probabilistic_scores.ts";
