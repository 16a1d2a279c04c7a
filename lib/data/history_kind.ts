import type { PriceHistory, PvHistory, Source } from "./histories.ts";
import { preferHourly, readPriceFile, readPvFile } from "./history_file.ts";
import type { Columns } from "./files/parquet_cache.ts";
import { endOfPrices, joinPrices, pricesFromColumns, pricesToColumns } from "./prices/history.ts";
import { joinPv, pvFromColumns, pvRange, pvToColumns } from "./pv/history.ts";
import { readPriceCsv, SAMPLE_PRICES, SAMPLE_PV } from "./sample_files.ts";

/** How each kind of history is found, read, kept and joined. */
export interface HistoryKind<History> {
  /** Its name. */
  readonly kind: Source["kind"];
  /** The folder within `--data DIR`. */
  readonly folder: string;
  /** How the names of its files end, in lower case. */
  readonly extensions: readonly string[];
  /** Of the names of the files in a folder, those to be read. */
  choose(names: readonly string[]): readonly string[];
  /** Parses a file. @throws {InputError} If it cannot be read. */
  read(bytes: Uint8Array, file: string): History;
  /** As columns for Parquet. */
  toColumns(history: History): Columns;
  /** The inverse of `toColumns`. */
  fromColumns(columns: Columns): History;
  /** Joins several files. @throws {InputError} If they disagree. */
  join(files: readonly { file: string; history: History }[]): History;
  /** From its first time stamp to its end, Unix seconds. */
  range(history: History): { from: number; to: number };
  /** The file of the bundled sample. */
  readonly sampleFile: string;
  /** Parses the file of the bundled sample. */
  readSample(bytes: Uint8Array, file: string): History;
}

/** Hourly prices: GME's workbooks. */
export const PRICES: HistoryKind<PriceHistory> = {
  kind: "prices",
  folder: "gme",
  extensions: [".xlsx", ".zip"],
  choose: preferHourly,
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
  choose: (names) => names,
  read: (bytes, file) => readPvFile(bytes, file).systems,
  toColumns: pvToColumns,
  fromColumns: pvFromColumns,
  join: joinPv,
  range: pvRange,
  sampleFile: SAMPLE_PV,
  readSample: (bytes, file) => readPvFile(bytes, file).systems,
};
