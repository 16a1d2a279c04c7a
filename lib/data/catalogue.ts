import { basename, join } from "node:path";
import { InputError } from "../input_error.ts";
import { type Progress, silent } from "../progress.ts";
import type { PriceHistory, PvHistory, Source } from "./histories.ts";
import { type HistoryKind, PRICES, PV } from "./history_kind.ts";
import { readImported } from "./imported.ts";
import { cachedColumns, sha256 } from "./files/parquet_cache.ts";
import { SAMPLE_FOLDER } from "./sample_files.ts";
import { reasonOf } from "../files.ts";

/** Changes whenever a parser gives something else for the same file. */
const PARSER_VERSION = 1;

/** Where history may lie. */
export interface DataPlaces {
  /** A folder with `gme/` and `pv/`, used instead of the project's own data. */
  readonly dataDir?: string;
  /** The project's `data/`, with `imported/` and `sample/`. */
  readonly projectDataDir: string;
  /** Where parsed files are kept as Parquet. */
  readonly cacheDir: string;
}

/** History of one kind, and where it comes from. */
export interface Opened<History> {
  /** The prices or the PV systems. */
  readonly history: History;
  /**
   * What to call it: `given history`, `imported history`, `synthetic sample`. No path, so that
   * the record of a run does not depend on where the files lie.
   */
  readonly label: string;
  /** Whether it is the bundled sample: figures made from it must say so. */
  readonly synthetic: boolean;
  /** The files that it comes from. */
  readonly sources: readonly Source[];
}

/** The data that a run uses. */
export interface Catalogue {
  /** What to call the data. */
  readonly label: string;
  /** Whether any of it is the bundled sample. */
  readonly synthetic: boolean;
  /** Hourly prices, €/MWh. */
  readonly prices: PriceHistory;
  /** Generation of PV systems, kW. */
  readonly pv: PvHistory;
  /** The files, with their hashes. */
  readonly sources: readonly Source[];
}

/**
 * Opens the data that a run uses. This is the one place that decides which: the folder asked for, else
 * what was imported, else the bundled sample.
 *
 * @throws {InputError} If there is none, or a file cannot be read; all such problems together.
 */
export async function openCatalogue(
  places: DataPlaces,
  progress: Progress = silent,
): Promise<Catalogue> {
  const [prices, pv] = await allOrProblems([
    () => openPrices(places, progress),
    () => openPv(places, progress),
  ]);
  return {
    label: prices.label === pv.label ? prices.label : `prices: ${prices.label}; PV: ${pv.label}`,
    synthetic: prices.synthetic || pv.synthetic,
    prices: prices.history,
    pv: pv.history,
    sources: [...prices.sources, ...pv.sources],
  };
}

/** Opens only the prices. @throws {InputError} As {@link openCatalogue}. */
export function openPrices(
  places: DataPlaces,
  progress: Progress = silent,
): Promise<Opened<PriceHistory>> {
  return open(PRICES, places, progress);
}

/** Opens only the generation of PV systems. @throws {InputError} As {@link openCatalogue}. */
export function openPv(
  places: DataPlaces,
  progress: Progress = silent,
): Promise<Opened<PvHistory>> {
  return open(PV, places, progress);
}

/**
 * Reads the prices in GME workbooks, ZIPs allowed, into one history.
 *
 * @param paths The files, read in alphabetical order of their names.
 * @param cacheDir Where the parsed files are kept; not kept without it.
 * @throws {InputError} If a file cannot be read, or two disagree.
 */
export async function readPriceHistory(
  paths: readonly string[],
  cacheDir?: string,
  progress: Progress = silent,
): Promise<PriceHistory> {
  return (await readFiles(PRICES, paths, cacheDir, progress)).history;
}

/**
 * Reads the generation in PV series and answers of PVGIS.
 *
 * @param paths The files, read in alphabetical order of their names.
 * @param cacheDir Where the parsed files are kept; not kept without it.
 * @throws {InputError} If a file cannot be read, or two disagree.
 */
export async function readPvHistory(
  paths: readonly string[],
  cacheDir?: string,
  progress: Progress = silent,
): Promise<PvHistory> {
  return (await readFiles(PV, paths, cacheDir, progress)).history;
}

async function open<History>(
  kind: HistoryKind<History>,
  places: DataPlaces,
  progress: Progress,
): Promise<Opened<History>> {
  if (places.dataDir !== undefined) {
    const paths = await listFiles(kind, places.dataDir);
    const read = await readFiles(kind, paths, places.cacheDir, progress);
    return { ...read, label: "given history", synthetic: false };
  }
  const imported = await readImported(places.projectDataDir, kind.kind);
  if (imported.length > 0) {
    const files = imported.map(({ source, columns }) => ({
      file: source.file,
      history: kind.fromColumns(columns),
    }));
    const sources = imported.map(({ source }) => source);
    return { history: kind.join(files), sources, label: "imported history", synthetic: false };
  }
  return await openSample(kind, places);
}

async function openSample<History>(
  kind: HistoryKind<History>,
  places: DataPlaces,
): Promise<Opened<History>> {
  const path = join(places.projectDataDir, SAMPLE_FOLDER, kind.sampleFile);
  const { history, source } = await readFile(kind, path, kind.readSample, places.cacheDir);
  return { history, sources: [source], label: "synthetic sample", synthetic: true };
}

async function listFiles<History>(kind: HistoryKind<History>, dataDir: string): Promise<string[]> {
  const folder = join(dataDir, kind.folder);
  const wanted = `files ${kind.extensions.map((extension) => `*${extension}`).join(", ")}`;
  const names: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const known = kind.extensions.some((extension) => name.toLowerCase().endsWith(extension));
      if (!isDirectory && known && !/^[.~]/.test(name)) names.push(name);
    }
  } catch (cause) {
    throw new InputError(
      `Cannot read "${folder}" as the folder of --data holds gme/ with workbooks and pv/ with PV ` +
        `series: ${reasonOf(cause)}`,
      { cause },
    );
  }
  if (names.length === 0) {
    throw new InputError(`Cannot read "${folder}" as it needs ${wanted}: found none`);
  }
  return kind.choose(names.sort()).map((name) => join(folder, name));
}

async function readFiles<History>(
  kind: HistoryKind<History>,
  paths: readonly string[],
  cacheDir: string | undefined,
  progress: Progress,
): Promise<{ history: History; sources: Source[] }> {
  const files: { file: string; history: History }[] = [];
  const sources: Source[] = [];
  const task = kind.kind === "prices" ? "Reading prices" : "Reading PV generation";
  for (const [i, path] of paths.toSorted().entries()) {
    progress(task, i, paths.length);
    const { history, source } = await readFile(kind, path, kind.read, cacheDir);
    files.push({ file: source.file, history });
    sources.push(source);
  }
  progress(task, paths.length, paths.length);
  return { history: kind.join(files), sources };
}

/** One file's history: from the cache where the same bytes were parsed before. */
async function readFile<History>(
  kind: HistoryKind<History>,
  path: string,
  parse: (bytes: Uint8Array, file: string) => History,
  cacheDir: string | undefined,
): Promise<{ history: History; source: Source }> {
  const bytes = await readBytes(path);
  const hash = sha256(bytes);
  const file = basename(path);
  const key = `${kind.kind}-${PARSER_VERSION}-${hash}`;
  const history = cacheDir === undefined ? parse(bytes, file) : kind.fromColumns(
    await cachedColumns(cacheDir, key, () => kind.toColumns(parse(bytes, file))),
  );
  return { history, source: { file, sha256: hash, kind: kind.kind, ...kind.range(history) } };
}

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    throw new InputError(`Cannot read "${path}": ${reasonOf(cause)}`, { cause });
  }
}

/** The results of all tasks, or the problems of all that failed. */
async function allOrProblems<A, B>(
  tasks: readonly [() => Promise<A>, () => Promise<B>],
): Promise<[A, B]> {
  const results: unknown[] = [];
  const problems: string[] = [];
  for (const task of tasks) {
    try {
      results.push(await task());
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return results as [A, B];
}
