import { consensusNamed, consensusRules, type ConsensusWords } from "../../../chain/mod.ts";
import { sayWord } from "../../edition/say.ts";
import type { Results } from "../../../results/mod.ts";
import { sum } from "../../../mean.ts";

/** How the consensus of a run is spoken of, in the edition's language; of several nodes `nodes`. */
export function wordsOf({ config }: Results): ConsensusWords & { readonly nodes: string } {
  const words = consensusRules[consensusNamed(config.blockchain.consensus)].words;
  return {
    node: sayWord(words.node),
    nodes: sayWord(`${words.node}s`),
    weight: sayWord(words.weight),
    gets: sayWord(words.gets),
    contest: sayWord(words.contest),
  };
}

/** A word at the beginning of a sentence. */
export function capitalised(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}

/** How a miner, or a validator, fared over a run. */
export interface MinerRecord {
  /** 1 … n. */
  readonly miner: number;
  /** Blocks won. */
  readonly blocks: number;
  /** Blocks that its share of the hash power, or stake, lets one expect. */
  readonly expected: number;
  /** Mean share of the hash power, or stake, over the steps with a block, 0 … 1. */
  readonly powerShare: number;
}

/** The miners by number, and how many blocks there were to win (the genesis block left out). */
export function minerRecords({ races }: Results): { miners: MinerRecord[]; blocks: number } {
  const count = races[0].powers.length;
  const won = new Uint32Array(count);
  const expected = new Float64Array(count);
  let blocks = 0;
  for (const { powers, winner } of races) {
    if (winner === null) continue;
    blocks++;
    won[winner - 1]++;
    const total = sum(powers);
    for (let i = 0; i < count; i++) expected[i] += powers[i] / total;
  }
  const miners = Array.from({ length: count }, (_, i) => ({
    miner: i + 1,
    blocks: won[i],
    expected: expected[i],
    powerShare: blocks === 0 ? 0 : expected[i] / blocks,
  }));
  return { miners, blocks };
}

/** Figures with a row per miner show at most so many. */
export const MOST_MINERS = 30;
