/**
 * A local energy market: a community of prosumers in Turin, its market, its regulator, its chain
 * and its forecasters, in reading order.
 *
 * @module
 */

// Settings, time, chance
export type {
  Config,
  NeighbourhoodBox,
  Objective,
  Policy,
  Range,
  Tiers,
} from "./config/settings.ts";
export { parseConfig } from "./config/parse.ts";
export { configJsonSchema } from "./config/schema.ts";
export {
  dateInRome,
  formatInRome,
  hoursOfDay,
  localHours,
  type LocalSteps,
  localSteps,
  midnightInRome,
  type Steps,
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
export { drawMembers, Members } from "./community/members.ts";
export { Energy } from "./community/energy.ts";
export { type Loads, profileLoads } from "./community/loads.ts";
export { householdLoadShape } from "./community/load_profile.ts";
export { type TradeColumns, tradeTypeNames } from "./market/trades.ts";
export { type GridPrices, gridPrices, type Tariff, wholesaleTariff } from "./market/tariff.ts";
export { Orders } from "./market/orders.ts";
export type { Round, Terms } from "./market/round.ts";
export type { Postings, Reason } from "./settlement/postings.ts";
export type { TradeGains } from "./settlement/gains.ts";
export type { Participation } from "./market/participation.ts";
export type { EnergyBalance } from "./settlement/energy_balance.ts";
export { Accounts } from "./settlement/accounts.ts";

// The regulator
export { type Multiplier, tieredMultiplier } from "./regulator/tiers.ts";
export { namedPolicies, type PolicyName, policyNames } from "./config/named_policies.ts";
export { Regulator } from "./regulator/regulator.ts";
export { Standing } from "./regulator/standing.ts";

// The run
export { type Rules, simulate, type Step } from "./simulation.ts";
export { type Setup, setUp } from "./run/setup.ts";
export { asForecast, type Outlook, type StepValues } from "./forecast/outlook.ts";
export { runScenario, type ScenarioOptions, type ScenarioResult } from "./run/scenario.ts";

// The chain
export type { Block, BlockWork } from "./chain/block.ts";
export type { BlockHeader } from "./chain/format/header.ts";
export type { KeyRing } from "./chain/format/keys.ts";
export { AGGREGATOR, type Party } from "./market/parties.ts";
export type { Transaction, TransactionType } from "./chain/format/transaction.ts";
export type { Contestant } from "./chain/mining/race.ts";
export { Chain, type ChainSettings, type HourOfTrades } from "./chain/chain.ts";
export type { AuditSummary } from "./chain/audit/audit.ts";
export { ChainFault } from "./chain/audit/fault.ts";
export { keysJson, parseKeys, type PublicKeys } from "./chain/format/keys.ts";
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
