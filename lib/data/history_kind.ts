import type { PriceHistory, PvHistory, Source } from "./histories.ts";
import { readPriceFile, readPvFile } from "./history_file.ts";
import type { Columns } from "./parquet_cache.ts";
import { endOfPrices, joinPrices, pricesFromColumns, pricesToColumns } from "./price_history.ts";
import { joinPv, pvFromColumns, pvRange, pvToColumns } from "./pv_history.ts";
import { readPriceCsv, SAMPLE_PRICES, SAMPLE_PV } from "./sample_files.ts";

/** How each kind of history is found, read, kept and joined. */
export interface HistoryKind<History> {
  readonly kind: Source["kind"];
  /** The folder within `--data DIR`. */
  readonly folder: string;
  readonly extensions: readonly string[];
  read(bytes: Uint8Array, file: string): History;
  toColumns(history: History): Columns;
  fromColumns(columns: Columns): History;
  join(files: readonly { file: string; history: History }[]): History;
  range(history: History): { from: number; to: number };
  readonly sampleFile: string;
  readSample(bytes: Uint8Array, file: string): History;
}

/** Hourly prices: GME's workbooks. */
export const PRICES: HistoryKind<PriceHistory> = {
  kind: "prices",
  folder: "gme",
  extensions: [".xlsx", ".zip"],
  read: (bytes, file) => readPriceFile(bytes, file).history,
  toColumns: pricesToColumns,
  fromColumns: pricesFromColumns,
  join: joinPrices,
  range: (history) => ({ from: history.start, to: endOfPrices(history) }),
  sampleFile: SAMPLE_PRICES,
  readSample: readPriceCsv,
};

/** Generation of PV systems: PV series and answers of PVGIS. */
export const PV: HistoryKind<PvHistory> = {
  kind: "pv",
  folder: "pv",
  extensions: [".csv", ".gz", ".json"],
  read: (bytes, file) => readPvFile(bytes, file).systems,
  toColumns: pvToColumns,
  fromColumns: pvFromColumns,
  join: joinPv,
  range: pvRange,
  sampleFile: SAMPLE_PV,
  readSample: (bytes, file) => readPvFile(bytes, file).systems,
};
