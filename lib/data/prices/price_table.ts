import { InputError } from "../../input_error.ts";
import { HOUR, hoursOfDay, midnightInRome } from "../../time.ts";
import { quoted } from "../files/quoted.ts";
import { decodeText } from "../files/text_file.ts";
import { parseDecimal } from "../files/decimal.ts";
import { utcInstant } from "../stamp.ts";
import { type Clock, readTimes } from "../table/clock.ts";
import {
  cellValue,
  decimalMark,
  type DelimitedTable,
  headerOf,
  isNoValue,
  readDelimited,
} from "../table/delimited.ts";
import type { TableOptions } from "../table/options.ts";
import type { PriceFileReading } from "./gme.ts";
import { punFirst } from "./history.ts";
import { knownExport, type PriceExport } from "./known_exports.ts";
import { checkedPrice } from "./price_bounds.ts";
import { pricesFromReadings } from "./quarter_hours.ts";

/** What a unit's number is to be multiplied by for €/MWh. */
const EUR_PER_MWH: Readonly<Record<string, number>> = {
  "EUR/MWh": 1,
  "EUR/kWh": 1000,
  "ct/kWh": 10,
};

/** The form that everything else can be brought into. */
const PLAIN = 'a CSV with "time" (UTC, such as 2024-05-01T00:00Z) and a column per price in €/MWh';

/**
 * Reads prices from a table of separated values: the sample's own form (`time` in UTC, a column per
 * price, €/MWh), the exports of ENTSO-E, Ember, energy-charts and GME (`Data;Ora;PUN`), or any other
 * whose columns are told. What the table does not say is asked for, not guessed.
 *
 * @param bytes The whole file, as it is or compressed with gzip.
 * @param file The file's name, for messages.
 * @param options What the table does not say.
 * @throws {InputError} If a line cannot be read, or something must be told.
 */
export function readPriceTable(
  bytes: Uint8Array,
  file: string,
  options: TableOptions = {},
): PriceFileReading {
  const text = decodeText(bytes, file);
  const header = headerOf(text, file);
  const told = options.columns === undefined ? knownExport(header, text) : undefined;
  const form = withOptions(told, options, header, file);
  const table = readDelimited(text, file, [...new Set(form.columns.values()), ...form.constant]);
  for (const name of form.constant) requireOne(table, name);
  const times = form.columns.get("time");
  const names = punFirst([...form.columns.keys()].filter((role) => !ROLES.includes(role)));
  const columnOf = (role: string) => table.column(form.columns.get(role)!);
  // Left out: a second header that names units, and the hour that no clock shows in spring.
  const kept = Array.from(table.lines.keys()).filter((row) =>
    (times === undefined || table.column(times)[row] !== "") &&
    names.some((name) => !isNoValue(columnOf(name)[row]))
  );
  if (kept.length === 0) throw new InputError(`Cannot read ${quoted(file)} as it holds no price`);
  const place = (index: number) => `line ${table.lines[kept[index]]} of ${quoted(file)}`;
  const of = (name: string) => {
    const cells = table.column(name);
    return kept.map((row) => cells[row]);
  };
  const stamps = times === undefined
    ? gmeStamps(of(form.columns.get("date")!), of(form.columns.get("hour")!), place)
    : readTimes(of(times), clockOf(form, place));
  const columns = names.map((name) => [name, prices(of(form.columns.get(name)!), name)] as const);
  const grid = pricesFromReadings(Array.from(stamps), new Map(columns), place);
  const used = new Set([...form.columns.values(), ...form.constant]);
  const ignored = table.header.filter((name) => name !== "" && !used.has(name));
  return {
    history: grid.history,
    rows: kept.length,
    duplicates: grid.duplicates,
    ignoredColumns: ignored.map((name) => quoted(name).slice(1, -1)),
    ...(form.publisher === undefined ? {} : { publisher: form.publisher }),
    ...(form.licence === undefined ? {} : { licence: form.licence }),
  };

  function prices(cells: readonly string[], name: string): number[] {
    const mark = decimalMark(cells);
    const factor = EUR_PER_MWH[form.unit];
    return cells.map((cell, index) => {
      const value = cellValue(cell, mark, () =>
        new InputError(
          `Cannot read the ${name} price ${quoted(cell)} as prices are numbers: ${place(index)}`,
        ));
      return checkedPrice(factor === 1 ? value : value * factor, name, () => place(index));
    });
  }
}

const ROLES = ["time", "date", "hour"];

/** A form of table of which nothing is open. */
interface PriceForm extends PriceExport {
  readonly unit: string;
}

/** What is known of a table and what was told, checked. */
function withOptions(
  known: PriceExport | undefined,
  options: TableOptions,
  header: readonly string[],
  file: string,
): PriceForm {
  const columns = new Map(options.columns ?? known?.columns ?? []);
  if (columns.size === 0) throw notKnown(header, file);
  if (!columns.has("time") && !(columns.has("date") && columns.has("hour"))) {
    throw new InputError(
      `Cannot read ${quoted(file)} as --columns must tell the column of the time, such as ` +
        `--columns time="Datetime (UTC)",NORD="Price": found ${[...columns.keys()].join(", ")}`,
    );
  }
  const price = columns.get("price");
  if (price !== undefined) {
    columns.delete("price");
    const zone = options.zone ?? known?.zone;
    if (zone === undefined) {
      throw new InputError(
        `Cannot read ${quoted(file)} as it does not say whose prices ${quoted(price)} are: add ` +
          `--zone NORD, or PUN, or another zone's name`,
      );
    }
    columns.set(zone, price);
  }
  const named = [...columns.keys()].filter((role) => !ROLES.includes(role));
  if (named.length === 0) {
    throw new InputError(
      `Cannot read ${quoted(file)} as --columns must tell at least one price, such as NORD="Price"`,
    );
  }
  for (const name of named) requireZone(name, file);
  const unit = options.unit ?? known?.unit ?? unitOf(named.map((name) => columns.get(name)!));
  if (unit === undefined || EUR_PER_MWH[unit] === undefined) {
    throw new InputError(
      `Cannot read ${quoted(file)} as the unit of its prices must be one of ` +
        `${Object.keys(EUR_PER_MWH).join(", ")}: found ${
          unit === undefined ? "none" : quoted(unit)
        }; ` +
        "add --unit EUR/MWh",
    );
  }
  const timeZone = options.timeZone ?? known?.timeZone ?? zoneOf(columns.get("time") ?? "");
  return {
    constant: [],
    ...known,
    columns,
    unit,
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** @throws {InputError} If a name of prices is none that results can carry. */
export function requireZone(name: string, file: string): void {
  if (/^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(name) && !RESERVED.includes(name)) return;
  throw new InputError(
    `Cannot read ${quoted(file)} as prices are named by up to 20 letters, digits and _, such as ` +
      `PUN or NORD: found ${quoted(name)}`,
  );
}

/** Names of the columns under which an imported file is kept. */
const RESERVED = ["utc", "stepSeconds", "constructor", "time", "date", "hour"];

/** The unit that all headers name; undefined if they name none or several. */
function unitOf(headers: readonly string[]): string | undefined {
  const units = new Set(headers.map((header) => {
    const [, money, energy] = /(€|EUR|ct)\s*\/\s*(MWh|kWh)/i.exec(header) ?? [];
    if (money === undefined) return undefined;
    return `${money.toLowerCase() === "ct" ? "ct" : "EUR"}/${
      energy[0].toUpperCase() === "M" ? "MWh" : "kWh"
    }`;
  }));
  const [unit] = units;
  return units.size === 1 ? unit : undefined;
}

/** The time zone that a header names; undefined if none. */
function zoneOf(header: string): string | undefined {
  if (/\(UTC\)/.test(header)) return "UTC";
  return /\(CET\/CEST\)/.test(header) ? "Europe/Rome" : undefined;
}

function clockOf(form: PriceForm, place: (index: number) => string): Clock {
  const { timeZone, order } = form;
  return { timeZone, place, ...(order === undefined ? {} : { order }) };
}

/** Instants from days and hours as GME counts them, from 1 since midnight in Rome. */
function gmeStamps(
  dates: readonly string[],
  hours: readonly string[],
  place: (index: number) => string,
): Float64Array {
  return Float64Array.from(dates, (text, index) => {
    const slashed = /^(\d\d)[/.-](\d\d)[/.-](\d{4})$/.exec(text);
    const plain = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text);
    const [year, month, day] = slashed
      ? [slashed[3], slashed[2], slashed[1]]
      : plain
      ? plain.slice(1)
      : [];
    if (Number.isNaN(utcInstant(Number(year), Number(month), Number(day)))) {
      throw new InputError(
        `Cannot read the date ${quoted(text)} as days are written DD/MM/YYYY or YYYYMMDD: ` +
          place(index),
      );
    }
    const date = `${year}-${month}-${day}`;
    const hour = parseDecimal(hours[index]);
    if (Number.isInteger(hour) && hour >= 1 && hour <= hoursOfDay(date)) {
      return midnightInRome(date) + (hour - 1) * HOUR;
    }
    throw new InputError(
      `Cannot read hour ${quoted(hours[index])} of ${date} as that day's hours run from 1 to ` +
        `${hoursOfDay(date)}: ${place(index)}`,
    );
  });
}

/** @throws {InputError} If a column tells several countries or zones apart: their prices are mixed. */
function requireOne(table: DelimitedTable, name: string): void {
  const values = [...new Set(table.column(name))];
  if (values.length <= 1) return;
  throw new InputError(
    `Cannot read ${quoted(table.file)} as its prices must be of one ${name}: found ` +
      `${values.slice(0, 4).map((value) => quoted(value)).join(", ")}; leave the rows of one`,
  );
}

function notKnown(header: readonly string[], file: string): InputError {
  const found = header.slice(0, 12).map((name) => quoted(name)).join(", ") || "nothing";
  return new InputError(
    `Cannot read ${quoted(file)} as a table of prices by its header, ${found}: tell its columns, ` +
      'such as --columns time="Datetime (UTC)",NORD="Price" --unit EUR/MWh --time-zone UTC, or ' +
      `bring it into ${PLAIN}`,
  );
}
