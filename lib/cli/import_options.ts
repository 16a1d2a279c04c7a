import { InputError } from "../input_error.ts";
import {
  isTimeZone,
  parseDecimal,
  quoted,
  type Stamp,
  STAMPS,
  type TableOptions,
} from "../data/mod.ts";
import type { Arguments, Option } from "./command.ts";

/** The options of `import` that tell what a table does not say. */
export const TABLE_OPTIONS: Readonly<Record<string, Option>> = {
  columns: {
    value: "NAME=HEADER,…",
    multiple: true,
    help: "Columns of a table: time, then prices by name (NORD=…), or power or energy of panels",
  },
  unit: { value: "UNIT", help: "EUR/MWh, EUR/kWh, ct/kWh; of generation W, kW, Wh, kWh" },
  zone: { value: "NAME", help: "Whose prices they are where the file does not say, such as NORD" },
  "time-zone": { value: "ZONE", help: "Clock of a table's times: UTC, Europe/Rome, …" },
  stamp: {
    value: "WHAT",
    help: "Of generation: times are the start or end of an interval, or instant",
  },
  capacity: { value: "KW", help: "Of generation: peak power of the panels" },
  latitude: { value: "DEGREES", help: "Of generation: degrees north" },
  longitude: { value: "DEGREES", help: "Of generation: degrees east" },
  tilt: { value: "DEGREES", help: "Of generation: angle of the panels from level" },
  azimuth: { value: "DEGREES", help: "Of generation: direction they face, 180 is south" },
};

/** What was told of a table, and the same in one line, as it goes into the record. */
export interface TableTold {
  /** For the readers. */
  readonly table: TableOptions;
  /** Such as `--unit EUR/kWh --zone NORD`; undefined if nothing was told. */
  readonly readAs: string | undefined;
}

/** @throws {InputError} If an option's value cannot be used. */
export function readTableOptions(args: Arguments): TableTold {
  const columns = readColumns(args.all("columns"));
  const timeZone = args.text("time-zone");
  const stamp = args.text("stamp");
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw new InputError(
      `--time-zone must be a zone such as UTC or Europe/Rome, found ${quoted(timeZone)}`,
    );
  }
  if (stamp !== undefined && !STAMPS.includes(stamp as Stamp)) {
    throw new InputError(`--stamp must be one of ${STAMPS.join(", ")}, found ${quoted(stamp)}`);
  }
  const figures = {
    capacityKw: figure(args, "capacity"),
    latitude: figure(args, "latitude"),
    longitude: figure(args, "longitude"),
    tilt: figure(args, "tilt"),
    azimuth: figure(args, "azimuth"),
  };
  const told = { columns, unit: args.text("unit"), zone: args.text("zone"), timeZone, stamp };
  const table = Object.fromEntries(
    Object.entries({ ...told, ...figures }).filter(([, value]) => value !== undefined),
  ) as TableOptions;
  return { table, readAs: inOneLine(args) };
}

function readColumns(given: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (given.length === 0) return undefined;
  const columns = new Map<string, string>();
  for (const text of given.flatMap((list) => list.split(/,(?=\s*\w+\s*=)/))) {
    const [, name, header] = /^\s*(\w+)\s*=(.+)$/.exec(text) ?? [];
    if (name === undefined || columns.has(name)) {
      throw new InputError(
        `--columns must name each column once, such as time="Datetime (UTC)",NORD="Price", found ` +
          quoted(text),
      );
    }
    columns.set(name, header.trim().replace(/^"(.*)"$/, "$1"));
  }
  return columns;
}

function figure(args: Arguments, name: string): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const value = parseDecimal(text);
  if (!Number.isNaN(value)) return value;
  throw new InputError(`--${name} must be a number, found ${quoted(text)}`);
}

function inOneLine(args: Arguments): string | undefined {
  const words = Object.keys(TABLE_OPTIONS).flatMap((name) => {
    const values = name === "columns" ? args.all(name) : [args.text(name)];
    return values.flatMap((value) => value === undefined ? [] : [`--${name} ${value}`]);
  });
  return words.length === 0 ? undefined : words.join(" ");
}
