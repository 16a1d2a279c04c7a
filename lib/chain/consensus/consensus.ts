import type { Progress } from "../../progress.ts";
import type { FieldRules } from "../audit/field_rules.ts";
import type { BlockWork, Marks } from "../block.ts";
import type { BlockHeader } from "../format/header.ts";
import type { Validator } from "../format/key_file.ts";
import type { Contestant } from "../mining/race.ts";

/** What a header holds before it is decided who seals it. */
export type HeaderTemplate = Omit<BlockHeader, "miner" | "difficulty" | "nonce">;

/** A block's header and what its line states about it. */
export interface SealedHeader {
  /** What the hash must be computed from. */
  readonly header: BlockHeader;
  /** As stated, hex. */
  readonly hash: string;
  /** What the consensus asks besides. */
  readonly marks: Marks;
}

/** A header that somebody had the right to add to the chain, and what shows it. */
export interface Seal extends SealedHeader {
  /** Who competed for the block, and what it cost. */
  readonly work: BlockWork;
}

/** Who seals blocks, and how hard it is. */
export interface SealerSettings {
  /** The run's seed. */
  readonly seed: number;
  /** Zeros, as hex digits, that a block hash starts with, where blocks are mined. */
  readonly difficulty: number;
  /** Number of miners or validators. */
  readonly miners: number;
}

/** Seals the blocks of one chain, in their order. */
export interface Sealer extends Disposable {
  /** The validators with their stakes; undefined where blocks are mined. */
  readonly validators: readonly Validator[] | undefined;
  /** Completes the header of the genesis block. */
  sealGenesis(template: HeaderTemplate): Promise<Seal>;
  /**
   * Completes the header of a later block.
   *
   * @param step Of the block's trades, from 0.
   */
  seal(template: HeaderTemplate, step: number): Promise<Seal>;
}

/** Checks the seals of one chain, block after block. */
export interface SealAudit {
  /**
   * Whether everything about the seals is checked; if not, the validators are not known and only
   * the form of what they signed is.
   */
  readonly complete: boolean;
  /**
   * Checks the fields of a header that do not need its hash.
   *
   * @throws {ChainFault} For the first that breaks a rule.
   */
  checkFields(header: BlockHeader, where: string): void;
  /**
   * Checks the right to seal, once hash and links are found right.
   *
   * @throws {ChainFault} If it does not hold.
   */
  checkSeal(sealed: SealedHeader, where: string): void;
  /** Tries of all miners that a block stands for, this one's winning try included. */
  hashesTried(header: BlockHeader): number;
}

/** What is asked about a chain's validators. */
export interface SealAuditOptions {
  /** As trusted, such as from `keys.json`; without them draws and signatures are not checked. */
  readonly validators?: readonly Validator[] | undefined;
}

/** How a consensus is spoken of in figures and reports. */
export interface ConsensusWords {
  /** Who adds blocks: `miner`. */
  readonly node: string;
  /** What the chance of a block is proportional to: `hash power`. */
  readonly weight: string;
  /** What the one whom chance favours does to a block: `won`. */
  readonly gets: string;
  /** How it comes about who does: `race`. */
  readonly contest: string;
}

/** A rule of who adds the next block: how blocks are sealed, and how seals are checked. */
export interface Consensus {
  /** What it is, in a sentence. */
  readonly meaning: string;
  /** A node's name without its number. */
  readonly nodeName: string;
  /** How it is spoken of. */
  readonly words: ConsensusWords;
  /** Fields of the genesis block's line between its hash and its transactions. */
  readonly genesisMarks: FieldRules;
  /** Fields of every other line there. */
  readonly blockMarks: FieldRules;
  /**
   * The nodes and their weights in a step.
   *
   * @param seed The run's seed.
   * @param step From 0.
   * @param nodes Their number.
   */
  contestants(seed: number, step: number, nodes: number): readonly Contestant[];
  /** Begins a chain. */
  sealer(settings: SealerSettings, progress: Progress): Sealer;
  /** Begins the check of a chain's seals with its genesis block. */
  audit(genesis: SealedHeader, options: SealAuditOptions): SealAudit;
}
