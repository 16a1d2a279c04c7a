import { InputError } from "../../input_error.ts";
import { decodeText, splitCsvLine } from "../files/text_file.ts";
import { meterUnits, semicolonCells, stampKinds } from "../meters/mod.ts";
import {
  memberKinds,
  meterings,
  type RosterColumn,
  rosterColumns,
  type RosterMember,
} from "./roster.ts";

/** One row, with the cell of each column; empty for a column that the roster does not have. */
type Cells = Readonly<Record<RosterColumn, string>>;

/**
 * Reads a roster: CSV with a header and a row per member, separated by commas, or by semicolons (then
 * with decimal commas, as Italian spreadsheets write them). Only `id` and one of `annual_kwh` and `meter`
 * are needed.
 *
 * @param bytes The whole file.
 * @param file The file's name, for messages.
 * @returns The members in the order of their rows; of ids 0 … n − 1 in the order of these.
 * @throws {InputError} With one sentence per wrong cell; names are not repeated in it.
 */
export function readRoster(bytes: Uint8Array, file: string): RosterMember[] {
  const lines = decodeText(bytes, file).split(/\r?\n/);
  const split = lines[0].includes(";") ? semicolonCells : splitCsvLine;
  const columns = split(lines[0]).map((name) => name.toLowerCase());
  requireColumns(columns, file);
  const problems: string[] = [];
  const members: RosterMember[] = [];
  lines.forEach((line, i) => {
    if (i === 0 || line.replace(/[;,\s"]/g, "") === "") return;
    const cells = split(line);
    const place = `line ${i + 1} of "${file}"`;
    if (cells.length !== columns.length) {
      problems.push(
        `Cannot read ${place} as it has ${cells.length} cells and the header names ${columns.length}`,
      );
      return;
    }
    const byColumn = Object.fromEntries(columns.map((name, c) => [name, cells[c]]));
    const empty = Object.fromEntries(rosterColumns.map((name) => [name, ""]));
    const reader = new RowReader({ ...empty, ...byColumn } as Cells, place, problems);
    members.push(memberOf(reader));
  });
  if (problems.length === 0 && members.length === 0) {
    problems.push(`Cannot read "${file}" as a roster has a row per member: found none`);
  }
  if (problems.length === 0) problems.push(...problemsOfIds(members, file));
  if (problems.length > 0) throw new InputError(problems);
  return inOrder(members);
}

function requireColumns(columns: readonly string[], file: string): void {
  const problems = columns
    .filter((name) => !(rosterColumns as readonly string[]).includes(name))
    .map((name) =>
      `Cannot read "${file}" as a roster has the columns ${
        rosterColumns.join(", ")
      }: found "${name}"`
    );
  if (new Set(columns).size < columns.length) {
    problems.push(`Cannot read "${file}" as a column of a roster is there once: found one twice`);
  }
  for (const needed of [["id"], ["annual_kwh", "meter"]]) {
    if (!needed.some((name) => columns.includes(name))) {
      problems.push(`Cannot read "${file}" as a roster has a column ${needed.join(" or ")}`);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
}

/** Reads the cells of a row, keeping a sentence for each that is wrong. */
class RowReader {
  constructor(
    readonly cells: Cells,
    readonly place: string,
    readonly problems: string[],
  ) {}

  /** A number from low to high; undefined for an empty cell or, after a sentence, a wrong one. */
  number(column: RosterColumn, low: number, high: number, unit: string): number | undefined {
    const text = this.cells[column];
    if (text === "") return undefined;
    const value = /^[+-]?\d+([.,]\d+)?(e[+-]?\d+)?$/i.test(text)
      ? Number(text.replace(",", "."))
      : NaN;
    if (value >= low && value <= high) return value;
    this.fail(column, `a number from ${low} to ${high}${unit}`);
    return undefined;
  }

  /** One of some words, whatever their case; undefined for an empty cell or a wrong one. */
  word<Word extends string>(column: RosterColumn, words: readonly Word[]): Word | undefined {
    const text = this.cells[column];
    if (text === "") return undefined;
    const found = words.find((word) => word.toLowerCase() === text.toLowerCase());
    if (found === undefined) this.fail(column, `one of ${words.join(", ")}`);
    return found;
  }

  /** Words are not repeated: in a row that slipped they may be a name. */
  fail(column: RosterColumn, rule: string): void {
    const text = this.cells[column];
    const found = /^[-+\d.,]+$/.test(text) ? text : "something else";
    this.problems.push(`Cannot read ${column} in ${this.place} as it is ${rule}: found ${found}`);
  }
}

function memberOf(row: RowReader): RosterMember {
  const { cells, place, problems } = row;
  if (cells.id === "") problems.push(`Cannot read ${place} as every member has an id`);
  if (cells.annual_kwh === "" && cells.meter === "") {
    problems.push(
      `Cannot read ${place} as a member has annual_kwh or a meter: found neither`,
    );
  }
  const latitude = row.number("latitude", -90, 90, "°");
  const longitude = row.number("longitude", -180, 180, "°");
  if ((cells.latitude === "") !== (cells.longitude === "")) {
    problems.push(`Cannot read ${place} as a place has latitude and longitude: found one of them`);
  }
  if (/^(\/|\\|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/i.test(cells.meter)) {
    row.fail("meter", "a file or folder beside the roster, without .. or a whole path");
  }
  const optional = {
    neighbourhood: cells.neighbourhood === "" ? undefined : cells.neighbourhood,
    latitude,
    longitude,
    tilt: row.number("tilt", 0, 90, "°"),
    azimuth: row.number("azimuth", 0, 360, "°"),
    annualKwh: row.number("annual_kwh", 0, 1e9, " kWh"),
    contractKw: row.number("contract_kw", 0.1, 1e6, " kW"),
    meter: cells.meter === "" ? undefined : cells.meter,
    metering: row.word("metering", meterings),
  };
  const answers = {
    unit: row.word("meter_unit", meterUnits),
    stamp: row.word("meter_stamp", stampKinds),
  };
  return {
    id: cells.id,
    name: cells.name,
    pvKw: row.number("pv_kw", 0, 1e6, " kW") ?? 0,
    batteryKwh: row.number("battery_kwh", 0, 1e6, " kWh") ?? 0,
    kind: row.word("kind", memberKinds) ?? "household",
    primarySubstation: cells.primary_substation,
    ...given(optional),
    answers: given(answers),
  };
}

/** An object without its undefined fields. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function isNumber(id: string): boolean {
  return /^\d+$/.test(id);
}

function problemsOfIds(members: readonly RosterMember[], file: string): string[] {
  const ids = members.map(({ id }) => id);
  const twice = ids.filter((id, i) => ids.indexOf(id) < i);
  if (twice.length > 0) {
    return [`Cannot read "${file}" as ids differ: found "${twice[0]}" twice`];
  }
  const numbers = ids.filter(isNumber).map(Number);
  if (numbers.length === 0) return [];
  const countFromNought = numbers.length === ids.length && Math.max(...numbers) === ids.length - 1;
  return countFromNought ? [] : [
    `Cannot read "${file}" as results number members from 0: ids that are numbers are 0 to ` +
    `${
      ids.length - 1
    }, other ids hold a letter, such as M1 (then rows are numbered in their order)`,
  ];
}

function inOrder(members: readonly RosterMember[]): RosterMember[] {
  if (!isNumber(members[0].id)) return [...members];
  return members.toSorted((a, b) => Number(a.id) - Number(b.id));
}
