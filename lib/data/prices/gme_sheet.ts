import type { CellObject } from "@e965/xlsx";
import { InputError } from "../../input_error.ts";
import { quoted } from "../files/quoted.ts";
import { punFirst } from "./history.ts";
import type { Cells } from "./workbook.ts";

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
  /** The columns of prices, `PUN` first. */
  readonly prices: ReadonlyMap<string, number>;
  /** Headers of the other columns. */
  readonly ignored: readonly string[];
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
  const hour = names.findIndex((name) => /^ORA(\/|HOUR|$)/.test(name));
  const period = quarter < 0 ? hour : quarter;
  const prices = new Map<string, number>();
  const ignored: string[] = [];
  names.forEach((header, column) => {
    if (header === "" || [date, hour, quarter].includes(column)) return;
    const name = header === "PUNINDEXGME" ? "PUN" : header;
    if (!/^[A-Z]{2,5}$/.test(name)) ignored.push(quoted(header).slice(1, -1));
    else if (!prices.has(name)) prices.set(name, column);
    else {
      throw new InputError(`Cannot read ${quoted(file)} as it holds two columns of ${name} prices`);
    }
  });
  const missing = [
    ...(date < 0 ? ["Data/Date"] : []),
    ...(period < 0 ? ["Ora/Hour"] : []),
    ...(prices.has("PUN") ? [] : ["PUN"]),
  ];
  if (missing.length > 0) {
    const found = names.filter(Boolean).join(", ");
    throw new InputError(
      `Cannot read ${quoted(file)} as its sheet "${SHEET}" needs the columns Data/Date, Ora/Hour ` +
        `and PUN: found no ${missing.join(", no ")} in ` +
        (found === "" ? "it" : quoted(found, 200).slice(1, -1)),
    );
  }
  return {
    headerRow,
    date,
    period,
    countsQuarters: quarter >= 0 && highest(cells, headerRow, quarter) > LONGEST_DAY,
    prices: new Map(punFirst([...prices.keys()]).map((name) => [name, prices.get(name)!])),
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
