import {
  consensusNamed,
  consensusRules,
  type NetworkReport,
  networkReport,
  simulateNetwork,
} from "../chain/mod.ts";
import type { Config } from "../config/settings.ts";

/**
 * What happens in the network that a run's settings ask for: its miners with the hash powers of the
 * first step, kept throughout. Undefined if they ask for none.
 */
export function networkOf({ seed, blockchain }: Config): NetworkReport | undefined {
  const { network, consensus, number_of_miners: nodes } = blockchain;
  if (network === null) return undefined;
  const contestants = consensusRules[consensusNamed(consensus)].contestants(seed, 0, nodes);
  const settings = { ...network, seed, powers: contestants.map(({ power }) => power) };
  return networkReport(settings, simulateNetwork(settings));
}
