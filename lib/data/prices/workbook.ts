import { type CellObject, read, type WorkBook } from "@e965/xlsx";
import { InputError } from "../../input_error.ts";
import { isCompoundFile, isWholeCompoundFile } from "../files/compound_file.ts";
import { megabytes, quoted } from "../files/quoted.ts";
import { archiveOf, damaged, unzip, zipMembers } from "../files/zip.ts";

/** Rows of cells; both may have holes. */
export type Cells = readonly (readonly (CellObject | undefined)[] | undefined)[];

/** An old workbook of a year takes 1.8 MB. */
const LARGEST_OLD_BYTES = 8 * 2 ** 20;
/** The sheet of a year of quarter hours takes 36 MB, decompressed. */
const LARGEST_SHEET_BYTES = 64 * 2 ** 20;
/** Its parts beside the sheets: 60 KB in genuine ones. */
const LARGEST_PARTS_BYTES = 2 * 2 ** 20;
/** A year of quarter hours has 35 140 rows of 24 cells. */
const MOST_CELLS = 1_200_000;
const MOST_ROWS = 100_000;
const MOST_COLUMNS = 200;

const WORKBOOK = "xl/workbook.xml";
const RELATIONS = "xl/_rels/workbook.xml.rels";
/** What SheetJS asks for beside the sheet. */
const PARTS = [
  "[Content_Types].xml",
  "_rels/.rels",
  WORKBOOK,
  RELATIONS,
  "xl/sharedStrings.xml",
  "xl/styles.xml",
];

/** Whether a ZIP is an Excel workbook (.xlsx). */
export function isWorkbookArchive(names: readonly string[]): boolean {
  return names.includes(WORKBOOK);
}

/**
 * The cells of one sheet of a workbook, `.xlsx` or `.xls`. Of an `.xlsx` nothing else is decompressed.
 *
 * @throws {InputError} If the workbook is damaged, has no such sheet, or one larger than a year of
 * quarter hours takes.
 */
export function openSheet(bytes: Uint8Array, file: string, sheet: string): Cells {
  const sound = isCompoundFile(bytes) ? soundOld(bytes, file) : soundArchive(bytes, file, sheet);
  const workbook = parse(sound, file, sheet);
  const found = workbook.Sheets[sheet];
  if (found === undefined) throw noSheet(workbook.SheetNames, file, sheet);
  const cells: Cells = found["!data"] ?? [];
  if (cells.length > MOST_ROWS) throw tooLarge(file, sheet, `${cells.length} rows`);
  const widest = cells.reduce((most, row) => Math.max(most, row?.length ?? 0), 0);
  if (widest > MOST_COLUMNS) throw tooLarge(file, sheet, `${widest} columns`);
  return cells;
}

function parse(bytes: Uint8Array, file: string, sheet: string): WorkBook {
  try {
    return read(bytes, {
      type: "array",
      sheets: [sheet],
      dense: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
    });
  } catch (cause) {
    throw damaged(file, cause);
  }
}

function soundOld(bytes: Uint8Array, file: string): Uint8Array {
  if (!isWholeCompoundFile(bytes)) throw damaged(file, "sectors are missing");
  if (bytes.length <= LARGEST_OLD_BYTES) return bytes;
  throw new InputError(
    `Cannot read ${quoted(file)} as an .xls may have up to ${megabytes(LARGEST_OLD_BYTES)}: it ` +
      `has ${megabytes(bytes.length)}`,
  );
}

/**
 * The archive with the wanted sheet alone, each part compared with its checksum: SheetJS never ends on
 * some archives that are damaged, and decompresses all of them.
 */
function soundArchive(bytes: Uint8Array, file: string, sheet: string): Uint8Array {
  const known = new Set(zipMembers(bytes, file).map(({ name }) => name));
  const parts = unzip(bytes, file, new Set(PARTS), LARGEST_PARTS_BYTES);
  const sheets = sheetPaths(parts);
  const path = sheets.get(sheet);
  if (path === undefined || !known.has(path)) throw noSheet([...sheets.keys()], file, sheet);
  const cells = unzip(bytes, file, new Set([path]), LARGEST_SHEET_BYTES);
  if (countCells(cells.get(path)!) > MOST_CELLS) {
    throw tooLarge(file, sheet, `more than ${MOST_CELLS} cells`);
  }
  return archiveOf(new Map([...parts, ...cells]));
}

/** Where in the archive the sheet of each name lies (ECMA-376, part 1, 18.2.19 and part 2, 9.3). */
function sheetPaths(parts: ReadonlyMap<string, Uint8Array>): Map<string, string> {
  const text = (name: string) => new TextDecoder().decode(parts.get(name));
  const targets = new Map(
    elements(text(RELATIONS), "Relationship").map(({ Id, Target }) => [Id, Target ?? ""]),
  );
  return new Map(
    elements(text(WORKBOOK), "sheet").map(({ name, "r:id": id }) => {
      const target = targets.get(id) ?? "";
      return [name ?? "", target.startsWith("/") ? target.slice(1) : `xl/${target}`];
    }),
  );
}

/** The attributes of each element of a name. */
function elements(xml: string, name: string): Record<string, string | undefined>[] {
  const tags = xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^<>]{0,2000})>`, "g"));
  return Array.from(tags, ([, attributes]) => {
    const found = attributes.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
    return Object.fromEntries(Array.from(found, ([, key, a, b]) => [key, a ?? b]));
  });
}

/** How many cells the XML of a sheet holds: `<c ` and `<c>` and `<c/>`. */
function countCells(xml: Uint8Array): number {
  let cells = 0;
  for (let at = xml.indexOf(60); at >= 0; at = xml.indexOf(60, at + 1)) { // <
    if (xml[at + 1] === 99 && !(xml[at + 2] >= 97 && xml[at + 2] <= 122)) cells++; // c, no letter
  }
  return cells;
}

function noSheet(names: readonly string[], file: string, sheet: string): InputError {
  const found = names.slice(0, 10).map((name) => quoted(name)).join(", ") || "none";
  return new InputError(
    `Cannot read ${quoted(file)} as a GME workbook has a sheet ${quoted(sheet)}: found ${found}`,
  );
}

function tooLarge(file: string, sheet: string, found: string): InputError {
  return new InputError(
    `Cannot read ${quoted(file)} as its sheet ${quoted(sheet)} may hold a year of quarter hours: ` +
      `found ${found}`,
  );
}
