import { InputError } from "../input_error.ts";
import { dateInRome, formatInRome, HOUR, hoursOfDay, midnightInRome } from "../time.ts";
import type { Source } from "./histories.ts";
import { readHistoryFile } from "./history_file.ts";
import { addImported, type ImportedFile, isSame, listImported, readImported } from "./imported.ts";
import { sha256 } from "./files/parquet_cache.ts";
import {
  endOfPrices,
  joinPrices,
  pricesFromColumns,
  type PricesOfFile,
  pricesToColumns,
} from "./prices/history.ts";
import { joinPv, pvFromColumns, type PvOfFile, pvRange, pvToColumns } from "./pv/history.ts";

/** What importing a file found and did. */
export interface ImportReport {
  /** The file. */
  readonly source: Source;
  /** Whether the same content had been imported before: then nothing was changed. */
  readonly unchanged: boolean;
  /** Rows of the file. */
  readonly rows: number;
  /** Rows that repeat an earlier one. */
  readonly duplicates: number;
  /** Values missing between the first and the last hour: of the PUN, or of any PV system. */
  readonly gaps: number;
  /** Names of the prices, or a description of each PV system. */
  readonly contents: readonly string[];
  /** Days of a clock change within the range, with their hours. */
  readonly clockChanges: readonly { readonly date: string; readonly hours: number }[];
  /** Columns that were left out. */
  readonly ignoredColumns: readonly string[];
  /** System losses that a PV file states, %. */
  readonly lossesPercent?: number;
}

/** What a file must hold to be what was asked for. */
export interface Expected {
  /** Prices or generation. */
  readonly kind: Source["kind"];
  /** An instant that it must cover, Unix seconds. */
  readonly covering: number;
}

/**
 * Imports a file of history: reads and checks it, compares it with what was imported before, and keeps
 * it as Parquet in `imported/`. A file of the same name gives way to it. Importing the same
 * content again changes nothing.
 *
 * @param bytes The whole file.
 * @param file The file's name.
 * @param projectDataDir The project's `data/`.
 * @param expected What the file must hold, where that is known.
 * @throws {InputError} If the file cannot be read, holds something else, or disagrees with another one that was imported;
 * nothing is changed then.
 */
export async function importFile(
  bytes: Uint8Array,
  file: string,
  projectDataDir: string,
  expected?: Expected,
): Promise<ImportReport> {
  const reading = readHistoryFile(bytes, file);
  const hash = sha256(bytes);
  const range = reading.kind === "prices"
    ? { from: reading.history.start, to: endOfPrices(reading.history) }
    : pvRange(reading.systems);
  const source: Source = { file, sha256: hash, kind: reading.kind, ...range };
  if (expected !== undefined) requireExpected(source, expected);
  const report = {
    source,
    rows: reading.rows,
    duplicates: reading.duplicates,
    clockChanges: clockChanges(range.from, range.to),
    ...(reading.kind === "prices"
      ? {
        gaps: missing(reading.history.eurPerMwh.get("PUN")!),
        contents: [...reading.history.eurPerMwh.keys()],
        ignoredColumns: reading.ignoredColumns,
      }
      : {
        gaps: reading.systems.reduce((sum, { generationKw }) => sum + missing(generationKw), 0),
        contents: reading.systems.map(({ capacityKw, latitude, longitude }) =>
          `${capacityKw} kW at ${latitude.toFixed(3)}, ${longitude.toFixed(3)}`
        ),
        ignoredColumns: [],
        ...(reading.lossesPercent === undefined ? {} : { lossesPercent: reading.lossesPercent }),
      }),
  };
  if (await isImported(projectDataDir, source)) return { ...report, unchanged: true };

  const columns = reading.kind === "prices"
    ? pricesToColumns(reading.history)
    : pvToColumns(reading.systems);
  const others = await readImported(
    projectDataDir,
    source.kind,
    (other) => !isSame(other, source),
    "skip", // else of two lost files neither could be imported again; a run refuses what is lost
  );
  if (reading.kind === "prices") {
    joinPrices([...others.map(toPrices), { file, history: reading.history }]);
  } else {
    joinPv([...others.map(toPv), { file, history: reading.systems }]);
  }
  await addImported(projectDataDir, { source, columns });
  return { ...report, unchanged: false };
}

function requireExpected({ file, kind, from, to }: Source, expected: Expected): void {
  const names = { prices: "prices", pv: "PV generation" };
  if (kind !== expected.kind) {
    throw new InputError(
      `Cannot import "${file}" as it holds ${names[kind]}, not ${names[expected.kind]}`,
    );
  }
  if (expected.covering < from || expected.covering >= to) {
    throw new InputError(
      `Cannot import "${file}" as it reaches from ${formatInRome(from)} to ${
        formatInRome(to)
      } and ` +
        `not over ${formatInRome(expected.covering)}`,
    );
  }
}

function toPrices({ source, columns }: ImportedFile): PricesOfFile {
  return { file: source.file, history: pricesFromColumns(columns) };
}

function toPv({ source, columns }: ImportedFile): PvOfFile {
  return { file: source.file, history: pvFromColumns(columns) };
}

/** Whether the same content is there already, and whole. */
async function isImported(projectDataDir: string, source: Source): Promise<boolean> {
  const same = (other: Source) => other.sha256 === source.sha256 && other.kind === source.kind;
  if (!(await listImported(projectDataDir)).some(same)) return false;
  return (await readImported(projectDataDir, source.kind, same, "skip")).length > 0;
}

function missing(values: Float64Array): number {
  return values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
}

/** The days in Rome, of 23 or 25 hours, that lie in a range of instants (Unix seconds). */
export function clockChanges(from: number, to: number): { date: string; hours: number }[] {
  const changes: { date: string; hours: number }[] = [];
  for (let day = midnightInRome(dateInRome(from)); day < to;) {
    const date = dateInRome(day);
    const hours = hoursOfDay(date);
    if (hours !== 24) changes.push({ date, hours });
    day += hours * HOUR;
  }
  return changes;
}
