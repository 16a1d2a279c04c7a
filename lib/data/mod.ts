/**
 * History: prices and PV generation, from files and services of others to series on the hour. Given
 * folders, files or years to download, it gives a {@linkcode Catalogue} of what there is, with its
 * source, range and SHA-256; what it refuses, it says why.
 *
 * It loads Polars and a reader of spreadsheets. Rooms that only compute with series import
 * `series.ts` and `histories.ts` instead.
 *
 * @module
 */

// What history is
export { before, endOf, type HourlySeries, indexAt } from "./series.ts";
export { amountsOver, meansOver, type Series } from "./resampling.ts";
export { formatUtc, type HourlyGrid, hourlyGrid } from "./hourly_grid.ts";
export {
  HISTORY_LOSSES_PERCENT,
  type PriceHistory,
  type PriceTable,
  type PvHistory,
  type PvSystem,
  type Source,
} from "./histories.ts";

// Reading it
export {
  type Catalogue,
  type DataPlaces,
  openCatalogue,
  type Opened,
  openPrices,
  openPv,
} from "./catalogue.ts";
export { endOfPrices } from "./prices/history.ts";
export { pvRange } from "./pv/history.ts";
export { type PvReading, readPvDataset } from "./pv/dataset.ts";
export { distanceWarning, farthestFromNearest, requireReach } from "./pv/reach.ts";
export { readPriceCsv, SAMPLE_FOLDER, SAMPLE_PRICES, SAMPLE_PV } from "./sample_files.ts";

// Getting it
export { type HistoryKind, type Parsed, PRICES, PV } from "./history_kind.ts";
export {
  type Expected,
  type FoundSystem,
  importFile,
  type ImportOptions,
  type ImportReport,
} from "./import_file.ts";
export { listImported, removeImported } from "./imported.ts";
export { isTimeZone } from "./table/clock.ts";
export { type Stamp, STAMPS, type TableOptions } from "./table/options.ts";
export { downloadAndImport, isDownloaded } from "./services/download.ts";
export {
  type DownloadRequest,
  type HistoryService,
  SERVERS,
  type Servers,
  type Years,
} from "./services/service.ts";
export { GME, priceRequests } from "./services/gme_service.ts";
export { PVGIS, pvRequest } from "./services/pvgis_service.ts";
export { SMARD_FILTERS } from "./prices/smard.ts";
export { SMARD, smardRequests } from "./services/smard_service.ts";
export { ENERGY_CHARTS, energyChartsRequests } from "./services/energy_charts_service.ts";
export type { FetchOptions } from "./files/fetch_file.ts";
export { type Columns, sha256 } from "./files/parquet_cache.ts";
export {
  fetchParameterFile,
  type ParameterFile,
  PORTALE_OFFERTE_TERMS,
} from "./services/portale_offerte.ts";
export { writeWhole } from "./files/whole_file.ts";
export { readWholeFile } from "./files/read_file.ts";
export { parseDecimal } from "./files/decimal.ts";
export { quoted } from "./files/quoted.ts";
