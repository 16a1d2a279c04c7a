import { InputError } from "../../input_error.ts";
import type { PvSystem } from "../histories.ts";
import { hourlyGrid } from "../hourly_grid.ts";
import type { PvReading } from "./dataset.ts";
import { decodeText, splitCsvLine } from "../files/text_file.ts";

/** An hourly answer of PVGIS as it was served. */
export interface PvgisTable {
  /** Degrees north, WGS 84. */
  readonly latitude: number;
  /** Degrees east, WGS 84. */
  readonly longitude: number;
  /** Peak power asked for, kW; NaN where the answer names none. */
  readonly peakPowerKw: number;
  /** System losses asked for, %; NaN where the answer names none. */
  readonly lossesPercent: number;
  /** Whether its months come from different years: the weather of a typical year. */
  readonly typicalYear: boolean;
  /** Time stamp of each row, Unix seconds, in the order served. */
  readonly stamps: readonly number[];
  /** By PVGIS's names (`P` in W, `G(i)` in W/m², `T2m` in °C, …), one value per row; NaN for `-`. */
  readonly columns: ReadonlyMap<string, readonly number[]>;
}

type Record = { readonly [name: string]: unknown };

/**
 * Reads an hourly answer of PVGIS, the photovoltaic service of the European Commission, JSON or CSV:
 * `seriescalc`, and `tmy` for its weather.
 *
 * Stamps are UTC and seldom on the hour: satellite images are taken at minute 10 or so.
 *
 * @param bytes The whole file, as it is or compressed with gzip.
 * @param file The file's name, for messages.
 * @throws {InputError} If the file is no such answer, or a cell cannot be read.
 */
export function readPvgisTable(bytes: Uint8Array, file: string): PvgisTable {
  const text = decodeText(bytes, file);
  return text.trimStart().startsWith("{") ? readJson(text, file) : readCsv(text, file);
}

/**
 * Reads one system's generation from an answer of PVGIS's `seriescalc` with `pvcalculation=1`, JSON or
 * CSV, with irradiance in its plane (`G(i)`, or the sum of `Gb(i)`, `Gd(i)` and `Gr(i)`) and `T2m`.
 *
 * @param bytes The whole file, as it is or compressed with gzip.
 * @param file The file's name, for messages.
 * @throws {InputError} If the file is no such answer, or holds no generation.
 */
export function readPvgis(bytes: Uint8Array, file: string): PvReading {
  const table = readPvgisTable(bytes, file);
  if (table.typicalYear) {
    throw new InputError(`Cannot read "${file}" as history: it is the weather of a typical year`);
  }
  const power = table.columns.get("P");
  if (power === undefined || Number.isNaN(table.peakPowerKw)) {
    throw new InputError(
      `Cannot read the generation in "${file}" as PVGIS gives it (column P and the peak power) ` +
        `only with pvcalculation=1: found ${[...table.columns.keys()].join(", ")}`,
    );
  }
  const irradiance = planeIrradiance(table);
  const temperature = table.columns.get("T2m");
  const grid = hourlyGrid(
    table.stamps,
    new Map([
      ["P", power],
      ...(irradiance ? [["irradiance", irradiance] as const] : []),
      ...(temperature ? [["temperature", temperature] as const] : []),
    ]),
    (index) => `reading ${index + 1} of "${file}"`,
  );
  const planeIrradianceWPerM2 = grid.columns.get("irradiance");
  const airTemperatureC = grid.columns.get("temperature");
  const system: PvSystem = {
    latitude: table.latitude,
    longitude: table.longitude,
    capacityKw: table.peakPowerKw,
    start: grid.start,
    generationKw: grid.columns.get("P")!.map((watts) => watts / 1000),
    ...(planeIrradianceWPerM2 && { planeIrradianceWPerM2 }),
    ...(airTemperatureC && { airTemperatureC }),
  };
  const { lossesPercent } = table;
  return {
    systems: [system],
    rows: table.stamps.length,
    duplicates: grid.duplicates,
    ...(Number.isNaN(lossesPercent) ? {} : { lossesPercent }),
  };
}

/** Irradiance in the plane of the panels, W/m² by row, whichever way the answer gives it. */
export function planeIrradiance(table: PvgisTable): readonly number[] | undefined {
  const beam = table.columns.get("Gb(i)");
  const diffuse = table.columns.get("Gd(i)");
  const reflected = table.columns.get("Gr(i)");
  if (beam === undefined || diffuse === undefined || reflected === undefined) {
    return table.columns.get("G(i)");
  }
  return beam.map((value, i) => value + diffuse[i] + reflected[i]);
}

function readJson(text: string, file: string): PvgisTable {
  let answer: Record;
  try {
    answer = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`Cannot read "${file}" as JSON: it is cut short or damaged`, { cause });
  }
  const outputs = field(answer, "outputs");
  const hourly = outputs?.hourly ?? outputs?.tmy_hourly;
  const location = field(field(answer, "inputs"), "location");
  if (!Array.isArray(hourly) || hourly.length === 0 || location === undefined) {
    throw new InputError(
      `Cannot read "${file}" as an hourly answer of PVGIS holds inputs.location and ` +
        `outputs.hourly: found ${Object.keys(outputs ?? answer).join(", ") || "nothing"}`,
    );
  }
  const names = Object.keys(hourly[0]);
  const time = names.find((name) => name.startsWith("time"));
  return {
    latitude: toNumber(location.latitude, "latitude", file),
    longitude: toNumber(location.longitude, "longitude", file),
    typicalYear: outputs?.hourly === undefined,
    peakPowerKw: optionalNumber(field(field(answer, "inputs"), "pv_module")?.peak_power),
    lossesPercent: optionalNumber(field(field(answer, "inputs"), "pv_module")?.system_loss),
    ...toColumns(
      names.filter((name) => name !== time),
      hourly.map((row) => row[time ?? "time"]),
      (name) => hourly.map((row) => row[name]),
      file,
    ),
  };
}

function field(record: Record | undefined, name: string): Record | undefined {
  const value = record?.[name];
  return typeof value === "object" && value !== null ? value as Record : undefined;
}

function readCsv(text: string, file: string): PvgisTable {
  const lines = text.split("\n").map((line) => line.trim());
  const headerLine = lines.findIndex((line) => line.startsWith("time"));
  if (headerLine < 0) {
    throw new InputError(
      `Cannot read "${file}" as an hourly answer of PVGIS has a line that begins with "time": ` +
        `found ${JSON.stringify(lines[0].slice(0, 60))} first`,
    );
  }
  const names = splitCsvLine(lines[headerLine]);
  const rows = lines.slice(headerLine + 1).filter((line) => /^\d{8}:/.test(line)).map(splitCsvLine);
  const cut = rows.findIndex((row) => row.length !== names.length);
  if (cut >= 0) {
    throw new InputError(
      `Cannot read reading ${cut + 1} of "${file}" as it has ${rows[cut].length} cells and the ` +
        `header names ${names.length}`,
    );
  }
  const head = lines.slice(0, headerLine);
  const stated = (label: string) =>
    head.find((line) => line.startsWith(label))?.split(":").at(-1)?.trim();
  return {
    latitude: toNumber(stated("Latitude"), "latitude", file),
    longitude: toNumber(stated("Longitude"), "longitude", file),
    typicalYear: names[0] === "time(UTC)",
    peakPowerKw: optionalNumber(stated("Nominal power")),
    lossesPercent: optionalNumber(stated("System losses")),
    ...toColumns(
      names.slice(1),
      rows.map((row) => row[0]),
      (name) => rows.map((row) => row[names.indexOf(name)]),
      file,
    ),
  };
}

function toColumns(
  names: readonly string[],
  times: readonly unknown[],
  cells: (name: string) => readonly unknown[],
  file: string,
): Pick<PvgisTable, "stamps" | "columns"> {
  if (times.length === 0) throw new InputError(`Cannot read "${file}" as it holds no readings`);
  const column = (name: string) => cells(name).map((cell) => cellNumber(cell, name, file));
  return {
    stamps: times.map((time) => parseStamp(time, file)),
    columns: new Map(names.map((name) => [name, column(name)])),
  };
}

/** Unix seconds of a stamp such as `20130101:0810`, UTC. */
function parseStamp(stamp: unknown, file: string): number {
  const match = /^(\d{4})(\d\d)(\d\d):(\d\d)(\d\d)$/.exec(String(stamp));
  const [, year, month, day, hour, minute] = match ?? [];
  const seconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}Z`) / 1000;
  if (!Number.isNaN(seconds)) return seconds;
  throw new InputError(
    `Cannot read the time "${stamp}" as PVGIS writes times YYYYMMDD:HHMM: "${file}"`,
  );
}

function cellNumber(cell: unknown, name: string, file: string): number {
  if (cell === "-" || cell === "" || cell === null || cell === undefined) return NaN;
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  throw new InputError(`Cannot read ${name} "${cell}" as it is a number or "-": "${file}"`);
}

function toNumber(value: unknown, name: string, file: string): number {
  const number = optionalNumber(value);
  if (!Number.isNaN(number)) return number;
  throw new InputError(
    `Cannot read "${file}" as an answer of PVGIS states its ${name}: found none`,
  );
}

function optionalNumber(value: unknown): number {
  return value === undefined || value === null || value === "" ? NaN : Number(value);
}
