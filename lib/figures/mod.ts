/**
 * The figures and the report. Given a run's {@linkcode Results}, forecasts or an experiment's results,
 * each function gives one self-contained SVG, with PNG for print and notebooks;
 * {@linkcode runFigures} gives all of a run's.
 *
 * @module
 */

import "./parts/plain_plot.ts";

export {
  type AccountSteps,
  type KpiName,
  type Kpis,
  type MemberSteps,
  readResults,
  type Results,
  type RunRecord,
  type StepOfMining,
  type TradeTable,
} from "../results/mod.ts";
export { type DisplayBundle, Figure, type FigureText } from "./parts/figure.ts";
export { type Edition, inEdition, type Language, LANGUAGES } from "./edition/edition.ts";
export { type Control, interactiveScript } from "./interactive/script.ts";
export type { LegendItem } from "./parts/legend.ts";
export type { SvgPart } from "./drawing/svg.ts";

export { colours } from "./drawing/palette.ts";
export { textWidth } from "./drawing/text_width.ts";

export { type FigureChapter, runFigures } from "./run/run_figures.ts";
export { FORECAST_FIGURES, forecastChapter, runForecastFigures } from "./forecast/run_forecasts.ts";

export { batteryLevelFigure } from "./run/energy/battery_level.ts";
export { blocksWonFigure } from "./run/chain/blocks_won.ts";
export { type CashFlow, cashFlowFigure, cashFlows } from "./run/italy/cash_flow.ts";
export { memberWorldsFigure } from "./run/italy/member_worlds.ts";
export { energyBalanceFigure } from "./run/energy/balance.ts";
export { energyByHourFigure } from "./run/energy/by_hour.ts";
export { energyFlowsFigure } from "./run/energy/flows.ts";
export { fairnessFigure } from "./run/chain/fairness.ts";
export { balanceByProsumerFigure } from "./run/money/balance_by_prosumer.ts";
export { finalBalancesFigure } from "./run/money/final_balances.ts";
export { imbalanceFigure } from "./run/energy/imbalance.ts";
export { hashPowerAreaFigure } from "./run/chain/hash_power_area.ts";
export { hashPowerFigure } from "./run/chain/hash_power.ts";
export { moneyByAccountFigure } from "./run/money/by_account.ts";
export { neighbourhoodsFigure } from "./run/community/neighbourhoods.ts";
export { pendingTransactionsFigure } from "./run/chain/pending_transactions.ts";
export { peerPriceAgainstGrid, pricesByHourFigure } from "./run/money/prices_by_hour.ts";
export {
  type ClearedMarket,
  clearedMarketFigure,
  priceFormationFigure,
} from "./run/money/price_formation.ts";
export { pvAndLoadFigure } from "./run/community/pv_and_load.ts";
export { regulatorMoneyFigure } from "./run/regulator_money.ts";
export { regulatorTiersFigure } from "./run/regulator_tiers.ts";
export { supplyAndDemandFigure } from "./run/money/supply_and_demand.ts";
export { tradeMatrixFigure } from "./run/energy/trade_matrix.ts";
export { turinMapFigure } from "./run/community/turin_map.ts";

export { doubleSpendFigure, type MeasuredAttack } from "./chain/double_spend.ts";
export { type ForksAtDelay, forksFigure } from "./chain/forks.ts";
export { sharesWonFigure } from "./chain/shares_won.ts";
export { triesByDifficultyFigure } from "./chain/tries.ts";

export { forecastFigure, type ForecastSteps, type ForecastWording } from "./forecast/forecast.ts";
export { forecastAccuracyFigure } from "./forecast/accuracy.ts";
export { type ErrorsOfPart, type ErrorsWording, forecastErrorsFigure } from "./forecast/errors.ts";
export { reliabilityFigure, type ReliabilityWording } from "./forecast/reliability.ts";
export { errorsByPart, type PartKind, pvErrorsByPart } from "./forecast/errors_by_part.ts";
export { errorsByZone } from "./forecast/errors_by_zone.ts";
export { zoneErrorsFigure } from "./forecast/zone_errors.ts";
export {
  featureImportanceFigure,
  type Importance,
  type ImportanceWording,
} from "./forecast/feature_importance.ts";
export { pvDaysFigure } from "./forecast/pv_days.ts";
export { type Difference, differencesFromDefault } from "./report/configuration.ts";
export { reportHtml } from "./report/report.ts";
export {
  batteryDayFigure,
  memberToShow,
  strategyExchangeFigure,
  type StrategyRun,
} from "./experiment/battery_strategies.ts";
export { forecastValueFigure } from "./experiment/forecast_value.ts";
export { experimentSource } from "./experiment/source.ts";
export { marketLeagueFigure } from "./experiment/market_league.ts";
export { type MeasuredSize, scalingFigure } from "./experiment/scaling.ts";
export {
  type ComparisonWording,
  policyComparisonFigure,
  worldComparisonFigure,
} from "./experiment/policy_comparison.ts";
export type {
  Experiment,
  ExperimentHeader,
  ExperimentResults,
  Variant,
} from "../experiment/mod.ts";
export { PV_METHODS, type PvHorizon, type PvMethod, type PvTestRun } from "../forecast/mod.ts";
