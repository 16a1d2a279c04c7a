import { InputError } from "../../input_error.ts";
import { parseCommaDecimal, parseDecimal } from "../files/decimal.ts";
import { quoted } from "../files/quoted.ts";
import { linesOf, splitCsvLine } from "../files/text_file.ts";

/** A table of separated values whose header is known. */
export interface DelimitedTable {
  /** The file's name, for messages. */
  readonly file: string;
  /** Names of the columns. */
  readonly header: readonly string[];
  /** Line of each row, counted from 1. */
  readonly lines: readonly number[];
  /** The cells of a column, one per row. */
  column(name: string): readonly string[];
}

const SEPARATORS = [";", "\t", ","];
/** An export has its header within its first lines, after a title or a description. */
const LAST_HEADER_LINE = 40;
const MOST_COLUMNS = 200;

/** The header of a text of separated values: its first line that is not empty. */
export function headerOf(text: string, file: string): string[] {
  for (const { text: line } of linesOf(text.slice(0, 100_000), file)) {
    if (line.trim() !== "") return cellsOf(withoutMark(line), separatorOf(line));
  }
  return [];
}

/**
 * Reads a table of values separated by `;`, tabs or commas, whichever its header has.
 *
 * @param text The whole file.
 * @param wanted Headers that the table must have; the first line that has them all is its header.
 * @throws {InputError} If there is no such line, a header is there twice, or a row has other cells.
 */
export function readDelimited(
  text: string,
  file: string,
  wanted: readonly string[],
): DelimitedTable {
  let header: string[] | undefined;
  let separator = ",";
  let first: string[] = [];
  const lines: number[] = [];
  const columns = new Map<string, string[]>();
  let positions: [column: string[], at: number][] = [];
  for (const { number, text: line } of linesOf(text, file)) {
    if (line.trim() === "") continue;
    if (header === undefined) {
      const plain = withoutMark(line);
      separator = separatorOf(plain);
      const cells = cellsOf(plain, separator);
      if (first.length === 0) first = cells;
      if (wanted.every((name) => cells.includes(name))) {
        header = cells;
        requireDistinct(wanted, cells, file);
        wanted.forEach((name) => columns.set(name, []));
        positions = wanted.map((name) => [columns.get(name)!, cells.indexOf(name)]);
      } else if (number > LAST_HEADER_LINE) break;
      continue;
    }
    const cells = splitCsvLine(line, separator);
    if (cells.length !== header.length && !(cells.length === header.length + 1 && !cells.at(-1))) {
      throw new InputError(
        `Cannot read ${cells.length} cells as the header names ${header.length}: line ${number} ` +
          `of ${quoted(file)}`,
      );
    }
    lines.push(number);
    for (const [column, at] of positions) column.push(cells[at]);
  }
  if (header === undefined) throw noHeader(wanted, first, file);
  if (lines.length === 0) throw new InputError(`Cannot read ${quoted(file)} as it holds no rows`);
  return { file, header, lines, column: (name) => columns.get(name) ?? [] };
}

/** How the numbers of a column are written. */
export type DecimalMark = "point" | "comma";

/** Whether numbers are written with a decimal comma: they are where any cell has one. */
export function decimalMark(cells: Iterable<string>): DecimalMark {
  for (const cell of cells) if (/^[+-]?[\d.]*,\d+$/.test(cell)) return "comma";
  return "point";
}

/** Whether a cell is empty or holds what exports write where there is no value. */
export function isNoValue(cell: string): boolean {
  return /^(|-|n\/?[ae]|nan|null)$/i.test(cell);
}

/** A cell's number; NaN for an empty cell and for what exports write where there is no value. */
export function cellValue(cell: string, mark: DecimalMark, fault: () => InputError): number {
  if (isNoValue(cell)) return NaN;
  const value = mark === "comma" ? parseCommaDecimal(cell) : parseDecimal(cell);
  if (Number.isNaN(value)) throw fault();
  return value;
}

function withoutMark(line: string): string {
  return line.charCodeAt(0) === 0xfeff ? line.slice(1) : line;
}

/** The separator that cuts a line into most cells. */
function separatorOf(line: string): string {
  const counts = SEPARATORS.map((separator) => splitCsvLine(line, separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))];
}

function cellsOf(line: string, separator: string): string[] {
  const cells = splitCsvLine(line, separator);
  return cells.at(-1) === "" ? cells.slice(0, -1) : cells;
}

function requireDistinct(
  wanted: readonly string[],
  header: readonly string[],
  file: string,
): void {
  if (header.length > MOST_COLUMNS) {
    throw new InputError(
      `Cannot read ${quoted(file)} as a table has up to ${MOST_COLUMNS} columns: it has ` +
        `${header.length}`,
    );
  }
  const twice = wanted.find((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice === undefined) return;
  throw new InputError(`Cannot read ${quoted(file)} as it has two columns ${quoted(twice)}`);
}

function noHeader(wanted: readonly string[], found: readonly string[], file: string): InputError {
  const missing = wanted.filter((name) => !found.includes(name));
  return new InputError(
    `Cannot read ${quoted(file)} as its header must name ${missing.map((n) => quoted(n))}: found ` +
      (found.slice(0, 20).map((name) => quoted(name)).join(", ") || "nothing"),
  );
}
