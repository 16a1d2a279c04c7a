/** How fast blocks come and travel: the settings `blockchain.network`. */
export interface NetworkConditions {
  /** Time that a block takes from its finder to every other miner, s. */
  readonly delay_s: number;
  /** Mean time between two blocks that the miners find together, s. */
  readonly block_interval_s: number;
  /** Blocks to be found. */
  readonly blocks: number;
}
