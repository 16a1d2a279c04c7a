/**
 * The bundled sample. Given a seed it makes years of prices and generation, synthetic and calibrated on
 * published statistics, and compares any history with those.
 *
 * @module
 */
export { makeSampleFiles, SAMPLE_SEED } from "./sample_archive.ts";
export {
  type ComparedFigures,
  comparePrices,
  comparePv,
  type Comparison,
  comparisonTable,
  holds,
} from "./comparison.ts";
export { autocorrelation, correlation, groups, standardDeviation } from "./statistics.ts";
