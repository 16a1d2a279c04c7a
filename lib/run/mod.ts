/**
 * A whole run. Given a configuration and where history lies, it trains or loads the forecasters, draws the
 * members, simulates, mines the chain, writes the results and sums them up.
 *
 * Experiments, which simulate without files and chain, import `setup.ts` alone.
 *
 * @module
 */
export { type Setup, setUp } from "./setup.ts";
export { runScenario, type ScenarioOptions, type ScenarioResult } from "./scenario.ts";
export { type RunSummary, RunTotals } from "./summary.ts";
