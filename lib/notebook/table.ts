import { latexTable } from "./latex_table.ts";
import { plainTable } from "./plain_table.ts";

/** The method by which a value says how a Jupyter notebook shows it. */
export const JUPYTER_DISPLAY: unique symbol = Symbol.for("Jupyter.display");

/** What a cell shows: text as it is, a number with the table's decimals, nothing for undefined. */
export type Cell = string | number | undefined;

/** Options of {@linkcode table}. */
export interface TableOptions {
  /** What the table shows, as a sentence above it. */
  readonly caption?: string;
  /** Digits after the point in columns that hold anything but whole numbers; 2 by default. */
  readonly decimals?: number;
}

/** A table for a notebook: its cell's last value. HTML, LaTeX for what is printed, and text. */
export class Table {
  /** What stands above the table. */
  readonly caption: string | undefined;
  /** One title per column. */
  readonly titles: readonly string[];
  /** By row, then by column, as text. */
  readonly cells: readonly (readonly string[])[];

  /** A table of cells that are text already. */
  constructor(
    caption: string | undefined,
    titles: readonly string[],
    cells: readonly (readonly string[])[],
  ) {
    this.caption = caption;
    this.titles = titles;
    this.cells = cells;
  }

  /** The table in letters of equal width. */
  toString(): string {
    const body = plainTable(this.titles, this.cells, this.#toTheRight());
    return this.caption === undefined ? body : `${this.caption}\n\n${body}`;
  }

  /** What a Jupyter notebook shows. */
  [JUPYTER_DISPLAY](): Record<string, string> {
    return {
      "text/html": this.#html(),
      "text/latex": latexTable(this.titles, this.cells, this.#toTheRight(), this.caption),
      "text/plain": this.toString(),
    };
  }

  /** By column: whether it holds numbers. */
  #toTheRight(): boolean[] {
    return this.titles.map((_, column) => this.cells.every((row) => isNumeric(row[column])));
  }

  #html(): string {
    const toTheRight = this.#toTheRight();
    const row = (tag: string, cells: readonly string[]) => {
      const inner = cells.map((cell, column) =>
        `<${tag} style="text-align: ${toTheRight[column] ? "right" : "left"}">${
          escapeHtml(cell)
        }</${tag}>`
      );
      return `<tr>${inner.join("")}</tr>`;
    };
    const caption = this.caption === undefined
      ? []
      : [`<caption style="text-align: left">${escapeHtml(this.caption)}</caption>`];
    return [
      "<table>",
      ...caption,
      `<thead>${row("th", this.titles)}</thead>`,
      "<tbody>",
      ...this.cells.map((cells) => row("td", cells)),
      "</tbody>",
      "</table>",
    ].join("\n");
  }
}

/**
 * Rows as a table that a notebook shows.
 *
 * @param columns By title: what the column holds of a row. Units belong in the title.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * const batteries = [{ id: 0, levelKwh: 2.5 }, { id: 1, levelKwh: 10 }];
 * const shown = table(batteries, { id: (b) => b.id, "level, kWh": (b) => b.levelKwh });
 * equal(shown.cells[1].join(" "), "1 10.00");
 * ```
 */
export function table<Row>(
  rows: Iterable<Row>,
  columns: Readonly<Record<string, (row: Row) => Cell>>,
  { caption, decimals = 2 }: TableOptions = {},
): Table {
  const all = [...rows];
  const texts = Object.values(columns).map((cellOf) => columnText(all.map(cellOf), decimals));
  const cells = all.map((_, row) => texts.map((column) => column[row]));
  return new Table(caption, Object.keys(columns), cells);
}

/** A data frame of danfojs, as far as it is shown. */
export interface FrameOfRows {
  /** One title per column. */
  readonly columns: readonly string[];
  /** By row, then by column. */
  readonly values: readonly unknown[];
}

/**
 * Records as a table that a notebook shows: a column per field of the first record. For a data frame of
 * danfojs, and for the rows of another, such as `frame.toRecords()` of Polars.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * const frame = { columns: ["hour", "pun"], values: [[0, 51.33], [1, 55.45]] };
 * equal(recordsTable(frame).cells[1].join(" "), "1 55.45");
 * ```
 */
export function recordsTable(
  rows: readonly Readonly<Record<string, unknown>>[] | FrameOfRows,
  options: TableOptions = {},
): Table {
  const records = "values" in rows && "columns" in rows ? recordsOf(rows) : rows;
  const fields = Object.keys(records[0] ?? {});
  const columns = Object.fromEntries(
    fields.map((
      field,
    ) => [field, (record: Readonly<Record<string, unknown>>) => cell(record[field])]),
  );
  return table(records, columns, options);
}

function recordsOf({ columns, values }: FrameOfRows): Record<string, unknown>[] {
  return (values as readonly (readonly unknown[])[]).map((row) =>
    Object.fromEntries(columns.map((title, column) => [title, row[column]]))
  );
}

function cell(value: unknown): Cell {
  if (typeof value === "number") return value;
  return value === null || value === undefined ? undefined : String(value);
}

/** Whole numbers stay whole only where the whole column is: so the points stand below each other. */
function columnText(cells: readonly Cell[], decimals: number): string[] {
  const numbers = cells.filter((cell) => typeof cell === "number" && Number.isFinite(cell));
  const digits = numbers.every(Number.isInteger) ? 0 : decimals;
  const format = new Intl.NumberFormat("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: "negative",
    useGrouping: "min2",
  });
  return cells.map((cell) => {
    if (cell === undefined || Number.isNaN(cell)) return "–";
    return typeof cell === "string" ? cell : format.format(cell);
  });
}

function isNumeric(text: string): boolean {
  return /^(–|-?[\d,.]+( ?%)?)$/.test(text);
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
