/**
 * The chain of trades. Given each step's trades it gives blocks, sealed as the consensus has it: miners
 * raced for them, or validators were drawn. Given the file alone it audits them, and proves that a
 * trade is there; in the laboratory it is attacked; and a network of miners is simulated, with delays.
 *
 * The audit repeats the rules of money on purpose, so that it depends on nothing that it checks.
 *
 * @module
 */

// What a block is
export { type Block, blockLine, blockText, type BlockWork, type Marks } from "./block.ts";
export { type BlockHeader, expectedHashes, headerBytes } from "./format/header.ts";
export type { Transaction, TransactionType } from "./format/transaction.ts";
export type { Signatures } from "./format/signature.ts";
export { auditPath, merkleRoot, rootFromPath } from "./format/merkle.ts";
export { KeyRing } from "./format/keys.ts";
export {
  type EncodedKeys,
  encodedKeys,
  type KeyFile,
  keysJson,
  parseKeyFile,
  parseKeys,
  type PublicKeys,
  type PublishedKeys,
  type Validator,
} from "./format/key_file.ts";

// Who adds the next block
export {
  type Consensus,
  type ConsensusName,
  consensusNamed,
  consensusNames,
  consensusRules,
  nodeName,
} from "./consensus/mod.ts";
export type {
  ConsensusWords,
  HeaderTemplate,
  Seal,
  SealAudit,
  SealAuditOptions,
  SealedHeader,
  Sealer,
  SealerSettings,
} from "./consensus/consensus.ts";
export type { FieldRule, FieldRules } from "./audit/field_rules.ts";
export { type Contestant, contestantsOf, GENESIS_RACE, type Race } from "./mining/race.ts";
export { drawn, firstSeed, lotteryNumber, nextSeed, revealMessage } from "./stake/lottery.ts";
export { stakesOf, validatorKey, validatorsOf } from "./stake/validators.ts";
export { Chain, type ChainSettings, type HourOfTrades } from "./chain.ts";
export { BlockQueue } from "./block_queue.ts";

// The audit
export { type AccountBalances, accountBalances } from "./audit/account_audit.ts";
export { ChainFault } from "./audit/fault.ts";
export type { RegulatorRules, TierTable } from "./audit/multiplier_audit.ts";
export type { SettlementExtent, SettlementTerms } from "./audit/reconciliation.ts";
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
export { type Chance, chancesOf } from "./lab/chances.ts";
export { type ShareAgreement, shareAgreement } from "./lab/agreement.ts";
export { meanTries, type RaceSeries, type ShareClass, winsByShare } from "./lab/race_statistics.ts";
export {
  type BlockRecord,
  type Effort,
  forge,
  type ForgedChain,
  type Forgery,
  leavesOf,
  lineOf,
  parseChain,
  type StolenKeys,
  stolenKeys,
  type TrustedKeys,
  verdictOn,
} from "./lab/forgery.ts";
export {
  catchUpFrom,
  exactSuccess,
  nakamotoSuccess,
  rewritingWork,
  simulatedSuccess,
} from "./lab/attack.ts";
export { type LotterySeries, proposalsByStake } from "./lab/lottery_statistics.ts";
export {
  grind,
  type Grinding,
  type GrindingResult,
  groundShare,
  signaturesAtWill,
} from "./lab/grinding.ts";
export {
  CORE_HASHES_PER_SECOND,
  CORE_JOULES_PER_HASH,
  CORE_SIGNATURES_PER_SECOND,
  CORE_WATTS,
  type SealingCost,
  sealingCost,
  type SecurityCost,
  securityCost,
} from "./lab/security.ts";

// The network
export {
  type BlockTree,
  type DoubleSpendResult,
  type DoubleSpendSettings,
  forkRateInTheory,
  type MinerFate,
  type NetworkAtDelay,
  type NetworkConditions,
  type NetworkHistory,
  type NetworkReport,
  networkReport,
  networksAtDelays,
  type NetworkSettings,
  orphanedShare,
  orphanRateInTheory,
  simulateDoubleSpend,
  simulateNetwork,
} from "./network/mod.ts";
