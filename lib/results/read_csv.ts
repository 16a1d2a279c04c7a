import { InputError } from "../input_error.ts";
import { linesOf } from "./lines.ts";

/** Columns of a CSV file. */
export interface CsvColumns {
  /** Rows without the header. */
  readonly height: number;
  /** Numeric columns by name; an empty cell is NaN. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /** Columns of text by name. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/**
 * Reads some columns of a CSV file (RFC 4180, without line breaks inside a cell), by the names in its
 * header, whatever their order; other columns are passed over.
 *
 * @throws {InputError} If the file or a column is missing, a row has more or fewer cells than the
 * header, or a cell of `numbers` is not a number.
 */
export async function readCsv(
  path: string,
  wanted: { readonly numbers: readonly string[]; readonly texts: readonly string[] },
): Promise<CsvColumns> {
  const numbers = wanted.numbers.map(() => [] as number[]);
  const texts = wanted.texts.map(() => [] as string[]);
  let header: readonly string[] | undefined;
  let numberAt: number[] = [];
  let textAt: number[] = [];
  let height = 0;
  for await (const line of linesOf(path)) {
    const cells = cellsOf(line);
    if (header === undefined) {
      header = cells;
      refuseMissing(path, [...wanted.numbers, ...wanted.texts], header);
      numberAt = wanted.numbers.map((name) => cells.indexOf(name));
      textAt = wanted.texts.map((name) => cells.indexOf(name));
      continue;
    }
    height += 1;
    if (cells.length !== header.length) {
      throw new InputError(
        `Cannot read "${path}" as its header has ${header.length} columns, but row ${height} ` +
          `has ${cells.length}`,
      );
    }
    for (const [i, at] of numberAt.entries()) {
      const value = cells[at] === "" ? NaN : Number(cells[at]);
      if (Number.isNaN(value) && cells[at] !== "") {
        throw new InputError(
          `Cannot read "${path}" as ${header[at]} must be a number: row ${height} has ` +
            JSON.stringify(cells[at].slice(0, 40)),
        );
      }
      numbers[i].push(value);
    }
    for (const [i, at] of textAt.entries()) texts[i].push(cells[at]);
  }
  if (header === undefined) throw new InputError(`Cannot read "${path}" as it is empty`);
  return {
    height,
    numbers: Object.fromEntries(
      wanted.numbers.map((name, i) => [name, Float64Array.from(numbers[i])]),
    ),
    texts: Object.fromEntries(wanted.texts.map((name, i) => [name, texts[i]])),
  };
}

function refuseMissing(path: string, wanted: readonly string[], header: readonly string[]): void {
  const missing = wanted.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw new InputError(`"${path}" must have the columns ${missing.join(", ")}, but has not`);
  }
}

/** The cells of a line, quotes around them removed and doubled ones within them halved. */
function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(",");
  const cells: string[] = [];
  for (let at = 0; at <= line.length;) {
    const quoted = line[at] === '"';
    const end = quoted ? afterQuoted(line, at) : endOfPlain(line, at);
    const cell = line.slice(at, end);
    cells.push(quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    at = end + 1;
  }
  return cells;
}

function endOfPlain(line: string, from: number): number {
  const comma = line.indexOf(",", from);
  return comma < 0 ? line.length : comma;
}

/** Just behind the quote that ends the cell beginning with one. */
function afterQuoted(line: string, from: number): number {
  for (let at = line.indexOf('"', from + 1); at >= 0; at = line.indexOf('"', at + 2)) {
    if (line[at + 1] !== '"') return at + 1;
  }
  return line.length;
}
