import type { PriceHistory, PvHistory, Source } from "./histories.ts";
import { readPriceFile, readPvFile } from "./history_file.ts";
import type { Columns } from "./files/parquet_cache.ts";
import { endOfPrices, joinPrices, pricesFromColumns, pricesToColumns } from "./prices/history.ts";
import { joinPv, pvFromColumns, pvRange, pvToColumns } from "./pv/history.ts";
import { readPriceCsv, SAMPLE_LICENCE, SAMPLE_PRICES, SAMPLE_PV } from "./sample_files.ts";

/** How each kind of history is found, read, kept and joined. */
export interface HistoryKind<History> {
  /** Its name. */
  readonly kind: Source["kind"];
  /** The folder within `--data DIR`. */
  readonly folder: string;
  /** How the names of its files end, in lower case. */
  readonly extensions: readonly string[];
  /** Parses a file. @throws {InputError} If it cannot be read. */
  read(bytes: Uint8Array, file: string): Parsed<History>;
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
  readSample(bytes: Uint8Array, file: string): Parsed<History>;
}

type Origin = Pick<Source, "publisher" | "licence">;

/** History, and what its file tells of its origin. */
export interface Parsed<History> extends Pick<Source, "publisher" | "licence"> {
  /** The prices or the PV systems. */
  readonly history: History;
}

/** Prices: GME's workbooks and XML, SMARD, energy-charts, tables. */
export const PRICES: HistoryKind<PriceHistory> = {
  kind: "prices",
  folder: "gme",
  extensions: [".xlsx", ".xls", ".zip", ".xml", ".csv", ".gz", ".json"],
  read: (bytes, file) => {
    const { history, ...reading } = readPriceFile(bytes, file);
    return { history, ...originOf(reading) };
  },
  toColumns: pricesToColumns,
  fromColumns: pricesFromColumns,
  join: joinPrices,
  range: (history) => ({ from: history.start, to: endOfPrices(history) }),
  sampleFile: SAMPLE_PRICES,
  readSample: (bytes, file) => ({ history: readPriceCsv(bytes, file), licence: SAMPLE_LICENCE }),
};

/** Generation of PV systems: PV series and answers of PVGIS. */
export const PV: HistoryKind<PvHistory> = {
  kind: "pv",
  folder: "pv",
  extensions: [".csv", ".gz", ".json"],
  read: readPv,
  toColumns: pvToColumns,
  fromColumns: pvFromColumns,
  join: joinPv,
  range: pvRange,
  sampleFile: SAMPLE_PV,
  readSample: (bytes, file) => ({ ...readPv(bytes, file), licence: SAMPLE_LICENCE }),
};

function readPv(bytes: Uint8Array, file: string): Parsed<PvHistory> {
  const { systems, ...reading } = readPvFile(bytes, file);
  return { history: systems, ...originOf(reading) };
}

/** What a reading tells of its origin. */
function originOf({ publisher, licence }: Origin): Origin {
  return {
    ...(publisher === undefined ? {} : { publisher }),
    ...(licence === undefined ? {} : { licence }),
  };
}
