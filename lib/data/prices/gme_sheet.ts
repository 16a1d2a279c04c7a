import { type CellObject, read } from "@e965/xlsx";
import { InputError } from "../../input_error.ts";
import { damaged, uncompressed } from "../files/zip.ts";

/** The sheet of a GME workbook that holds the prices. */
export const SHEET = "Prezzi-Prices";

/** No day has more hours than that of the clock change in autumn. */
export const LONGEST_DAY = 25;

/** Where the columns stand. Prices are by name, `PUN` first. */
export interface Layout {
  /** Row of the headers, from 0. */
  readonly headerRow: number;
  /** The column of the dates. */
  readonly date: number;
  /** The column that counts hours or quarter hours since local midnight, from 1. */
  readonly period: number;
  /** Whether it counts quarter hours. */
  readonly countsQuarters: boolean;
  /** The columns of prices. */
  readonly prices: ReadonlyMap<string, number>;
  /** Headers of the other columns. */
  readonly ignored: readonly string[];
}

/** Rows of cells; both may have holes. */
export type Cells = readonly (readonly (CellObject | undefined)[] | undefined)[];

/**
 * Opens the sheet of prices.
 *
 * @throws {InputError} If the workbook is damaged or has no such sheet.
 */
export function openSheet(bytes: Uint8Array, file: string): Cells {
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

/**
 * Finds the columns by their headers.
 *
 * @throws {InputError} If one is missing, or there are two of a name.
 */
export function findColumns(cells: Cells, file: string): Layout {
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
