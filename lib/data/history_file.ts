import { InputError } from "../input_error.ts";
import { parseBoundedJson } from "./files/bounded_json.ts";
import { isCompoundFile } from "./files/compound_file.ts";
import { quoted } from "./files/quoted.ts";
import { beginningOf, decodeText } from "./files/text_file.ts";
import { isZip, unzip, zipMembers } from "./files/zip.ts";
import { isEnergyCharts, readEnergyCharts } from "./prices/energy_charts.ts";
import { type PriceFileReading, readGmeWorkbook } from "./prices/gme.ts";
import { isGmeXml, readGmeXml } from "./prices/gme_xml.ts";
import { joinPrices } from "./prices/history.ts";
import { readPriceTable, requireZone } from "./prices/price_table.ts";
import { isSmard, readSmard, SMARD_FILTERS } from "./prices/smard.ts";
import { isWorkbookArchive } from "./prices/workbook.ts";
import { type PvReading, readPvDataset } from "./pv/dataset.ts";
import { readInverter, tellsGeneration } from "./pv/inverter.ts";
import { readPvgis } from "./pv/pvgis.ts";
import type { TableOptions } from "./table/options.ts";

/** What a file of prices says. */
export type PriceReading = PriceFileReading & { readonly kind: "prices" };

/** What a file of generation says. */
export type PvFileReading = PvReading & { readonly kind: "pv" };

/** The files of a ZIP together, decompressed: a year of daily XML takes 40 MB. */
const LARGEST_MEMBERS_BYTES = 64 * 2 ** 20;
/** A year of daily files, and some. */
const MOST_FILES = 1200;

/**
 * Reads a file of history, told by its content: a GME workbook or XML, also within a ZIP; an answer of
 * SMARD, energy-charts or PVGIS; a table of prices; a PV series; an inverter's export.
 *
 * @param bytes The whole file.
 * @param file The file's name, for messages.
 * @param options What a table does not say.
 * @throws {InputError} If it is none of them, or damaged.
 */
export function readHistoryFile(
  bytes: Uint8Array,
  file: string,
  options: TableOptions = {},
): PriceReading | PvFileReading {
  if (bytes.length === 0) throw new InputError(`Cannot read ${quoted(file)} as it is empty`);
  const generation = tellsGeneration(options) || isPv(bytes);
  if (generation) return { kind: "pv", ...readPvFile(bytes, file, options) };
  return { kind: "prices", ...readPriceFile(bytes, file, options) };
}

/**
 * Reads the prices of a GME workbook or XML, of those in a ZIP, of an answer of SMARD or energy-charts,
 * or of a table.
 *
 * @throws {InputError} As the readers of each form, or if it is none.
 */
export function readPriceFile(
  bytes: Uint8Array,
  file: string,
  options: TableOptions = {},
): PriceFileReading {
  if (isCompoundFile(bytes)) return readGmeWorkbook(bytes, file);
  if (isZip(bytes)) {
    const names = zipMembers(bytes, file).map(({ name }) => name);
    return isWorkbookArchive(names)
      ? readGmeWorkbook(bytes, file)
      : readPricesInZip(bytes, file, names);
  }
  const start = beginningOf(bytes);
  if (start === undefined || isMarkup(start) && !isGmeXml(start)) throw unknown(bytes, file);
  if (isGmeXml(start)) return readGmeXml(bytes, file);
  if (/^[{[]/.test(start)) return readPriceJson(bytes, file, options);
  return readPriceTable(bytes, file, options);
}

function readPriceJson(bytes: Uint8Array, file: string, options: TableOptions): PriceFileReading {
  const answer = parseBoundedJson(decodeText(bytes, file), file);
  const smard = isSmard(Array.isArray(answer) ? answer[0] : answer);
  if (!smard && !isEnergyCharts(answer)) throw unknown(bytes, file);
  const ofName = Object.entries(SMARD_FILTERS).find(([, filter]) => file.startsWith(`${filter}_`));
  const zone = options.zone ?? (smard ? ofName?.[0] : undefined);
  if (zone === undefined) {
    throw new InputError(
      `Cannot read ${quoted(file)} as an answer of ${smard ? "SMARD" : "energy-charts"} does not ` +
        "say whose prices it holds: add --zone NORD, or another zone's name",
    );
  }
  requireZone(zone, file);
  return smard ? readSmard(bytes, file, zone) : readEnergyCharts(bytes, file, zone);
}

/** The workbooks of a ZIP, or its daily XML files, joined. */
function readPricesInZip(
  bytes: Uint8Array,
  file: string,
  names: readonly string[],
): PriceFileReading {
  const ending = (endings: RegExp) =>
    names.filter((name) => endings.test(name) && !/(^|\/)[._~][^/]*$/.test(name));
  const workbooks = ending(/\.xlsx?$/i);
  const wanted = (workbooks.length > 0 ? workbooks : ending(/\.xml$/i)).sort();
  if (wanted.length === 0 || wanted.length > MOST_FILES) {
    const found = wanted.length > 0 ? `${wanted.length}` : names.slice(0, 10).map((n) => quoted(n));
    throw new InputError(
      `Cannot read ${quoted(file)} as a ZIP of GME holds workbooks (.xlsx, .xls) or daily XML, ` +
        `up to ${MOST_FILES}: found ${String(found) || "nothing"}`,
    );
  }
  const members = unzip(bytes, file, new Set(wanted), LARGEST_MEMBERS_BYTES);
  const files = wanted.map((name) => {
    const member = members.get(name)!;
    const path = `${file}/${name}`;
    const read = isZip(member) || isCompoundFile(member) ? readGmeWorkbook : readGmeXml;
    return { file: path, ...read(member, path) };
  });
  const total = (of: (reading: PriceFileReading) => number) =>
    files.reduce((sum, reading) => sum + of(reading), 0);
  return {
    ...files[0],
    history: joinPrices(files),
    rows: total(({ rows }) => rows),
    duplicates: total(({ duplicates }) => duplicates),
    ignoredColumns: [...new Set(files.flatMap(({ ignoredColumns }) => ignoredColumns))],
  };
}

/**
 * Reads the generation in a PV series, an answer of PVGIS or an inverter's export.
 *
 * @throws {InputError} As the readers of each form, or if it is none.
 */
export function readPvFile(
  bytes: Uint8Array,
  file: string,
  options: TableOptions = {},
): PvReading {
  if (tellsGeneration(options)) return readInverter(bytes, file, options);
  const start = beginningOf(bytes);
  if (start !== undefined && isSeries(start)) return readPvDataset(bytes, file);
  if (start !== undefined && isPvgis(start)) return readPvgis(bytes, file);
  throw unknown(bytes, file);
}

/** Whether a file is of generation by its beginning. */
function isPv(bytes: Uint8Array): boolean {
  if (isZip(bytes) || isCompoundFile(bytes)) return false;
  const start = beginningOf(bytes);
  if (start === undefined) return false;
  if (isSeries(start) || !start.startsWith("{")) return isSeries(start) || isPvgis(start);
  return !/"(series|unix_seconds)"/.test(start) && isPvgis(start);
}

function isSeries(start: string): boolean {
  return start.split("\n")[0].includes("Generation_kW");
}

function isPvgis(start: string): boolean {
  return start.startsWith("{") || /^Latitude\b.*:/.test(start);
}

function isMarkup(start: string): boolean {
  return start.startsWith("<");
}

function unknown(bytes: Uint8Array, file: string): InputError {
  return new InputError(
    `Cannot read ${quoted(file)} as it is no GME workbook (.xlsx, .xls), XML or ZIP of them, no ` +
      "table of prices, no answer of SMARD, energy-charts or PVGIS, and no PV series with a column " +
      `Generation_kW: ${describe(bytes)}`,
  );
}

/** What a file seems to be, for messages. */
function describe(bytes: Uint8Array): string {
  const start = beginningOf(bytes) ?? new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  if (/^<(!doctype|html|\?xml)/i.test(start)) return "it is a web page or XML";
  return `it begins with ${quoted(start.split("\n")[0], 40)}`;
}
