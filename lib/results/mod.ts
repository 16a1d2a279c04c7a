/**
 * What is kept of a run. Given its steps and blocks it adds up the figures of merit and writes the result
 * files, whole or not at all; given a folder it reads them back as {@linkcode Results}.
 *
 * Experiments, which keep figures alone, import `kpis.ts`, `kpi_definitions.ts` and `kpi_name.ts`.
 *
 * @module
 */

// Figures of merit
export {
  type KpiDefinition,
  kpiDefinitions,
  type KpiName,
  kpiNames,
  type Kpis,
  kpisFromJson,
  kpisJson,
  type MoneyKpi,
  type ScoreName,
  scoreOf,
} from "./kpi_definitions.ts";
export { requireKpiName } from "./kpi_name.ts";
export { KpiTotals } from "./kpis.ts";

// Writing
export type { OutputFile } from "./output/output_file.ts";
export { FolderLock, type LockedFolder, makeFolder, removeEmpty } from "./output/folder_lock.ts";
export { finishPublishing, OutputFolder, refuseHalfPublished } from "./output/output_folder.ts";
export { ResultFiles } from "./result_files.ts";
export { csvCell } from "./tables/cells.ts";
export { type TableFormat, tableFormats } from "./tables/table_format.ts";
export { usesItalysTariffs } from "./records.ts";
export { type NeighbourhoodRecord, neighbourhoodsOf } from "./member_records.ts";
export { networkJson } from "./network_records.ts";
export { provenance } from "./provenance.ts";

// Reading
export type {
  AccountSteps,
  MemberSteps,
  MemberWorlds,
  Results,
  RunRecord,
  StepOfMining,
  TradeTable,
} from "./results.ts";
export { readResults } from "./read_results.ts";
