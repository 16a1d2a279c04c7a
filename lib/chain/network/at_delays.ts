import { type NetworkSettings, simulateNetwork } from "./network.ts";
import { type MinerFate, type NetworkReport, networkReport } from "./report.ts";

/** What a network went through at a delay. */
export interface NetworkAtDelay {
  /** Delay per interval between blocks. */
  readonly ratio: number;
  /** Forks, orphans, and who lost by them. */
  readonly report: NetworkReport;
}

/**
 * The same miners at several distances from each other.
 *
 * @param ratios Delays per interval between blocks.
 */
export function networksAtDelays(
  settings: Omit<NetworkSettings, "delay_s">,
  ratios: readonly number[],
): NetworkAtDelay[] {
  return ratios.map((ratio) => {
    const apart = { ...settings, delay_s: settings.block_interval_s * ratio };
    return { ratio, report: networkReport(apart, simulateNetwork(apart)) };
  });
}

/** The share of their blocks that some miners together lost, 0 … 1; NaN if they found none. */
export function orphanedShare(miners: readonly MinerFate[]): number {
  const orphaned = miners.reduce((sum, miner) => sum + miner.orphaned, 0);
  return orphaned / miners.reduce((sum, miner) => sum + miner.found, 0);
}
