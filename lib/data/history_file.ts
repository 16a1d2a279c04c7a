import { InputError } from "../input_error.ts";
import { type GmeReading, readGmeWorkbook } from "./prices/gme.ts";
import { joinPrices } from "./prices/history.ts";
import { type PvReading, readPvDataset } from "./pv/dataset.ts";
import { readPvgis } from "./pv/pvgis.ts";
import { decodeText } from "./files/text_file.ts";
import { isZip, unzip, zipMemberNames } from "./files/zip.ts";

/** What a file of prices says. */
export type PriceReading = GmeReading & { readonly kind: "prices" };

/** What a file of generation says. */
export type PvFileReading = PvReading & { readonly kind: "pv" };

/**
 * Reads a file of history, told by its content: a GME workbook, also within a ZIP; an answer of PVGIS,
 * JSON or CSV; a PV series, CSV or CSV.gz.
 *
 * @param bytes The whole file.
 * @param file The file's name, for messages.
 * @throws {InputError} If it is none of them, or damaged.
 */
export function readHistoryFile(bytes: Uint8Array, file: string): PriceReading | PvFileReading {
  if (bytes.length === 0) throw new InputError(`Cannot read "${file}" as it is empty`);
  if (isZip(bytes)) return { kind: "prices", ...readPriceFile(bytes, file) };
  return { kind: "pv", ...readPvFile(bytes, file) };
}

/**
 * Reads the prices of a GME workbook, or of those in a ZIP that {@link preferHourly} leaves.
 *
 * @throws {InputError} As {@link readGmeWorkbook}, or if the ZIP holds no workbook.
 */
export function readPriceFile(bytes: Uint8Array, file: string): GmeReading {
  if (!isZip(bytes)) {
    throw new InputError(
      `Cannot read "${file}" as it is no Excel workbook (.xlsx) and no ZIP: ${describe(bytes)}`,
    );
  }
  const names = zipMemberNames(bytes, file);
  if (names.includes("xl/workbook.xml")) return readGmeWorkbook(bytes, file);
  const workbooks = names.filter((name) => /(^|\/)(?![._~])[^/]*\.xlsx$/i.test(name));
  const wanted = preferHourly(workbooks);
  if (wanted.length === 0) {
    throw new InputError(
      `Cannot read "${file}" as a ZIP of GME holds a workbook (.xlsx): found ` +
        (names.join(", ") || "nothing"),
    );
  }
  const members = unzip(bytes, file, (name) => wanted.includes(name));
  const readings = wanted.map((name) => readGmeWorkbook(members[name], `${file}/${name}`));
  if (readings.length === 1) return readings[0];
  return {
    history: joinPrices(
      readings.map(({ history }, i) => ({ file: `${file}/${wanted[i]}`, history })),
    ),
    rows: readings.reduce((sum, { rows }) => sum + rows, 0),
    duplicates: readings.reduce((sum, { duplicates }) => sum + duplicates, 0),
    ignoredColumns: [...new Set(readings.flatMap(({ ignoredColumns }) => ignoredColumns))],
  };
}

/** Of two workbooks that differ in `_15` and `_60`, quarter hours and hours of one year, the latter. */
export function preferHourly(names: readonly string[]): string[] {
  const known = new Set(names.map((name) => name.toLowerCase()));
  return names.filter((name) => {
    const hourly = name.toLowerCase().replace(/_15\.xlsx$/, "_60.xlsx");
    return hourly === name.toLowerCase() || !known.has(hourly);
  });
}

/**
 * Reads the generation in a PV series or an answer of PVGIS.
 *
 * @throws {InputError} As {@link readPvDataset} and {@link readPvgis}, or if it is neither.
 */
export function readPvFile(bytes: Uint8Array, file: string): PvReading {
  const isText = bytes[0] === 0x1f || !bytes.subarray(0, 1000).includes(0);
  const start = isText ? decodeText(bytes, file).slice(0, 2000).trimStart() : "";
  if (start.startsWith("{") || /^Latitude\b.*:/.test(start)) return readPvgis(bytes, file);
  if (start.split("\n")[0].includes("Generation_kW")) return readPvDataset(bytes, file);
  throw new InputError(
    `Cannot read "${file}" as it is no GME workbook, no hourly answer of PVGIS and no PV series ` +
      `with a column Generation_kW: ${describe(bytes)}`,
  );
}

/** What a file seems to be, for messages. */
function describe(bytes: Uint8Array): string {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  if (/^<(!doctype|html|\?xml)/i.test(start)) return "it is a web page or XML";
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return "it is an old Excel file, save it as .xlsx";
  return `it begins with ${JSON.stringify(start.split("\n")[0].slice(0, 40))}`;
}
