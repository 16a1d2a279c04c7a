import type { NetworkHistory, NetworkSettings } from "./network.ts";

/** How a miner fared in a network. */
export interface MinerFate {
  /** Number, 1 … n. */
  readonly miner: number;
  /** Share of all hash power, 0 … 1. */
  readonly powerShare: number;
  /** Blocks found. */
  readonly found: number;
  /** Of these, blocks that are not on the longest chain. */
  readonly orphaned: number;
  /** Share of the longest chain's blocks, 0 … 1. */
  readonly chainShare: number;
}

/** What forks cost in a network, measured beside theory. */
export interface NetworkReport {
  /** Blocks found by all, the genesis block left out. */
  readonly found: number;
  /** Blocks of the longest chain, the genesis block left out. */
  readonly chainLength: number;
  /** Heights of the longest chain at which there is another block, too. */
  readonly forkedHeights: number;
  /** `forkedHeights` per block of the longest chain, 0 … 1. */
  readonly forkRate: number;
  /** See {@linkcode forkRateInTheory}. */
  readonly forkRateInTheory: number;
  /** Share of all blocks that are not on the longest chain, 0 … 1. */
  readonly orphanRate: number;
  /** See {@linkcode orphanRateInTheory}. */
  readonly orphanRateInTheory: number;
  /** By depth, how often a miner let go of so many blocks; index 0 is unused. */
  readonly reorganisations: readonly number[];
  /** In the order of their numbers. */
  readonly miners: readonly MinerFate[];
}

/**
 * The chance that a block of the longest chain has a competitor at its height: until it has reached
 * the others, those find blocks at a rate of (1 − Σ pᵢ²)/interval, pᵢ the miners' shares, and the
 * finder's own next block does not compete: 1 − e^(−(1 − Σ pᵢ²)·delay/interval). With many small
 * miners this is 1 − e^(−delay/interval) (Decker & Wattenhofer 2013, doi:10.1109/P2P.2013.6688704,
 * for a block that reaches all at once).
 *
 * It leaves out that a miner may find two blocks within a delay, so it holds for delays that are
 * short against the interval or for many miners.
 *
 * @param ratio Delay per interval between blocks.
 * @param powers Hash power by miner, in any unit.
 */
export function forkRateInTheory(ratio: number, powers: readonly number[]): number {
  return -Math.expm1(-ratio * othersShare(powers));
}

/**
 * The share of all blocks that end beside the longest chain: a height is open for a delay from its
 * first block on, so that heights are gained at intervals of delay + interval, and of x/(1 + x)
 * blocks nothing is left, x being (1 − Σ pᵢ²)·delay/interval (the growth λ/(1 + λΔ) of the longest
 * chain with many miners: Pass, Seeman, Shelat 2017, doi:10.1007/978-3-319-56614-6_22).
 */
export function orphanRateInTheory(ratio: number, powers: readonly number[]): number {
  const x = ratio * othersShare(powers);
  return x / (1 + x);
}

/** The chance that two blocks in a row are not the same miner's. */
function othersShare(powers: readonly number[]): number {
  const total = powers.reduce((sum, power) => sum + power, 0);
  return 1 - powers.reduce((sum, power) => sum + (power / total) ** 2, 0);
}

/** What a network's history tells. */
export function networkReport(
  { powers, delay_s, block_interval_s }: NetworkSettings,
  { tree, reorganisations }: NetworkHistory,
): NetworkReport {
  const { finder, height, onChain } = tree;
  const found = onChain.length - 1;
  const chainLength = onChain.reduce((sum, is) => sum + is, 0) - 1;
  const blocksAt = new Int32Array(chainLength + 1);
  const foundBy = new Int32Array(powers.length);
  const keptBy = new Int32Array(powers.length);
  for (let block = 1; block < onChain.length; block++) {
    blocksAt[height[block]] += 1;
    foundBy[finder[block]] += 1;
    keptBy[finder[block]] += onChain[block];
  }
  const forkedHeights = blocksAt.reduce((sum, count) => sum + (count > 1 ? 1 : 0), 0);
  const ratio = delay_s / block_interval_s;
  const total = powers.reduce((sum, power) => sum + power, 0);
  return {
    found,
    chainLength,
    forkedHeights,
    forkRate: forkedHeights / chainLength,
    forkRateInTheory: forkRateInTheory(ratio, powers),
    orphanRate: 1 - chainLength / found,
    orphanRateInTheory: orphanRateInTheory(ratio, powers),
    reorganisations,
    miners: powers.map((power, i) => ({
      miner: i + 1,
      powerShare: power / total,
      found: foundBy[i],
      orphaned: foundBy[i] - keptBy[i],
      chainShare: keptBy[i] / chainLength,
    })),
  };
}
