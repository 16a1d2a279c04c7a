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
export { type PvReading, readPvDataset } from "./pv/dataset.ts";
export { readPriceCsv, SAMPLE_FOLDER, SAMPLE_PRICES, SAMPLE_PV } from "./sample_files.ts";

// Getting it
export { type HistoryKind, PRICES, PV } from "./history_kind.ts";
export { type Expected, importFile, type ImportReport } from "./import_file.ts";
export {
  downloadAndImport,
  type DownloadRequest,
  GME,
  type HistoryService,
  isDownloaded,
  priceRequests,
  PVGIS,
  pvRequest,
  SERVERS,
  type Years,
} from "./download.ts";
export type { FetchOptions } from "./files/fetch_file.ts";
export { type Columns, sha256, writeWhole } from "./files/parquet_cache.ts";
