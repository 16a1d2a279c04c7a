import type { NetworkReport } from "../chain/mod.ts";
import type { Cell } from "./tables/cells.ts";

/** Columns of network_stats.csv, a row per miner. */
export const networkColumns: readonly string[] = [
  "miner",
  "power_share",
  "blocks_found",
  "blocks_orphaned",
  "chain_share",
];

/** The rows of network_stats.csv, by miner. */
export function* networkRows({ miners }: NetworkReport): Generator<Cell[]> {
  for (const { miner, powerShare, found, orphaned, chainShare } of miners) {
    yield [miner, powerShare, found, orphaned, chainShare];
  }
}

/** What run.json states of a simulated network besides. */
export function networkJson(report: NetworkReport): Readonly<Record<string, unknown>> {
  const { miners: _, ...network } = report;
  return {
    found: network.found,
    chain_length: network.chainLength,
    fork_rate: network.forkRate,
    fork_rate_in_theory: network.forkRateInTheory,
    orphan_rate: network.orphanRate,
    orphan_rate_in_theory: network.orphanRateInTheory,
    reorganisations_by_depth: network.reorganisations.slice(1),
  };
}
