/**
 * The figures: data in, one self-contained SVG out, with PNG for print and notebooks.
 *
 * Figures of a run take its {@linkcode Results}; {@linkcode runFigures} gives them all.
 *
 * @module
 */

export { readResults } from "../read_results.ts";
export type {
  AccountHours,
  HourOfMining,
  MemberHours,
  Results,
  RunRecord,
  TradeTable,
} from "../results.ts";
export { type DisplayBundle, Figure, type FigureText } from "./figure.ts";
export type { LegendItem } from "./legend.ts";
export type { SvgPart } from "./svg.ts";

export { type FigureChapter, runFigures } from "./run_figures.ts";
export { runForecastFigures } from "./run_forecasts.ts";

export { batteryLevelFigure } from "./battery_level.ts";
export { blocksWonFigure } from "./blocks_won.ts";
export { energyBalanceFigure } from "./energy_balance.ts";
export { energyByHourFigure } from "./energy_by_hour.ts";
export { energyFlowsFigure } from "./energy_flows.ts";
export { fairnessFigure } from "./fairness.ts";
export { finalBalancesFigure } from "./final_balances.ts";
export { hashPowerFigure } from "./hash_power.ts";
export { moneyByAccountFigure } from "./money_by_account.ts";
export { neighbourhoodsFigure } from "./neighbourhoods.ts";
export { pendingTransactionsFigure } from "./pending_transactions.ts";
export { pricesByHourFigure } from "./prices_by_hour.ts";
export { pvAndLoadFigure } from "./pv_and_load.ts";
export { regulatorTiersFigure } from "./regulator_tiers.ts";
export { supplyAndDemandFigure } from "./supply_and_demand.ts";
export { tradeMatrixFigure } from "./trade_matrix.ts";
export { turinMapFigure } from "./turin_map.ts";

export { forecastFigure, type ForecastHours, type ForecastWording } from "./forecast.ts";
export { type ErrorsOfPart, type ErrorsWording, forecastErrorsFigure } from "./forecast_errors.ts";
export { errorsByPart, type PartKind, pvErrorsByPart } from "./errors_by_part.ts";
export { policyComparisonFigure } from "./policy_comparison.ts";
export type { ExperimentResults } from "../../experiment/merge.ts";
export type { Experiment, ExperimentHeader, Variant } from "../../experiment/experiment.ts";
export type { KpiName, Kpis } from "../kpi_definitions.ts";
export {
  PV_METHODS,
  type PvHorizon,
  type PvMethod,
  type PvTestRun,
} from "../../forecast/pv/test_run.ts";
