import { InputError } from "../../../input_error.ts";
import { splitCsvLine } from "../../files/text_file.ts";
import type { MeterFormat, RawReadings } from "../format.ts";
import { readingOf, semicolonCells } from "../numbers.ts";
import type { Direction, MeterUnit } from "../readings.ts";
import { readStamps } from "../stamps.ts";

/** Which columns of a table hold what. */
interface TableOfReadings {
  readonly split: (line: string) => string[];
  /** How the column of time begins, in lower case. */
  readonly time: string;
  /** How columns of readings begin, in lower case, and what they count. */
  readonly columns: Readonly<Record<string, Direction>>;
  /** A column of which a member's file has one value. */
  readonly meter?: string;
  readonly zone?: "Rome" | "UTC";
  readonly unit?: MeterUnit;
  readonly hint: string;
}

/** Enedis, France: average watts over the step that ends at the stamp; the file says neither. */
export const enedis: MeterFormat = {
  name: "Enedis",
  recognises: (head) => /^(?:[^\n]*\n)?"?Horodate"?;"?Valeur"?/i.test(head),
  read: (text, file) =>
    readTable(text.slice(text.search(/"?Horodate/i)), file, {
      split: semicolonCells,
      time: "horodate",
      columns: { valeur: "withdrawn" },
      hint: "Enedis publishes average watts with end stamps: --unit W --stamp end",
    }),
};

/** Half hours of Great Britain's smart meters, as London's trial published them; stamps in UTC. */
export const britishHalfHours: MeterFormat = {
  name: "British half hours",
  recognises: (head) => /^"?LCLid"?\s*,.*KWH\/hh/i.test(head),
  read: (text, file) =>
    readTable(text, file, {
      split: splitCsvLine,
      time: "datetime",
      columns: { "kwh/hh": "withdrawn" },
      meter: "lclid",
      zone: "UTC",
      unit: "kWh",
      hint: "files of half hours have been published with either",
    }),
};

/** Enphase's monitoring of panels: gross, Wh in the names of its columns. */
export const enphase: MeterFormat = {
  name: "Enphase",
  recognises: (head) => /^"?Date\/Time"?\s*,\s*"?Energy Produced \(Wh\)/i.test(head),
  read: (text, file) =>
    readTable(text, file, {
      split: splitCsvLine,
      time: "date/time",
      columns: { "energy produced": "generation", "energy consumed": "consumption" },
      unit: "Wh",
      hint: "its reports have been exported with either",
    }),
};

function readTable(text: string, file: string, table: TableOfReadings): RawReadings {
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  const names = table.split(header);
  const find = (start: string) => names.findIndex((name) => name.toLowerCase().startsWith(start));
  const time = find(table.time);
  const columns = Object.entries(table.columns)
    .map(([start, direction]) => ({ at: find(start), direction }))
    .filter(({ at }) => at >= 0);
  const place = (row: number) => `line ${row + 2} of "${file}"`;
  const rows = lines.map((line) => table.split(line));
  if (rows.length === 0) throw new InputError(`Cannot read "${file}" as it holds no readings`);
  const short = rows.findIndex((cells) => cells.length < names.length);
  if (short >= 0) {
    throw new InputError(
      `Cannot read ${place(short)} as it has ${rows[short].length} cells and the header names ` +
        `${names.length}`,
    );
  }
  const meter = table.meter === undefined ? -1 : find(table.meter);
  if (meter >= 0 && rows.some((cells) => cells[meter] !== rows[0][meter])) {
    throw new InputError(
      `Cannot read "${file}" as a file holds one member's meter: found more than one ` +
        `${names[meter]}; keep each in a file of its own`,
    );
  }
  const { instants } = readStamps(rows.map((cells) => cells[time]), file, place, table.zone);
  const used = new Set([time, meter, ...columns.map(({ at }) => at)]);
  return {
    channels: new Map(
      columns.map(({ at, direction }) => [direction, {
        stamps: instants,
        values: rows.map((cells, row) =>
          readingOf(cells[at], () => `cell ${at + 1} of ${place(row)}`)
        ),
      }]),
    ),
    ...(table.unit === undefined ? {} : { unit: table.unit }),
    leftOut: names.filter((_, at) => !used.has(at)),
    hints: { unit: table.hint, stamp: table.hint },
  };
}
