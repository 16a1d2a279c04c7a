import { InputError } from "../../input_error.ts";
import type { PvHistory, PvSystem } from "../histories.ts";
import { hourlyGrid } from "../hourly_grid.ts";
import { decodeText, splitCsvLine } from "../files/text_file.ts";

/** What a file of PV generation says. */
export interface PvReading {
  /** In the order in which they first appear. */
  readonly systems: PvHistory;
  /** Readings in the file. */
  readonly rows: number;
  /** Readings that repeat an earlier one, value for value. */
  readonly duplicates: number;
  /** System losses that the file states, %. */
  readonly lossesPercent?: number;
}

const NEEDED = ["time", "Generation_kW", "PV_Capacity_kW", "Latitude", "Longitude"] as const;

/** Weather columns that may be there too, by the name of the field of {@link PvSystem}. */
const WEATHER = {
  planeIrradianceWPerM2: "Irradiance_W_m2",
  airTemperatureC: "Temperature_C",
} as const;

/** Generation above this many times the capacity is taken for a mistaken unit, W for kW. */
const HIGHEST_KW_PER_KW = 2;

/** The rows of one system, in file order. */
interface Rows {
  readonly capacityKw: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly lines: number[];
  readonly stamps: number[];
  readonly columns: ReadonlyMap<string, number[]>;
}

/**
 * Reads the generation of PV systems from CSV or CSV.gz with the columns `time` (UTC, ISO 8601),
 * `Generation_kW`, `PV_Capacity_kW`, `Latitude`, `Longitude`, and optionally `Irradiance_W_m2` (in
 * the plane of the panels) and `Temperature_C` (of the air). Others are ignored. The rows of a
 * place and capacity are one system; an empty cell or `NaN` is a missing value.
 *
 * @param bytes The whole file.
 * @param file The file's name, for messages.
 * @returns The systems in the order in which they first appear.
 * @throws {InputError} If a column is missing or a cell cannot be read, with its line.
 */
export function readPvDataset(bytes: Uint8Array, file: string): PvReading {
  const lines = decodeText(bytes, file).split("\n");
  const header = splitCsvLine(lines[0]);
  const column = findColumns(header, file);
  const systems = new Map<string, Rows>();
  let rows = 0;
  for (let i = 1; i < lines.length; i++) {
    if (lines[i].trim() === "" || lines[i] === lines[0]) continue;
    const cells = splitCsvLine(lines[i]);
    const place = `line ${i + 1} of "${file}"`;
    if (cells.length !== header.length) {
      throw new InputError(
        `Cannot read ${cells.length} cells as the header names ${header.length}: ${place}`,
      );
    }
    const key = [column.PV_Capacity_kW, column.Latitude, column.Longitude]
      .map((at) => cells[at]).join(" ");
    let system = systems.get(key);
    if (system === undefined) systems.set(key, system = describe(cells, column, place));
    appendReading(system, cells, column, i + 1, place);
    rows++;
  }
  if (rows === 0) throw new InputError(`Cannot read "${file}" as it holds no readings`);
  let duplicates = 0;
  const history = Array.from(systems.values(), (system) => {
    const grid = hourlyGrid(
      system.stamps,
      system.columns,
      (index) => `line ${system.lines[index]} of "${file}"`,
    );
    duplicates += grid.duplicates;
    return toSystem(system, grid.start, grid.columns);
  });
  return { systems: history, rows, duplicates };
}

type ColumnPositions =
  & Readonly<Record<typeof NEEDED[number], number>>
  & { readonly weather: ReadonlyMap<string, number> };

function findColumns(header: readonly string[], file: string): ColumnPositions {
  const missing = NEEDED.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw new InputError(
      `Cannot read "${file}" as a PV series has the columns ${NEEDED.join(", ")}, separated by ` +
        `commas: found no ${missing.join(", no ")} in its first line`,
    );
  }
  const positions = NEEDED.map((name) => [name, header.indexOf(name)]);
  const weather = Object.values(WEATHER).filter((name) => header.includes(name));
  return {
    ...Object.fromEntries(positions) as Record<typeof NEEDED[number], number>,
    weather: new Map(weather.map((name) => [name, header.indexOf(name)])),
  };
}

function describe(cells: readonly string[], column: ColumnPositions, place: string): Rows {
  return {
    capacityKw: number(cells, column, "PV_Capacity_kW", Number.MIN_VALUE, 1e6, place),
    latitude: number(cells, column, "Latitude", -90, 90, place),
    longitude: number(cells, column, "Longitude", -180, 180, place),
    lines: [],
    stamps: [],
    columns: new Map(["Generation_kW", ...column.weather.keys()].map((name) => [name, []])),
  };
}

function number(
  cells: readonly string[],
  column: ColumnPositions,
  name: typeof NEEDED[number],
  low: number,
  high: number,
  place: string,
): number {
  const text = cells[column[name]];
  const value = text === "" ? NaN : Number(text);
  if (value >= low && value <= high) return value;
  const rule = low > 0 ? "above 0" : `from ${low} to ${high}`;
  throw new InputError(`Cannot read ${name} "${text}" as it is a number ${rule}: ${place}`);
}

function appendReading(
  system: Rows,
  cells: readonly string[],
  column: ColumnPositions,
  line: number,
  place: string,
): void {
  const stamp = parseUtc(cells[column.time]);
  if (Number.isNaN(stamp)) {
    throw new InputError(
      `Cannot read the time "${cells[column.time]}" as times are written ` +
        `YYYY-MM-DD HH:MM:SS+00:00: ${place}`,
    );
  }
  const generationKw = optionalNumber(cells[column.Generation_kW], "Generation_kW", place);
  const highest = HIGHEST_KW_PER_KW * system.capacityKw;
  if (generationKw < 0 || generationKw > highest) {
    throw new InputError(
      `Cannot read Generation_kW ${generationKw} as ${system.capacityKw} kW of panels generate ` +
        `from 0 to ${highest} kW: ${place}`,
    );
  }
  system.lines.push(line);
  system.stamps.push(stamp);
  system.columns.get("Generation_kW")!.push(generationKw);
  for (const [name, at] of column.weather) {
    system.columns.get(name)!.push(optionalNumber(cells[at], name, place));
  }
}

/** A number, or NaN for an empty cell and for `NaN`. */
function optionalNumber(text: string, name: string, place: string): number {
  if (text === "" || text.toLowerCase() === "nan") return NaN;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw new InputError(
    `Cannot read ${name} "${text}" as it is a number with a decimal point: ${place}`,
  );
}

/** Unix seconds of an ISO 8601 time, taken as UTC where it names no zone; NaN if it is none. */
function parseUtc(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(?:\.0+)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (match === null) return NaN;
  const [, date, clock, seconds = ":00", zone = "Z"] = match;
  return Date.parse(`${date}T${clock}${seconds}${zone}`) / 1000;
}

function toSystem(
  rows: Rows,
  start: number,
  columns: ReadonlyMap<string, Float64Array>,
): PvSystem {
  const weather = Object.entries(WEATHER).filter(([, column]) => columns.has(column));
  return {
    latitude: rows.latitude,
    longitude: rows.longitude,
    capacityKw: rows.capacityKw,
    start,
    generationKw: columns.get("Generation_kW")!,
    ...Object.fromEntries(weather.map(([field, column]) => [field, columns.get(column)!])),
  };
}
