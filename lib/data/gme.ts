import { type CellObject, read } from "@e965/xlsx";
import { InputError } from "../input_error.ts";
import { HOUR, hoursOfDay, midnightInRome } from "../time.ts";
import type { PriceHistory } from "./histories.ts";
import { damaged, uncompressed } from "./zip.ts";

/** What one GME workbook says. */
export interface GmeReading {
  /** Its prices, €/MWh. */
  readonly history: PriceHistory;
  /** Rows of prices in the sheet. */
  readonly rows: number;
  /** Rows that repeat an earlier one, price for price. */
  readonly duplicates: number;
  /** Columns that are neither the national price nor a market zone: left out. */
  readonly ignoredColumns: readonly string[];
}

const SHEET = "Prezzi-Prices";
const QUARTERS = 4;
const LONGEST_DAY = 25;
/** The Italian power exchange opened in 2004. */
const FIRST_YEAR = 2004;

/** Where the columns stand. Prices are by name, `PUN` first. */
interface Layout {
  readonly headerRow: number;
  readonly date: number;
  /** The column that counts hours or quarter hours since local midnight, from 1. */
  readonly period: number;
  readonly countsQuarters: boolean;
  readonly prices: ReadonlyMap<string, number>;
  readonly ignored: readonly string[];
}

type Cells = readonly (readonly (CellObject | undefined)[] | undefined)[];

/**
 * Reads the day-ahead prices of a yearly workbook of GME, the Italian power exchange
 * (`Anno 2024.xlsx`, and since October 2025 `Anno 2025_60.xlsx` by hours and `…_15.xlsx` by
 * quarter hours, whose four quarters are averaged).
 *
 * GME counts periods from 1 since local midnight, so the day of the spring clock change has the
 * hours 1 … 23 and that of autumn 1 … 25. An hour that is not in the sheet, or not with all its
 * quarters, and an empty cell become NaN.
 *
 * @param bytes The whole `.xlsx` file.
 * @param file The file's name, for messages.
 * @returns Prices in €/MWh, from the first to the last hour in the sheet.
 * @throws {InputError} If the file is damaged, the sheet or a needed column is missing, a cell
 * cannot be read, or two rows give different prices for the same period.
 */
export function readGmeWorkbook(bytes: Uint8Array, file: string): GmeReading {
  const cells = openSheet(bytes, file);
  const layout = findColumns(cells, file);
  const { rows, starts } = readStarts(cells, layout, file);
  if (rows.length === 0) {
    throw new InputError(`Cannot read prices as the sheet "${SHEET}" of "${file}" holds no rows`);
  }
  const step = layout.countsQuarters ? HOUR / QUARTERS : HOUR;
  const first = starts.reduce((a, b) => Math.min(a, b));
  const last = starts.reduce((a, b) => Math.max(a, b));
  const start = Math.floor(first / HOUR) * HOUR;
  const count = Math.floor(last / HOUR) - Math.floor(first / HOUR) + 1;
  const slots = Int32Array.from(starts, (epoch) => (epoch - start) / step);
  const slotCount = count * HOUR / step;

  const rowOfSlot = new Int32Array(slotCount).fill(-1);
  const duplicates: [row: number, earlier: number][] = [];
  slots.forEach((slot, i) => {
    if (rowOfSlot[slot] < 0) rowOfSlot[slot] = rows[i];
    else duplicates.push([rows[i], rowOfSlot[slot]]);
  });

  const eurPerMwh = new Map<string, Float64Array>();
  for (const [name, column] of layout.prices) {
    const price = (row: number) => readPrice(cells[row]![column], name, row, file);
    for (const [row, earlier] of duplicates) {
      if (!Object.is(price(row), price(earlier))) {
        throw new InputError(
          `Cannot read ${name} as rows ${earlier + 1} and ${row + 1} of "${file}" give ` +
            `${price(earlier)} and ${price(row)} €/MWh for the same period`,
        );
      }
    }
    const values = Float64Array.from(rowOfSlot, (row) => row < 0 ? NaN : price(row));
    eurPerMwh.set(name, layout.countsQuarters ? averageQuarters(values) : values);
  }
  return {
    history: { start, count, eurPerMwh },
    rows: rows.length,
    duplicates: duplicates.length,
    ignoredColumns: layout.ignored,
  };
}

function openSheet(bytes: Uint8Array, file: string): Cells {
  // SheetJS never ends on some archives that are cut short or damaged: it is given a sound one.
  const archive = uncompressed(bytes, file);
  let workbook;
  try {
    workbook = read(archive, {
      type: "array",
      sheets: [SHEET],
      dense: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
    });
  } catch (cause) {
    throw damaged(file, cause);
  }
  const sheet = workbook.Sheets[SHEET];
  if (sheet === undefined) {
    const found = workbook.SheetNames.map((name) => `"${name}"`).join(", ");
    throw new InputError(
      `Cannot read "${file}" as a GME workbook has a sheet "${SHEET}": found ${found}`,
    );
  }
  return sheet["!data"] ?? [];
}

/** `"   Data/Date\n(YYYYMMDD)"` → `DATA/DATE(YYYYMMDD)`: headers differ in blanks from year to year. */
function normalise(cell: CellObject | undefined): string {
  return String(cell?.v ?? "").replace(/\s+/g, "").toUpperCase();
}

function findColumns(cells: Cells, file: string): Layout {
  const headerRow = cells.findIndex((row) => row?.some((cell) => isDate(normalise(cell))));
  const names = Array.from(cells[Math.max(0, headerRow)] ?? [], normalise);
  const date = names.findIndex(isDate);
  const quarter = names.findIndex((name) => name.startsWith("PERIODO"));
  const hour = names.findIndex((name) => name.startsWith("ORA/"));
  const period = quarter < 0 ? hour : quarter;
  const prices = new Map<string, number>();
  const ignored: string[] = [];
  names.forEach((header, column) => {
    if (header === "" || [date, hour, quarter].includes(column)) return;
    const name = header === "PUNINDEXGME" ? "PUN" : header;
    if (!/^[A-Z]{2,5}$/.test(name)) ignored.push(header);
    else if (!prices.has(name)) prices.set(name, column);
    else throw new InputError(`Cannot read "${file}" as it holds two columns of ${name} prices`);
  });
  const missing = [
    ...(date < 0 ? ["Data/Date"] : []),
    ...(period < 0 ? ["Ora/Hour"] : []),
    ...(prices.has("PUN") ? [] : ["PUN"]),
  ];
  if (missing.length > 0) {
    throw new InputError(
      `Cannot read "${file}" as its sheet "${SHEET}" needs the columns Data/Date, Ora/Hour and ` +
        `PUN: found no ${missing.join(", no ")} in ${names.filter(Boolean).join(", ") || "it"}`,
    );
  }
  return {
    headerRow,
    date,
    period,
    countsQuarters: quarter >= 0 && highest(cells, headerRow, quarter) > LONGEST_DAY,
    prices: new Map([["PUN", prices.get("PUN")!], ...prices]),
    ignored,
  };
}

function isDate(header: string): boolean {
  return header.startsWith("DATA/DATE");
}

function highest(cells: Cells, headerRow: number, column: number): number {
  let highest = 0;
  for (const row of cells.slice(headerRow + 1)) {
    highest = Math.max(highest, Number(row?.[column]?.v) || 0);
  }
  return highest;
}

/** The rows that hold prices, and the instant at which the period of each begins. */
function readStarts(cells: Cells, layout: Layout, file: string) {
  const days = new Map<string, { midnight: number; hours: number }>();
  const rows: number[] = [];
  const starts: number[] = [];
  const perHour = layout.countsQuarters ? QUARTERS : 1;
  for (let row = layout.headerRow + 1; row < cells.length; row++) {
    const line = cells[row];
    if (line === undefined || line.every(isEmpty)) continue;
    const date = readDate(line[layout.date], row, file);
    let day = days.get(date);
    if (day === undefined) {
      day = { midnight: midnightInRome(date), hours: hoursOfDay(date) };
      days.set(date, day);
    }
    const period = readPeriod(line[layout.period], date, day.hours, perHour, row, file);
    rows.push(row);
    starts.push(day.midnight + (period - 1) * (HOUR / perHour));
  }
  return { rows, starts };
}

function isEmpty(cell: CellObject | undefined): boolean {
  return String(cell?.v ?? "").trim() === "";
}

function readDate(cell: CellObject | undefined, row: number, file: string): string {
  const text = String(cell?.v ?? "").trim();
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  const known = Number(year) >= FIRST_YEAR && Number(year) < 2100 &&
    new Date(`${date}T00:00Z`).getUTCDate() === Number(day);
  if (known) return date;
  throw new InputError(
    `Cannot read the date "${text}" as GME dates are days since ${FIRST_YEAR} written ` +
      `YYYYMMDD: ${place(row, file)}`,
  );
}

function readPeriod(
  cell: CellObject | undefined,
  date: string,
  hours: number,
  perHour: number,
  row: number,
  file: string,
): number {
  const text = String(cell?.v ?? "").trim();
  const period = /^\d+$/.test(text) ? Number(text) : NaN;
  if (period >= 1 && period <= hours * perHour) return period;
  const what = perHour === 1 ? "hour" : "quarter hour";
  const rule = period > hours * perHour && period <= LONGEST_DAY * perHour
    ? `that day has ${hours * perHour} ${what}s`
    : `GME ${what}s run from 1 to ${LONGEST_DAY * perHour}`;
  throw new InputError(
    `Cannot read ${what} ${text || "(empty)"} of ${date} as ${rule}: ${place(row, file)}`,
  );
}

function readPrice(
  cell: CellObject | undefined,
  name: string,
  row: number,
  file: string,
): number {
  if (typeof cell?.v === "number" && cell.t === "n") return cell.v;
  if (isEmpty(cell)) return NaN;
  const text = String(cell!.v).trim();
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new InputError(
    `Cannot read the ${name} price "${text}" as prices are numbers with a decimal point: ` +
      place(row, file),
  );
}

function place(row: number, file: string): string {
  return `row ${row + 1} of "${file}"`;
}

/** Hourly means of quarter hours; NaN where a quarter is missing. */
function averageQuarters(quarters: Float64Array): Float64Array {
  const hours = new Float64Array(quarters.length / QUARTERS);
  for (let i = 0; i < quarters.length; i++) {
    hours[Math.floor(i / QUARTERS)] += quarters[i] / QUARTERS;
  }
  return hours;
}
