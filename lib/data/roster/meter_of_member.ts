import { basename, dirname, join } from "node:path";
import { InputError } from "../../input_error.ts";
import { cached, type Columns, sha256 } from "../files/parquet_cache.ts";
import {
  type Direction,
  directions,
  fillGaps,
  type MeterAnswers,
  type MeterGap,
  type MeterGrid,
  type MeterReading,
  readMeter,
  readUnfilled,
  requireSize,
} from "../meters/mod.ts";
import type { Metering, RosterMember } from "./roster.ts";

/** Changes whenever the readers would read a file differently. */
const READERS = 1;

/** One file's name, for messages, and content. */
interface MeterFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What a member's meter says, its short gaps filled. */
export type Metered = MeterGrid & { readonly gaps: readonly MeterGap[] };

/**
 * Reads a member's meter: a file, or all the files in a folder.
 *
 * @param path Of the file or folder.
 * @throws {InputError} If there is none, or it cannot be read.
 */
export function readMeterAt(path: string, answers: MeterAnswers = {}): MeterReading {
  return readMeter(filesAt(path), answers);
}

/**
 * A member's meter, from a cache where the same content was read before: its columns stay in the
 * cache's folder, told by the hash of the content.
 *
 * @param rosterPath Of the roster, beside which the meter lies.
 * @param cacheDir The project's cache, which git ignores.
 * @throws {InputError} If it cannot be read, or does not fit what the roster says of the member.
 */
export async function meterOf(
  member: RosterMember,
  rosterPath: string,
  cacheDir: string,
): Promise<Metered> {
  const { meter = "", answers } = member;
  const files = filesAt(join(dirname(rosterPath), meter));
  const content = sha256(new TextEncoder().encode(files.map(({ bytes }) => sha256(bytes)).join()));
  const told = [answers.unit ?? "", answers.stamp ?? ""].join("-");
  const grid = await cached<MeterGrid>(
    join(cacheDir, "meters"),
    `${READERS}-${content.slice(0, 32)}-${told}`,
    () => readUnfilled(files, answers).grid,
    {
      toKept: (value) => ({ columns: toColumns(value), note: "" }),
      fromKept: ({ columns }) => fromColumns(columns),
    },
  );
  const metered = fillGaps(grid);
  requireFits(member, metered, meter);
  return metered;
}

/** Whether readings are net or gross, as their columns say. */
export function meteringOf({ kwh }: Pick<MeterGrid, "kwh">): Metering {
  return kwh.has("consumption") || kwh.has("generation") ? "gross" : "net";
}

/**
 * Demands that a roster does not say of a member what its readings rule out.
 *
 * @throws {InputError} Saying why.
 */
export function requireFits(member: RosterMember, reading: MeterGrid, file: string): void {
  const { id, pvKw, batteryKwh, metering } = member;
  const found = meteringOf(reading);
  if (found === "gross" && (reading.kwh.has("withdrawn") || reading.kwh.has("injected"))) {
    throw new InputError(
      `Cannot use the readings in "${file}" as they are net (withdrawn, injected) or gross ` +
        "(consumption, generation): found both kinds",
    );
  }
  if (metering === "gross" && found === "net" && injects(reading)) {
    throw new InputError(
      `Cannot take the withdrawal in "${file}" for the consumption of member ${id} as its meter also ` +
        "injected: something behind it generated; leave metering empty",
    );
  }
  if (found === "gross" || metering === "gross") return;
  const own = [pvKw > 0 ? `pv_kw ${pvKw}` : "", batteryKwh > 0 ? `battery_kwh ${batteryKwh}` : ""]
    .filter((text) => text !== "").join(" and ");
  if (own === "") return;
  throw new InputError(
    `Cannot simulate ${own} of member ${id} as the readings in "${file}" are net: what panels and ` +
      "battery did is in them already and would count twice; leave these cells empty, or, if there " +
      "were none behind the meter when it was read, write gross under metering",
  );
}

function injects({ kwh }: MeterGrid): boolean {
  return kwh.get("injected")?.some((energy) => energy > 0) ?? false;
}

function filesAt(path: string): MeterFile[] {
  const name = basename(path);
  let info: Deno.FileInfo;
  try {
    info = Deno.statSync(path);
  } catch (cause) {
    throw new InputError(`Cannot read the meter "${name}" as there is no such file or folder`, {
      cause,
    });
  }
  if (!info.isDirectory) return [readFile(path, name)];
  const names = meterFileNames(path);
  if (names.length === 0) {
    throw new InputError(
      `Cannot read the meter "${name}" as the folder holds no files of readings`,
    );
  }
  return names.map((file) => readFile(join(path, file), file));
}

/** The names of the files of readings in a folder, in alphabetical order. */
export function meterFileNames(folder: string): string[] {
  return [...Deno.readDirSync(folder)]
    .filter(({ name, isFile }) => isFile && /^[^._].*\.(csv|txt|json|xml|zip|gz)$/i.test(name))
    .map(({ name }) => name)
    .filter((name) => name !== ROSTER_FILE)
    .sort();
}

/** The roster's name within a folder of meters. */
export const ROSTER_FILE = "roster.csv";

/**
 * A roster's bytes and where it lies: of a folder, the roster in it.
 *
 * @throws {InputError} If there is none.
 */
export function rosterAt(path: string): { readonly path: string; readonly bytes: Uint8Array } {
  try {
    const roster = Deno.statSync(path).isDirectory ? join(path, ROSTER_FILE) : path;
    return { path: roster, bytes: Deno.readFileSync(roster) };
  } catch (cause) {
    const reason = cause instanceof Deno.errors.NotFound
      ? "there is no such file; `deno task members init DIR` writes one from a folder of meters"
      : String(cause);
    throw new InputError(`Cannot read the roster "${path}": ${reason}`, { cause });
  }
}

function readFile(path: string, file: string): MeterFile {
  requireSize(Deno.statSync(path).size, file);
  return { file, bytes: Deno.readFileSync(path) };
}

/** Canonical columns: the UTC start of each step, and kWh by direction. */
function toColumns({ start, seconds, count, kwh }: MeterGrid): Columns {
  const starts = Float64Array.from({ length: count }, (_, i) => start + i * seconds);
  return new Map<string, Float64Array>([["utc_start", starts], ...kwh]);
}

function fromColumns(columns: Columns): MeterGrid {
  const starts = columns.get("utc_start")!;
  const kwh = new Map<Direction, Float64Array>();
  for (const direction of directions) {
    const column = columns.get(direction);
    if (column !== undefined) kwh.set(direction, column);
  }
  const seconds = starts.length > 1 ? starts[1] - starts[0] : 3600;
  return { start: starts[0], seconds, count: starts.length, kwh, repeats: 0 };
}
