/**
 * A network of miners with delays: forks, orphans, reorganisations, and what they do to an attack.
 *
 * @module
 */
export { type NetworkAtDelay, networksAtDelays, orphanedShare } from "./at_delays.ts";
export type { NetworkConditions } from "./conditions.ts";
export {
  type DoubleSpendResult,
  type DoubleSpendSettings,
  simulateDoubleSpend,
} from "./double_spend.ts";
export {
  type BlockTree,
  type NetworkHistory,
  type NetworkSettings,
  simulateNetwork,
} from "./network.ts";
export {
  forkRateInTheory,
  type MinerFate,
  type NetworkReport,
  networkReport,
  orphanRateInTheory,
} from "./report.ts";
