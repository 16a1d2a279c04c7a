import type { Block } from "../block.ts";

/** What a miner or validator had to set against the others for a block, and whether it was enough. */
export interface Chance {
  /** Its number, 1 … n. */
  readonly node: number;
  /** Hash power, or stake. */
  readonly power: number;
  /** Its share of the power or stakes of all, 0 … 1: its chance. */
  readonly chance: number;
  /** Whether the block is its. */
  readonly won: boolean;
}

/** Everyone's chance for a block, in the order of the numbers. */
export function chancesOf({ header, work }: Pick<Block, "header" | "work">): Chance[] {
  const total = work.contestants.reduce((sum, { power }) => sum + power, 0);
  return work.contestants.map(({ miner, power }) => ({
    node: miner,
    power,
    chance: power / total,
    won: miner === header.miner,
  }));
}
