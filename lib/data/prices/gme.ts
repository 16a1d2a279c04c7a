import type { CellObject } from "@e965/xlsx";
import { InputError } from "../../input_error.ts";
import { dateInRome, HOUR, hoursOfDay, midnightInRome } from "../../time.ts";
import type { PriceHistory } from "../histories.ts";
import { parseDecimal } from "../files/decimal.ts";
import { quoted } from "../files/quoted.ts";
import { utcInstant } from "../stamp.ts";
import { findColumns, type Layout, LONGEST_DAY, SHEET } from "./gme_sheet.ts";
import { checkedPrice } from "./price_bounds.ts";
import { historyOf, QUARTERS } from "./quarter_hours.ts";
import { type Cells, openSheet } from "./workbook.ts";

/** What a file of prices says. */
export interface PriceFileReading {
  /** Its prices, €/MWh. */
  readonly history: PriceHistory;
  /** Rows of prices in the file. */
  readonly rows: number;
  /** Rows that repeat an earlier one, price for price. */
  readonly duplicates: number;
  /** Columns that are neither the national price nor a market zone: left out. */
  readonly ignoredColumns: readonly string[];
  /** Who publishes it, where the file tells. */
  readonly publisher?: string;
  /** What its licence allows, where the file tells. */
  readonly licence?: string;
}

/** What GME's terms allow. */
export const GME_LICENCE = "GME: private, informational use; no redistribution";
/** The Italian power exchange opened in 2004. */
const FIRST_YEAR = 2004;
/** A workbook holds a year or a part of it. */
const LONGEST_SECONDS = 3 * 8784 * HOUR;

/**
 * Reads the day-ahead prices of a yearly workbook of GME, the Italian power exchange
 * (`Anno 2024.xlsx`, `Anno 2009.xls`, and since October 2025 `Anno 2025_60.xlsx` by hours and
 * `…_15.xlsx` by quarter hours).
 *
 * GME counts periods from 1 since local midnight, so the day of the spring clock change has the
 * hours 1 … 23 and that of autumn 1 … 25. An hour that is not in the sheet, or not with all its
 * quarters, and an empty cell become NaN.
 *
 * @param bytes The whole file.
 * @param file The file's name, for messages.
 * @returns Prices in €/MWh, from the first to the last hour in the sheet.
 * @throws {InputError} If the file is damaged, the sheet or a needed column is missing, a cell
 * cannot be read, or two rows give different prices for the same period.
 */
export function readGmeWorkbook(bytes: Uint8Array, file: string): PriceFileReading {
  const cells = openSheet(bytes, file, SHEET);
  const layout = findColumns(cells, file);
  const { rows, starts } = readStarts(cells, layout, file);
  if (rows.length === 0) {
    throw new InputError(
      `Cannot read prices as the sheet "${SHEET}" of ${quoted(file)} holds no rows`,
    );
  }
  const step = layout.countsQuarters ? HOUR / QUARTERS : HOUR;
  requireYear(starts, file);
  const { start, rowOfSlot, duplicates } = arrange(rows, starts, step);
  const eurPerMwh = new Map<string, Float64Array>();
  for (const [name, column] of layout.prices) {
    const price = (row: number) => readPrice(cells[row]![column], name, row, file);
    for (const { row, earlier } of duplicates) {
      if (Object.is(price(row), price(earlier))) continue;
      throw new InputError(
        `Cannot read ${name} as rows ${earlier + 1} and ${row + 1} of ${quoted(file)} give ` +
          `${price(earlier)} and ${price(row)} €/MWh for the same period`,
      );
    }
    eurPerMwh.set(name, Float64Array.from(rowOfSlot, (row) => row < 0 ? NaN : price(row)));
  }
  return {
    history: historyOf({ start, stepSeconds: step, eurPerMwh }),
    rows: rows.length,
    duplicates: duplicates.length,
    ignoredColumns: layout.ignored,
    publisher: "GME",
    licence: GME_LICENCE,
  };
}

/** @throws {InputError} If rows lie much more than a year apart. */
function requireYear(starts: readonly number[], file: string): void {
  const [first, last] = [Math.min, Math.max].map((pick) => starts.reduce((a, b) => pick(a, b)));
  if (last - first <= LONGEST_SECONDS) return;
  throw new InputError(
    `Cannot read ${quoted(file)} as a workbook of GME holds a year or a part of it: found ` +
      `${dateInRome(first)} and ${dateInRome(last)}`,
  );
}

/** Lays rows on an axis of whole hours, cut into periods of `step` seconds. */
function arrange(rows: readonly number[], starts: readonly number[], step: number) {
  const first = starts.reduce((a, b) => Math.min(a, b));
  const last = starts.reduce((a, b) => Math.max(a, b));
  const start = Math.floor(first / HOUR) * HOUR;
  const count = Math.floor((last - start) / HOUR) + 1;
  /** The row of each period; -1 where there is none. */
  const rowOfSlot = new Int32Array(count * HOUR / step).fill(-1);
  const duplicates: { row: number; earlier: number }[] = [];
  starts.forEach((epoch, i) => {
    const slot = (epoch - start) / step;
    if (rowOfSlot[slot] < 0) rowOfSlot[slot] = rows[i];
    else duplicates.push({ row: rows[i], earlier: rowOfSlot[slot] });
  });
  return { start, rowOfSlot, duplicates };
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
    !Number.isNaN(utcInstant(Number(year), Number(month), Number(day)));
  if (known) return date;
  throw new InputError(
    `Cannot read the date ${quoted(text)} as GME dates are days since ${FIRST_YEAR} written ` +
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
    `Cannot read ${what} ${quoted(text).slice(1, -1) || "(empty)"} of ${date} as ${rule}: ` +
      place(row, file),
  );
}

function readPrice(
  cell: CellObject | undefined,
  name: string,
  row: number,
  file: string,
): number {
  if (isEmpty(cell)) return NaN;
  const text = String(cell!.v).trim();
  const value = typeof cell!.v === "number" && cell!.t === "n" ? cell!.v : parseDecimal(text);
  if (!Number.isNaN(value)) return checkedPrice(value, name, () => place(row, file));
  throw new InputError(
    `Cannot read the ${name} price ${quoted(text)} as prices are numbers with a decimal point: ` +
      place(row, file),
  );
}

function place(row: number, file: string): string {
  return `row ${row + 1} of ${quoted(file)}`;
}
