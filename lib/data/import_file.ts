import { InputError } from "../input_error.ts";
import { dateInRome, formatInRome, HOUR, hoursOfDay, midnightInRome } from "../time.ts";
import type { Site } from "../sun/mod.ts";
import type { PvSystem, Source } from "./histories.ts";
import { type PriceReading, type PvFileReading, readHistoryFile } from "./history_file.ts";
import {
  addImported,
  type ImportedFile,
  isSame,
  listImported,
  readImported,
  whileImporting,
} from "./imported.ts";
import { sha256 } from "./files/parquet_cache.ts";
import { quoted, requireName } from "./files/quoted.ts";
import {
  endOfPrices,
  joinPrices,
  pricesFromColumns,
  type PricesOfFile,
  pricesToColumns,
} from "./prices/history.ts";
import type { TableOptions } from "./table/options.ts";
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
  /** Whether the prices hold quarter hours. */
  readonly quarterHours: boolean;
  /** The PV systems. */
  readonly systems: readonly FoundSystem[];
  /** System losses that a PV file states, %. */
  readonly lossesPercent?: number;
}

/** A PV system that an import found. */
export interface FoundSystem extends Site {
  /** Peak power, kW. */
  readonly capacityKw: number;
}

/** What a file must hold to be what was asked for. */
export interface Expected {
  /** Prices or generation. */
  readonly kind: Source["kind"];
  /** An instant that it must cover, Unix seconds. */
  readonly covering: number;
}

/** What is known of a file beside its bytes. */
export interface ImportOptions {
  /** What the file must hold, where that is known. */
  readonly expected?: Expected;
  /** What a table does not say. */
  readonly table?: TableOptions;
  /** The same as the user wrote it, for the record. */
  readonly readAs?: string;
  /** Where it was downloaded from. */
  readonly address?: string;
  /** Called with what was found before anything is kept; what it throws refuses the file. */
  readonly check?: (report: Omit<ImportReport, "unchanged">) => void;
}

/**
 * Imports a file of history: reads and checks it, compares it with what was imported before, and keeps
 * it as Parquet in `imported/`. A file of the same name gives way to it. Importing the same
 * content again changes nothing.
 *
 * @param bytes The whole file.
 * @param file The file's name.
 * @param projectDataDir The project's `data/`.
 * @throws {InputError} If the file cannot be read, holds something else, or disagrees with another one that was imported;
 * nothing is changed then.
 */
export async function importFile(
  bytes: Uint8Array,
  file: string,
  projectDataDir: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  requireName(file, "a file of history");
  const reading = readHistoryFile(bytes, file, options.table);
  const hash = sha256(bytes);
  const range = reading.kind === "prices"
    ? { from: reading.history.start, to: endOfPrices(reading.history) }
    : pvRange(reading.systems);
  const { publisher, licence } = reading;
  const { readAs, address, expected } = options;
  const origin = Object.entries({ publisher, address, licence, readAs });
  const source: Source = {
    file,
    sha256: hash,
    kind: reading.kind,
    ...range,
    ...Object.fromEntries(origin.filter(([, value]) => value !== undefined)),
  };
  if (expected !== undefined) requireExpected(source, expected);
  const report = { source, ...reportOf(reading, range) };
  options.check?.(report);
  return await whileImporting(projectDataDir, async () => {
    if (await isImported(projectDataDir, source)) return { ...report, unchanged: true };
    await requireAgreement(reading, source, projectDataDir);
    const columns = reading.kind === "prices"
      ? pricesToColumns(reading.history)
      : pvToColumns(reading.systems);
    await addImported(projectDataDir, { source, columns });
    return { ...report, unchanged: false };
  });
}

type Reading = PriceReading | PvFileReading;

function reportOf(
  reading: Reading,
  range: { readonly from: number; readonly to: number },
): Omit<ImportReport, "source" | "unchanged"> {
  const counted = {
    rows: reading.rows,
    duplicates: reading.duplicates,
    clockChanges: clockChanges(range.from, range.to),
  };
  if (reading.kind === "prices") {
    const { eurPerMwh, quarterHours } = reading.history;
    const [first] = eurPerMwh.values();
    return {
      ...counted,
      gaps: missing(first),
      contents: [...eurPerMwh.keys()],
      quarterHours: quarterHours !== undefined,
      systems: [],
      ignoredColumns: reading.ignoredColumns,
    };
  }
  const { systems, lossesPercent } = reading;
  return {
    ...counted,
    gaps: systems.reduce((sum, { generationKw }) => sum + missing(generationKw), 0),
    contents: systems.map(describeSystem),
    quarterHours: false,
    systems,
    ignoredColumns: [],
    ...(lossesPercent === undefined ? {} : { lossesPercent }),
  };
}

function describeSystem({ capacityKw, latitude, longitude, tilt, azimuth }: PvSystem): string {
  const angles = [
    ...(tilt === undefined ? [] : [`tilt ${tilt}°`]),
    ...(azimuth === undefined ? [] : [`azimuth ${azimuth}°`]),
  ];
  const place = `${capacityKw} kW at ${latitude.toFixed(3)}, ${longitude.toFixed(3)}`;
  return angles.length === 0 ? place : `${place} (${angles.join(", ")})`;
}

/** @throws {InputError} If it disagrees with what was imported before; the remedy is named. */
async function requireAgreement(
  reading: Reading,
  source: Source,
  projectDataDir: string,
): Promise<void> {
  const others = await readImported(
    projectDataDir,
    source.kind,
    (other) => !isSame(other, source),
    "skip", // else of two lost files neither could be imported again; a run refuses what is lost
  );
  try {
    if (reading.kind === "prices") {
      joinPrices([...others.map(toPrices), { file: source.file, history: reading.history }]);
    } else {
      joinPv([...others.map(toPv), { file: source.file, history: reading.systems }]);
    }
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new InputError(
      `${cause.message}; if the one imported before is wrong, \`deno task import --remove FILE\` ` +
        "takes it away",
      { cause },
    );
  }
}

function requireExpected({ file, kind, from, to }: Source, expected: Expected): void {
  const names = { prices: "prices", pv: "PV generation" };
  if (kind !== expected.kind) {
    throw new InputError(
      `Cannot import ${quoted(file)} as it holds ${names[kind]}, not ${names[expected.kind]}`,
    );
  }
  if (expected.covering < from || expected.covering >= to) {
    throw new InputError(
      `Cannot import ${quoted(file)} as it reaches from ${formatInRome(from)} to ` +
        `${formatInRome(to)} and not over ${formatInRome(expected.covering)}`,
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
  const same = (other: Source) =>
    other.sha256 === source.sha256 && other.kind === source.kind && other.readAs === source.readAs;
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
