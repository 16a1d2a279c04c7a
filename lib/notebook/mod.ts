/**
 * What the notebooks need besides the library: tables, charts, progress, the project's history. Given
 * settings and columns of numbers it gives runs of the project and displays for a cell's last value.
 *
 * @module
 */
export { placesFor, projectPath } from "../project.ts";
export type { DataPlaces } from "../data/mod.ts";
export type { Progress } from "../progress.ts";
export {
  type Bar,
  barsChart,
  chart,
  type ChartText,
  type Estimate,
  estimatesChart,
  linesChart,
  type Point,
  type RangeOf,
  rangesChart,
  type StackPart,
  stackParts,
  stacksChart,
} from "./chart.ts";
export {
  hoursByDay,
  indexByMonth,
  type IndexOfMonth,
  longestRecord,
  meanByClockHour,
  meanByDay,
  monthName,
  type PvRecord,
  sunPath,
} from "./history_tour.ts";
export {
  clockColumns,
  dailyPricesChart,
  dayShapeChart,
  monthlyYieldChart,
  priceMemoryChart,
} from "./history_charts.ts";
export { type ChainOfRun, chainOfRun } from "./chain_of_run.ts";
export { checkAnswer, type RightAnswer } from "./check_answer.ts";
export { type ChosenSettings, Exploration, explore, type SettingValue } from "./explore.ts";
export { errorsByLevel, type ForecastLeague, forecastLeague } from "./forecast_league.ts";
export { type GridAxes, projectGrid, runProjectExperiment } from "./experiment.ts";
export {
  changesTable,
  experimentSource,
  leagueTable,
  meansTable,
  meanWhere,
} from "./experiment_tables.ts";
export { kpiTable } from "./kpi_table.ts";
export {
  effectsOf,
  formulaTable,
  leaderTable,
  meanKpis,
  meansOf,
  movedBalances,
  plusMinus,
  policyTable,
  scoreTable,
  variantNames,
} from "./policies.ts";
export { changesByWorld, changeWithin, type ShownChange } from "./worlds.ts";
export { marketModels, memberModels } from "./player_models.ts";
export { attempt, energyOf, type ReadingAttempt, readingOf, readingsIn } from "./readings.ts";
export { type LoadsOfMembers, loadsOfMembers } from "./loads_of_members.ts";
export { runFacts } from "./run_facts.ts";
export { RUN_SETTINGS, RunLabel, runLabel } from "./run_label.ts";
export { withProgress } from "./progress.ts";
export { Prose, prose, type ProseValues } from "./prose.ts";
export {
  bundledSample,
  type OpenedRun,
  openProjectRun,
  projectConfig,
  projectHistory,
  type ProjectRun,
  runProjectScenario,
} from "./project.ts";
export { tradeColumns, type TradeRow, tradeRows } from "./rows.ts";
export { accountTable, energyTable, memberTable, tradeTable } from "./step_tables.ts";
export {
  type Cell,
  type FrameOfRows,
  JUPYTER_DISPLAY,
  recordsTable,
  Table,
  table,
  type TableOptions,
} from "./table.ts";
