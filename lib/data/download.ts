import { InputError } from "../input_error.ts";
import { midnightInRome } from "../time.ts";
import { fetchFile, type FetchOptions } from "./files/fetch_file.ts";
import type { Source } from "./histories.ts";
import { importFile, type ImportReport } from "./import_file.ts";
import { readImported } from "./imported.ts";

/** A service that history can be downloaded from. */
export interface HistoryService {
  /** As people call it. */
  readonly name: string;
  /** What it hands out. */
  readonly kind: Source["kind"];
  /** The page to open by hand. */
  readonly page: string;
  /** What its terms say, to be shown before its first file. */
  readonly terms: string;
  /** The first year that it has. */
  readonly firstYear: number;
  /** The last year that it has; Infinity where new ones come. */
  readonly lastYear: number;
}

/** One file to download. */
export interface DownloadRequest {
  /** Who hands it out. */
  readonly service: HistoryService;
  /** The name under which it is imported. */
  readonly file: string;
  /** Where from. */
  readonly url: string;
  /** An hour that it must cover, Unix seconds. */
  readonly covering: number;
  /** The instant up to which it reaches when it is complete, Unix seconds. */
  readonly completeAt: number;
}

/** GME, Gestore dei Mercati Energetici: the Italian power exchange. */
export const GME: HistoryService = {
  name: "GME",
  kind: "prices",
  page: "https://www.mercatoelettrico.org/it-it/Home/Esiti/Elettricita/MGP/Statistiche/DatiStorici",
  terms: "GME's data may be used privately and for information only; redistribution is not " +
    "allowed. By downloading you accept its terms: https://www.mercatoelettrico.org",
  firstYear: 2004,
  lastYear: Infinity,
};

/** PVGIS 5.3 of the European Commission's Joint Research Centre. */
export const PVGIS: HistoryService = {
  name: "PVGIS",
  kind: "pv",
  page: "https://re.jrc.ec.europa.eu/pvg_tools/en/",
  terms: "PVGIS © European Union: free to use and to share with attribution",
  firstYear: 2005,
  lastYear: 2023,
};

/** Where the services answer; tests hand in others. */
export const SERVERS = {
  GME: "https://www.mercatoelettrico.org",
  PVGIS: "https://re.jrc.ec.europa.eu",
} as const;

/** The module of GME's site that hands out the files of its page of historical data. */
const GME_PATH = "/it-it/Home/Esiti/Elettricita/MGP/Statistiche/DatiStorici/moduleId/10874" +
  "/controller/GmeDatiStoriciItem/action/DownloadFile";

/** First and last year, both included. */
export interface Years {
  /** Such as 2021. */
  readonly first: number;
  /** Not before the first. */
  readonly last: number;
}

/**
 * GME's yearly ZIPs, one a year.
 *
 * @throws {InputError} If a year lies outside what GME has.
 */
export function priceRequests(years: Years, server: string = SERVERS.GME): DownloadRequest[] {
  requireYears(years, GME);
  return Array.from({ length: years.last - years.first + 1 }, (_, i) => {
    const year = years.first + i;
    const file = `Anno${year}.zip`;
    return {
      service: GME,
      file,
      url: `${server}${GME_PATH}?fileName=${file}`,
      covering: midnightInRome(`${year}-01-01`),
      completeAt: midnightInRome(`${year + 1}-01-01`),
    };
  });
}

/**
 * PVGIS's hourly series of 1 kW of panels at the optimal angles, 14 % losses, the horizon counted.
 *
 * @param latitude Degrees north.
 * @param longitude Degrees east.
 * @throws {InputError} If a year or the place lies outside what PVGIS has.
 */
export function pvRequest(
  latitude: number,
  longitude: number,
  years: Years,
  server: string = SERVERS.PVGIS,
): DownloadRequest {
  requireYears(years, PVGIS);
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
    throw new InputError(
      `Cannot download generation at ${latitude}, ${longitude} as latitudes run from -90 to 90 ` +
        "degrees and longitudes from -180 to 180",
    );
  }
  const query = new URLSearchParams({
    lat: String(latitude),
    lon: String(longitude),
    peakpower: "1",
    loss: "14",
    optimalangles: "1",
    usehorizon: "1",
    raddatabase: "PVGIS-SARAH3",
    startyear: String(years.first),
    endyear: String(years.last),
    pvcalculation: "1",
    outputformat: "json",
  });
  return {
    service: PVGIS,
    file: `pvgis_${latitude}_${longitude}_${years.first}-${years.last}.json`,
    url: `${server}/api/v5_3/seriescalc?${query}`,
    covering: Date.UTC(years.first, 0, 1, 1) / 1000,
    completeAt: Date.UTC(years.last + 1, 0, 1) / 1000,
  };
}

function requireYears({ first, last }: Years, { name, firstYear, lastYear }: HistoryService): void {
  if (first > last) {
    throw new InputError(`Cannot download the years ${first}-${last} as the first comes after`);
  }
  if (first >= firstYear && last <= lastYear) return;
  const range = lastYear === Infinity ? `${firstYear} and later` : `${firstYear} to ${lastYear}`;
  throw new InputError(
    `Cannot download the years ${first}-${last} as ${name} has ${range}`,
  );
}

/** Whether a file was downloaded before, is whole and reaches to its end: it need not be had again. */
export async function isDownloaded(
  { service, file, completeAt }: DownloadRequest,
  projectDataDir: string,
): Promise<boolean> {
  const complete = (source: Source) => source.file === file && source.to >= completeAt;
  return (await readImported(projectDataDir, service.kind, complete, "skip")).length > 0;
}

/**
 * Downloads one file and imports it. The project's data are as before, or complete.
 *
 * @throws {InputError} If it cannot be had or read, with the way to get it by hand.
 */
export async function downloadAndImport(
  request: DownloadRequest,
  projectDataDir: string,
  options: FetchOptions = {},
): Promise<ImportReport> {
  try {
    const bytes = await fetchFile(request.url, request.file, options);
    const expected = { kind: request.service.kind, covering: request.covering };
    return await importFile(bytes, request.file, projectDataDir, expected);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${error.message}. By hand: ${manualWay(request)}`, { cause: error });
  }
}

/** How to get a file without this program. */
function manualWay({ service, file }: DownloadRequest): string {
  const save = service === GME
    ? `save "${file}"`
    : "choose Hourly data and PV power, 1 kWp, 14 % losses, optimal angles, save the JSON";
  return `open ${service.page}, ${save}, and run \`deno task import\` on the file`;
}
