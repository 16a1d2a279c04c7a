/**
 * Who adds the next block: the rules there are, by the name that `blockchain.consensus` gives them.
 *
 * @module
 */
import { proofOfStake } from "../stake/proof_of_stake.ts";
import { proofOfWork } from "../mining/consensus.ts";
import type { Consensus } from "./consensus.ts";

export type { Consensus } from "./consensus.ts";

/** The rules of consensus by name: a new one is one file and one line here. */
export const consensusRules = {
  "proof-of-work": proofOfWork,
  "proof-of-stake": proofOfStake,
} as const satisfies Record<string, Consensus>;

/** A name of {@linkcode consensusRules}. */
export type ConsensusName = keyof typeof consensusRules;

/** All of them, the default first. */
export const consensusNames = Object.keys(consensusRules) as ConsensusName[];

/**
 * The rule that a setting names.
 *
 * @throws {RangeError} If there is none; the configuration's schema has seen to it that there is.
 */
export function consensusNamed(name: string): ConsensusName {
  const found = consensusNames.find((known) => known === name);
  if (found !== undefined) return found;
  throw new RangeError(`There is no "${name}": it must be one of ${consensusNames.join(", ")}`);
}

/**
 * The rule by which a chain was made, told by the fields of its genesis block's line.
 *
 * @param head The line's fields.
 */
export function consensusOfGenesis(head: Readonly<Record<string, unknown>>): ConsensusName {
  return consensusNames.find((name) => {
    const marks = Object.keys(consensusRules[name].genesisMarks);
    return marks.length > 0 && marks.every((field) => Object.hasOwn(head, field));
  }) ?? "proof-of-work";
}

/**
 * The name of a node: `Miner_Node_1`, `Validator_Node_1`.
 *
 * @param node 1 … n.
 */
export function nodeName(consensus: ConsensusName, node: number): string {
  return `${consensusRules[consensus].nodeName}${node}`;
}
