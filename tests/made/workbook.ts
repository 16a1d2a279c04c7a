import { strToU8, zipSync } from "fflate";

/** A cell: a number, a text, nothing, or a text in several runs of different looks. */
export type Cell = number | string | null | { readonly runs: readonly string[] };

/** GME's first two headers, as its files spell them. */
export const DATE_HEADER: Cell = { runs: ["   Data/Date\n", "(YYYYMMDD)"] };
export const HOUR_HEADER: Cell = "Ora\n/Hour";

/**
 * A small workbook as GME writes them: a legend first, then the sheet of prices, texts shared, the first
 * header in two runs.
 */
export function makeWorkbook(rows: readonly (readonly Cell[])[], sheet = "Prezzi-Prices") {
  const texts: string[] = [];
  const shared = (xml: string) => texts.indexOf(xml) < 0 ? texts.push(xml) - 1 : texts.indexOf(xml);
  const cell = (value: Cell, name: string) => {
    if (value === null) return `<c r="${name}"/>`;
    if (typeof value === "number") return `<c r="${name}"><v>${value}</v></c>`;
    const runs = typeof value === "string"
      ? text(value)
      : value.runs.map((run) => `<r>${text(run)}</r>`).join("");
    return `<c r="${name}" t="s"><v>${shared(runs)}</v></c>`;
  };
  const sheetXml = (cells: readonly (readonly Cell[])[]) =>
    `${XML}<worksheet xmlns="${MAIN}"><sheetData>${
      cells.map((row, r) =>
        `<row r="${r + 1}">${
          row.map((value, c) => cell(value, `${String.fromCharCode(65 + c)}${r + 1}`)).join("")
        }</row>`
      ).join("")
    }</sheetData></worksheet>`;
  const sheets = [sheetXml([["Acronimo", "Nome"]]), sheetXml(rows)];
  return zipSync({
    "[Content_Types].xml": strToU8(CONTENT_TYPES),
    "_rels/.rels": strToU8(relationships([["officeDocument", "xl/workbook.xml"]])),
    "xl/workbook.xml": strToU8(
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><sheets>` +
        `<sheet name="Legenda" sheetId="1" r:id="rId1"/>` +
        `<sheet name="${sheet}" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(relationships([
      ["worksheet", "worksheets/sheet1.xml"],
      ["worksheet", "worksheets/sheet2.xml"],
      ["sharedStrings", "sharedStrings.xml"],
    ])),
    "xl/worksheets/sheet1.xml": strToU8(sheets[0]),
    "xl/worksheets/sheet2.xml": strToU8(sheets[1]),
    "xl/sharedStrings.xml": strToU8(
      `${XML}<sst xmlns="${MAIN}">${texts.map((xml) => `<si>${xml}</si>`).join("")}</sst>`,
    ),
  }, { mtime: new Date(1980, 0, 1) });
}

/** The rows of a day: its date, the hour from 1 on, a price by column. */
export function dayRows(
  date: number | string,
  hours: number,
  price: (hour: number) => readonly Cell[],
): Cell[][] {
  return Array.from(
    { length: hours },
    (_, i) => [date, typeof date === "string" ? String(i + 1) : i + 1, ...price(i + 1)],
  );
}

const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const CONTENT_TYPES =
  `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>` +
  `<Override PartName="/xl/sharedStrings.xml" ContentType="${SPREADSHEET}.sharedStrings+xml"/></Types>`;

function relationships(parts: readonly (readonly [type: string, target: string])[]): string {
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${
    parts.map(([type, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${OFFICE}/relationships/${type}" Target="${target}"/>`
    ).join("")
  }</Relationships>`;
}

function text(value: string): string {
  const escaped = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<t xml:space="preserve">${escaped}</t>`;
}
