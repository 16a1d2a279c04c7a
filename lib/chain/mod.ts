/**
 * The chain of trades. Given each step's trades it gives blocks, whose miners raced for them; given the
 * file alone it audits them, and proves that a trade is there; in the laboratory it is attacked.
 *
 * The audit repeats the rules of money on purpose, so that it depends on nothing that it checks.
 *
 * @module
 */

// What a block is
export { type Block, blockLine, type BlockWork } from "./block.ts";
export { type BlockHeader, expectedHashes } from "./format/header.ts";
export type { Transaction, TransactionType } from "./format/transaction.ts";
export type { Signatures } from "./format/signature.ts";
export { auditPath, merkleRoot, rootFromPath } from "./format/merkle.ts";
export { KeyRing, keysJson, parseKeys, type PublicKeys } from "./format/keys.ts";

// Mining
export {
  type Contestant,
  contestantsOf,
  GENESIS_RACE,
  minerName,
  type Race,
} from "./mining/race.ts";
export { Chain, type ChainSettings, type HourOfTrades } from "./chain.ts";

// The audit
export { ChainFault } from "./audit/fault.ts";
export type { AuditSummary } from "./audit/audit.ts";
export {
  type Settlement,
  verifyChain,
  type VerifyOptions,
  type VerifySummary,
} from "./audit/verify.ts";
export {
  explainProof,
  type InclusionProof,
  type ProvenTrade,
  provesInclusion,
  proveTrades,
} from "./audit/proof.ts";

// The laboratory
export { meanTries, type RaceSeries, type ShareClass, winsByShare } from "./lab/race_statistics.ts";
export {
  type BlockRecord,
  type Effort,
  forge,
  type ForgedChain,
  type Forgery,
  leavesOf,
  parseChain,
  verdictOn,
} from "./lab/forgery.ts";
export {
  catchUpFrom,
  exactSuccess,
  nakamotoSuccess,
  rewritingWork,
  simulatedSuccess,
} from "./lab/attack.ts";
export { CORE_JOULES_PER_HASH, type SecurityCost, securityCost } from "./lab/security.ts";
