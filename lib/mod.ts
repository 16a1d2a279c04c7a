/**
 * A local energy market: a community of prosumers in Turin, its market, its regulator, its chain
 * and its forecasters, in reading order.
 *
 * @module
 */

// Settings, time, chance
export {
  type Config,
  configJsonSchema,
  namedPolicies,
  type NeighbourhoodBox,
  type Objective,
  parseConfig,
  type Policy,
  type PolicyName,
  policyNames,
  type Range,
  type Tiers,
} from "./config/mod.ts";
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
export {
  type Catalogue,
  type DataPlaces,
  type HourlySeries,
  openCatalogue,
  type PriceHistory,
  type PvHistory,
  type PvSystem,
  type Source,
} from "./data/mod.ts";

// Real members, from files
export {
  type Direction,
  directions,
  type MeterAnswers,
  type MeterGap,
  type MeterGrid,
  type MeterReading,
  type MeterUnit,
  meterUnits,
  readMeter,
  type StampKind,
  stampKinds,
} from "./data/meters/mod.ts";
export {
  type MemberKind,
  memberKinds,
  type Metered,
  type Metering,
  meterings,
  readRoster,
  rosterCsv,
  type RosterMember,
} from "./data/roster/mod.ts";

// Forecasters
export type { Mounting, Site } from "./sun/mod.ts";
export {
  asForecast,
  CLOUD_ENHANCEMENT,
  type DayAheadForecaster,
  type ForecastOutlook,
  forecastOutlook,
  type Horizon,
  type HourAheadForecaster,
  type HourAheadModelName,
  type IntervalLevel,
  loadPun,
  type Outlook,
  type Panels,
  type PriceForecaster,
  type PriceInterval,
  priceSeries,
  type PunSettings,
  type PvFollower,
  type PvForecast,
  PvForecaster,
  type PvOutlook,
  type PvSettings,
  type StepValues,
  trainPun,
  trainPv,
} from "./forecast/mod.ts";
export {
  coefficientOfDetermination,
  coverage,
  type DieboldMariano,
  dieboldMariano,
  meanAbsoluteError,
  relativeMeanAbsoluteError,
  rootMeanSquareError,
  skill,
} from "./learn/mod.ts";

// The community and its market
export {
  drawMembers,
  Energy,
  householdLoadShape,
  type LoadModel,
  loadModels,
  type LoadPair,
  type Loads,
  Members,
  type Overlay,
  profileLoads,
} from "./community/mod.ts";
export {
  AGGREGATOR,
  type GridPrices,
  gridPrices,
  Orders,
  type Participation,
  type Party,
  retailTariff,
  type RetailTerms,
  type Round,
  type Tariff,
  type TariffRule,
  tariffs,
  type Terms,
  type TradeColumns,
  tradeTypeNames,
  wholesaleTariff,
} from "./market/mod.ts";
export {
  Accounts,
  areas,
  type EnergyBalance,
  type IncentiveTotals,
  type Postings,
  premiumEurPerMwh,
  type Reason,
  splits,
  type TradeGains,
} from "./settlement/mod.ts";
export {
  type Bill,
  type BillFigures,
  billFigures,
  type DatedFigure,
  figuresOf,
  homesBill,
  type HomesYear,
} from "./italy/mod.ts";

// The regulator
export { type Multiplier, Regulator, Standing, tieredMultiplier } from "./regulator/mod.ts";

// The run
export { type Rules, simulate, type Step } from "./simulation.ts";
export {
  openMembers,
  type RealMembers,
  runScenario,
  type RunSummary,
  type ScenarioOptions,
  type ScenarioResult,
  type Setup,
  setUp,
  setUpReal,
  writeMembers,
} from "./run/mod.ts";

// The chain
export {
  type AuditSummary,
  type Block,
  type BlockHeader,
  type BlockWork,
  Chain,
  ChainFault,
  type ChainSettings,
  type ConsensusName,
  consensusNames,
  type Contestant,
  explainProof,
  type HourOfTrades,
  type InclusionProof,
  type KeyFile,
  type KeyRing,
  keysJson,
  parseKeyFile,
  parseKeys,
  type ProvenTrade,
  provesInclusion,
  proveTrades,
  type PublicKeys,
  type PublishedKeys,
  type SecurityCost,
  securityCost,
  type Settlement,
  type Transaction,
  type TransactionType,
  verifyChain,
  type VerifyOptions,
  type VerifySummary,
} from "./chain/mod.ts";

// Results
export {
  type KpiDefinition,
  kpiDefinitions,
  type KpiName,
  type Kpis,
  type ScoreName,
} from "./results/mod.ts";
