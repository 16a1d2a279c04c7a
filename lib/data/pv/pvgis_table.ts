import { InputError } from "../../input_error.ts";
import { parseBoundedJson } from "../files/bounded_json.ts";
import { parseDecimal } from "../files/decimal.ts";
import { quoted } from "../files/quoted.ts";
import { decodeText, linesOf, splitCsvLine } from "../files/text_file.ts";
import { utcInstant } from "../stamp.ts";

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
  /** Degrees from level; NaN where the answer names none, as for panels that follow the sun. */
  readonly tilt: number;
  /** Degrees clockwise from north; NaN where the answer names none. */
  readonly azimuth: number;
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
  return /^\s*[{[]/.test(text) ? readJson(text, file) : readCsv(text, file);
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
  const answer = parseBoundedJson(text, file) as Record;
  const outputs = field(answer, "outputs");
  const inputs = field(answer, "inputs");
  const hourly = outputs?.hourly ?? outputs?.tmy_hourly;
  const location = field(inputs, "location");
  const { message } = answer;
  if (outputs === undefined && typeof message === "string") {
    throw new InputError(
      `Cannot read ${quoted(file)} as PVGIS answered with a refusal, ${quoted(message, 160)}: ` +
        "ask it again with what it wants",
    );
  }
  const isRecord = (row: unknown) => typeof row === "object" && row !== null && !Array.isArray(row);
  if (
    !Array.isArray(hourly) || hourly.length === 0 || location === undefined ||
    !hourly.every(isRecord)
  ) {
    const found = Object.keys(outputs ?? answer).join(", ");
    throw new InputError(
      `Cannot read ${quoted(file)} as an hourly answer of PVGIS holds inputs.location and ` +
        `outputs.hourly: found ${found === "" ? "nothing" : quoted(found).slice(1, -1)}`,
    );
  }
  const names = Object.keys(hourly[0]).filter((name) => !name.startsWith("time"));
  const time = Object.keys(hourly[0]).find((name) => name.startsWith("time")) ?? "time";
  const module = field(inputs, "pv_module");
  const fixed = field(field(inputs, "mounting_system"), "fixed");
  return {
    latitude: toNumber(location.latitude, "latitude", file),
    longitude: toNumber(location.longitude, "longitude", file),
    typicalYear: outputs?.hourly === undefined,
    peakPowerKw: optionalNumber(module?.peak_power),
    lossesPercent: optionalNumber(module?.system_loss),
    tilt: optionalNumber(field(fixed, "slope")?.value),
    azimuth: fromNorth(optionalNumber(field(fixed, "azimuth")?.value)),
    ...toColumns(
      names,
      hourly.map((row) => row[time]),
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
  const head: string[] = [];
  let names: string[] | undefined;
  const rows: string[][] = [];
  for (const { text: line } of linesOf(text, file)) {
    if (names === undefined) {
      if (line.startsWith("time")) names = splitCsvLine(line);
      else head.push(line.trim());
      continue;
    }
    if (!/^\d{8}:/.test(line)) continue;
    const cells = splitCsvLine(line);
    rows.push(cells);
    if (cells.length !== names.length) {
      throw new InputError(
        `Cannot read reading ${rows.length} of ${quoted(file)} as it has ${cells.length} cells ` +
          `and the header names ${names.length}`,
      );
    }
  }
  if (names === undefined) {
    throw new InputError(
      `Cannot read ${quoted(file)} as an hourly answer of PVGIS has a line that begins with ` +
        `"time": found ${quoted(head[0] ?? "", 60)} first`,
    );
  }
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw new InputError(`Cannot read ${quoted(file)} as it has two columns ${quoted(twice)}`);
  }
  const value = (label: string) =>
    head.find((line) => line.startsWith(label))?.split(":").at(-1)?.trim();
  const degrees = (label: string) => /^-?[\d.]+(?= deg\.)/.exec(value(label) ?? "")?.[0];
  return {
    latitude: toNumber(value("Latitude"), "latitude", file),
    longitude: toNumber(value("Longitude"), "longitude", file),
    typicalYear: names[0] === "time(UTC)",
    peakPowerKw: optionalNumber(value("Nominal power")),
    lossesPercent: optionalNumber(value("System losses")),
    tilt: optionalNumber(degrees("Slope")),
    azimuth: fromNorth(optionalNumber(degrees("Azimuth"))),
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
  if (times.length === 0) {
    throw new InputError(`Cannot read ${quoted(file)} as it holds no readings`);
  }
  const column = (name: string) =>
    cells(name).map((cell, row) => cellNumber(cell, name, row, file));
  return {
    stamps: times.map((time) => parseStamp(time, file)),
    columns: new Map(names.map((name) => [name, column(name)])),
  };
}

/** Unix seconds of a stamp such as `20130101:0810`, UTC. */
function parseStamp(stamp: unknown, file: string): number {
  const text = textOf(stamp);
  const match = /^(\d{4})(\d\d)(\d\d):(\d\d)(\d\d)$/.exec(text);
  const [year, month, day, hour, minute] = (match ?? []).slice(1).map(Number);
  const seconds = match === null ? NaN : utcInstant(year, month, day, hour, minute);
  if (!Number.isNaN(seconds)) return seconds;
  throw new InputError(
    `Cannot read the time ${quoted(text)} as PVGIS writes times YYYYMMDD:HHMM: ${quoted(file)}`,
  );
}

function cellNumber(cell: unknown, name: string, row: number, file: string): number {
  if (cell === "-" || cell === "" || cell === null || cell === undefined) return NaN;
  const value = optionalNumber(cell);
  if (!Number.isNaN(value)) return value;
  throw new InputError(
    `Cannot read ${quoted(name).slice(1, -1)} ${quoted(textOf(cell))} as it is a number or "-": ` +
      `reading ${row + 1} of ${quoted(file)}`,
  );
}

function toNumber(value: unknown, name: string, file: string): number {
  const number = optionalNumber(value);
  if (!Number.isNaN(number)) return number;
  throw new InputError(
    `Cannot read ${quoted(file)} as an answer of PVGIS states its ${name}: found ` +
      (value === undefined ? "none" : quoted(textOf(value))),
  );
}

/** A number as JSON or CSV give it; NaN for what is none, a list of one number too. */
function optionalNumber(value: unknown): number {
  if (typeof value === "number") return Number.isFinite(value) ? value : NaN;
  return typeof value === "string" ? parseDecimal(value) : NaN;
}

/** A value for a message; what lies within a list or a record is not looked at. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return "[…]";
  return typeof value === "object" && value !== null ? "{…}" : String(value);
}

/** PVGIS counts a direction from south, west above 0: degrees clockwise from north. */
function fromNorth(azimuth: number): number {
  return (azimuth + 180 + 360) % 360;
}
