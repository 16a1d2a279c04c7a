import { InputError } from "../../input_error.ts";
import { HOUR } from "../../time.ts";
import type { PvHistory, PvSystem } from "../histories.ts";
import { parseDecimal } from "../files/decimal.ts";
import { quoted } from "../files/quoted.ts";
import { decodeText, linesOf, splitCsvLine } from "../files/text_file.ts";
import { hourlyGrid, stampRange } from "../hourly_grid.ts";
import { parseIsoTime } from "../stamp.ts";
import { checkedFigure, checkedGeneration, type PvFigure } from "./pv_bounds.ts";

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
  /** Who publishes it, where the file tells. */
  readonly publisher?: string;
  /** What its licence allows, where the file tells. */
  readonly licence?: string;
}

const NEEDED = ["time", "Generation_kW", "PV_Capacity_kW", "Latitude", "Longitude"] as const;

/** Weather columns that may be there too, by the name of the field of {@link PvSystem}. */
const WEATHER = {
  planeIrradianceWPerM2: "Irradiance_W_m2",
  airTemperatureC: "Temperature_C",
} as const;

/** Figures that tell systems of one place apart, where the file has them. */
const MOUNTING = { tilt: "Tilt", azimuth: "Azimuth" } as const;

/** Systems of a file, and hours that they span together, gaps counted: 40 systems of 20 years. */
const MOST_SYSTEMS = 1000;
const MOST_HOURS = 8_000_000;

/** The rows of one system, in file order. */
interface Rows {
  readonly capacityKw: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly tilt?: number;
  readonly azimuth?: number;
  readonly lines: number[];
  readonly stamps: number[];
  readonly columns: ReadonlyMap<string, number[]>;
}

/**
 * Reads the generation of PV systems from CSV or CSV.gz with the columns `time` (UTC, ISO 8601),
 * `Generation_kW`, `PV_Capacity_kW`, `Latitude`, `Longitude`, and optionally `Irradiance_W_m2` (in
 * the plane of the panels), `Temperature_C` (of the air), `Tilt` (degrees from level) and `Azimuth`
 * (degrees clockwise from north). Others are ignored. The rows of a place, capacity, tilt and azimuth
 * are one system; an empty cell or `NaN` is a missing value.
 *
 * @param bytes The whole file.
 * @param file The file's name, for messages.
 * @returns The systems in the order in which they first appear.
 * @throws {InputError} If a column is missing or a cell cannot be read, with its line.
 */
export function readPvDataset(bytes: Uint8Array, file: string): PvReading {
  const lines = linesOf(decodeText(bytes, file), file);
  const first = lines.next().value?.text ?? "";
  const header = splitCsvLine(first);
  const column = findColumns(header, file);
  const systems = new Map<string, Rows>();
  const asWritten = new Map<string, Rows>();
  let rows = 0;
  for (const { number, text } of lines) {
    if (text.trim() === "" || text === first) continue;
    const cells = splitCsvLine(text);
    const place = () => `line ${number} of ${quoted(file)}`;
    if (cells.length !== header.length) {
      throw new InputError(
        `Cannot read ${cells.length} cells as the header names ${header.length}: ${place()}`,
      );
    }
    const written = column.identity.map((at) => cells[at]).join(" ");
    let system = asWritten.get(written);
    if (system === undefined) {
      asWritten.set(written, system = systemOf(cells, column, systems, place));
    }
    appendReading(system, cells, column, number, place);
    rows++;
  }
  if (rows === 0) throw new InputError(`Cannot read ${quoted(file)} as it holds no readings`);
  requireHours([...systems.values()], file);
  let duplicates = 0;
  const history = Array.from(systems.values(), (system) => {
    const grid = hourlyGrid(system.stamps, system.columns, placeIn(system, file));
    duplicates += grid.duplicates;
    return toSystem(system, grid.start, grid.columns);
  });
  return { systems: history, rows, duplicates };
}

/** Where a reading of a system stands. */
function placeIn({ lines }: Rows, file: string): (index: number) => string {
  return (index) => `line ${lines[index]} of ${quoted(file)}`;
}

/** @throws {InputError} If a few readings far apart would take more memory than a history does. */
function requireHours(systems: readonly Rows[], file: string): void {
  let hours = 0;
  for (const system of systems) {
    const { start, end } = stampRange(system.stamps, placeIn(system, file));
    hours += (end - start) / HOUR;
  }
  if (hours <= MOST_HOURS) return;
  throw new InputError(
    `Cannot read ${quoted(file)} as its systems may span ${MOST_HOURS} hours together, gaps ` +
      `counted: they span ${Math.round(hours)}`,
  );
}

/** The system that a row is of: one as long as its figures are, however they are written. */
function systemOf(
  cells: readonly string[],
  column: ColumnPositions,
  systems: Map<string, Rows>,
  place: () => string,
): Rows {
  const described = describe(cells, column, place);
  const { capacityKw, latitude, longitude, tilt, azimuth } = described;
  const key = [capacityKw, latitude, longitude, tilt, azimuth].join(" ");
  const known = systems.get(key);
  if (known !== undefined) return known;
  if (systems.size === MOST_SYSTEMS) {
    throw new InputError(
      `Cannot read more than ${MOST_SYSTEMS} systems from one file: ${place()} begins another`,
    );
  }
  const names = ["Generation_kW", ...column.weather.keys()];
  const system = {
    ...described,
    lines: [],
    stamps: [],
    columns: new Map(names.map((name) => [name, []])),
  };
  systems.set(key, system);
  return system;
}

type ColumnPositions =
  & Readonly<Record<typeof NEEDED[number], number>>
  & {
    readonly weather: ReadonlyMap<string, number>;
    readonly mounting: ReadonlyMap<keyof typeof MOUNTING, number>;
    /** Of all that tells systems apart. */
    readonly identity: readonly number[];
  };

function findColumns(header: readonly string[], file: string): ColumnPositions {
  const missing = NEEDED.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw new InputError(
      `Cannot read ${quoted(file)} as a PV series has the columns ${
        NEEDED.join(", ")
      }, separated by ` +
        `commas: found no ${missing.join(", no ")} in its first line`,
    );
  }
  const known = [...NEEDED, ...Object.values(WEATHER), ...Object.values(MOUNTING)];
  const twice = known.find((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice !== undefined) {
    throw new InputError(`Cannot read ${quoted(file)} as it has two columns ${quoted(twice)}`);
  }
  const positions = NEEDED.map((name) => [name, header.indexOf(name)]);
  const weather = Object.values(WEATHER).filter((name) => header.includes(name));
  const mounting = (Object.keys(MOUNTING) as (keyof typeof MOUNTING)[])
    .filter((figure) => header.includes(MOUNTING[figure]));
  const figures = [...NEEDED.slice(2), ...mounting.map((figure) => MOUNTING[figure])];
  return {
    ...Object.fromEntries(positions) as Record<typeof NEEDED[number], number>,
    identity: figures.map((name) => header.indexOf(name)),
    weather: new Map(weather.map((name) => [name, header.indexOf(name)])),
    mounting: new Map(mounting.map((figure) => [figure, header.indexOf(MOUNTING[figure])])),
  };
}

/** The figures of the system that a row is of. */
function describe(
  cells: readonly string[],
  column: ColumnPositions,
  place: () => string,
): Omit<Rows, "lines" | "stamps" | "columns"> {
  const figure = (name: typeof NEEDED[number], kind: PvFigure) =>
    checkedFigure(parseDecimal(cells[column[name]]), kind, name, cells[column[name]], place);
  const mounting = Array.from(column.mounting).filter(([, at]) => cells[at] !== "");
  return {
    capacityKw: figure("PV_Capacity_kW", "capacityKw"),
    latitude: figure("Latitude", "latitude"),
    longitude: figure("Longitude", "longitude"),
    ...Object.fromEntries(mounting.map(([kind, at]) => [
      kind,
      checkedFigure(parseDecimal(cells[at]), kind, MOUNTING[kind], cells[at], place),
    ])),
  };
}

function appendReading(
  system: Rows,
  cells: readonly string[],
  column: ColumnPositions,
  line: number,
  place: () => string,
): void {
  const stamp = parseIsoTime(cells[column.time]);
  if (Number.isNaN(stamp)) {
    throw new InputError(
      `Cannot read the time ${quoted(cells[column.time])} as times are written ` +
        `YYYY-MM-DD HH:MM:SS+00:00: ${place()}`,
    );
  }
  const kw = optionalNumber(cells[column.Generation_kW], "Generation_kW", place);
  system.lines.push(line);
  system.stamps.push(stamp);
  system.columns.get("Generation_kW")!.push(
    checkedGeneration(kw, system.capacityKw, "Generation_kW", place),
  );
  for (const [name, at] of column.weather) {
    const value = optionalNumber(cells[at], name, place);
    const figure = name === WEATHER.airTemperatureC ? "airTemperatureC" : "planeIrradianceWPerM2";
    if (!Number.isNaN(value)) checkedFigure(value, figure, name, cells[at], place);
    system.columns.get(name)!.push(value);
  }
}

/** A number, or NaN for an empty cell and for `NaN`. */
function optionalNumber(text: string, name: string, place: () => string): number {
  if (text === "" || text.toLowerCase() === "nan") return NaN;
  const value = parseDecimal(text);
  if (!Number.isNaN(value)) return value;
  throw new InputError(
    `Cannot read ${name} ${quoted(text)} as it is a number with a decimal point: ${place()}`,
  );
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
    ...(rows.tilt === undefined ? {} : { tilt: rows.tilt }),
    ...(rows.azimuth === undefined ? {} : { azimuth: rows.azimuth }),
    start,
    generationKw: columns.get("Generation_kW")!,
    ...Object.fromEntries(weather.map(([field, column]) => [field, columns.get(column)!])),
  };
}
