/**
 * A local energy market: a community of prosumers in Turin, its market, its regulator, its chain
 * and its forecasters, in reading order.
 *
 * @module
 */

// Settings, time, chance
export {
  type Config,
  type NeighbourhoodBox,
  type Objective,
  parseConfig,
  type Policy,
  type Range,
  type Tiers,
} from "./config/config.ts";
export { configJsonSchema } from "./config/schema.ts";
export {
  dateInRome,
  formatInRome,
  hoursOfDay,
  type LocalHours,
  localHours,
  midnightInRome,
} from "./time.ts";
export { type RandomStream, randomStream } from "./random.ts";
export { InputError } from "./input_error.ts";
export type { Progress } from "./progress.ts";

// History
export { type Catalogue, type DataPlaces, openCatalogue } from "./data/catalogue.ts";
export type { PriceHistory, PvHistory, PvSystem, Source } from "./data/histories.ts";
export type { HourlySeries } from "./data/series.ts";

// Forecasters
export { type ForecastOutlook, forecastOutlook, priceSeries } from "./forecast/forecast_outlook.ts";
export type {
  DayAheadForecaster,
  Horizon,
  HourAheadForecaster,
  IntervalLevel,
  PriceForecaster,
  PriceInterval,
} from "./forecast/price/forecaster.ts";
export type { HourAheadModelName } from "./forecast/price/hour_ahead/train.ts";
export { loadPun, type PunSettings, trainPun } from "./forecast/price/pun.ts";
export type { Mounting } from "./sun/mod.ts";
export type { PvOutlook } from "./forecast/pv/outlook.ts";
export {
  CLOUD_ENHANCEMENT,
  type Panels,
  type PvFollower,
  type PvForecast,
  PvForecaster,
  type PvSettings,
  trainPv,
} from "./forecast/pv/forecaster.ts";

export {
  coefficientOfDetermination,
  coverage,
  type DieboldMariano,
  dieboldMariano,
  meanAbsoluteError,
  relativeMeanAbsoluteError,
  rootMeanSquareError,
  skill,
} from "./learn/metrics.ts";

// The community and its market
export type { Site } from "./sun/site.ts";
export { Community, drawCommunity } from "./community/community.ts";
export type { Prosumer } from "./community/prosumer.ts";
export { householdLoadShape } from "./community/load_profile.ts";
export { type TradeColumns, tradeTypeNames } from "./market/trades.ts";
export type { TradeGains } from "./settlement/trade_gains.ts";
export type { Participation } from "./market/participation.ts";
export type { EnergyBalance } from "./settlement/energy_balance.ts";
export { Accounts, type Fees } from "./settlement/accounts.ts";

// The regulator
export { type Multiplier, tieredMultiplier } from "./regulator/policies.ts";
export { namedPolicies, type PolicyName, policyNames } from "./config/named_policies.ts";
export { Regulator } from "./regulator/regulator.ts";

// The run
export { type Hour, simulate } from "./simulation.ts";
export type { Outlook } from "./forecast/outlook.ts";
export { runScenario, type ScenarioOptions, type ScenarioResult } from "./run/scenario.ts";

// The chain
export type { Block, BlockWork } from "./chain/block.ts";
export type { BlockHeader } from "./chain/format/header.ts";
export type { KeyRing } from "./chain/format/keys.ts";
export {
  AGGREGATOR,
  type Party,
  type Transaction,
  type TransactionType,
} from "./chain/format/transaction.ts";
export type { Contestant } from "./chain/mining/race.ts";
export { Chain, type ChainSettings, type HourOfTrades } from "./chain/chain.ts";
export type { AuditSummary } from "./chain/audit/audit.ts";
export { ChainFault } from "./chain/audit/fault.ts";
export {
  type KeyFile,
  keysJson,
  parseKeyFile,
  parseKeys,
  type PublicKeys,
  type PublishedKeys,
  type Validator,
} from "./chain/format/key_file.ts";
export { type ConsensusName, consensusNames } from "./chain/consensus/mod.ts";
export {
  type Settlement,
  verifyChain,
  type VerifyOptions,
  type VerifySummary,
} from "./chain/audit/verify.ts";
export {
  explainProof,
  type InclusionProof,
  type ProvenTrade,
  provesInclusion,
  proveTrades,
} from "./chain/audit/proof.ts";
export { type SecurityCost, securityCost } from "./chain/lab/security.ts";

// Results
export {
  type KpiDefinition,
  kpiDefinitions,
  type KpiName,
  type Kpis,
  type ScoreName,
} from "./results/kpi_definitions.ts";
export type { RunSummary } from "./run/summary.ts";
