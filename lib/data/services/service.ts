import { InputError } from "../../input_error.ts";
import type { FetchOptions } from "../files/fetch_file.ts";
import type { Source } from "../histories.ts";
import type { TableOptions } from "../table/options.ts";

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
  /** How long to wait from one file to the next, ms: what its servers take. */
  readonly pauseMs: number;
}

/** One file to download. */
export interface DownloadRequest {
  /** Who hands it out. */
  readonly service: HistoryService;
  /** The name under which it is imported. */
  readonly file: string;
  /** Where from, for the record. */
  readonly url: string;
  /** An hour that it must cover, Unix seconds; none where the service may begin later. */
  readonly covering?: number;
  /** The instant up to which it reaches when it is complete, Unix seconds. */
  readonly completeAt: number;
  /** What the file itself does not say. */
  readonly table?: TableOptions;
  /** What to do by hand instead, without the page and the import: `save "Anno2024.zip"`. */
  readonly byHand: string;
  /** Fetches it, whole or not at all. @throws {InputError} If it cannot be had. */
  fetch(options: FetchOptions): Promise<Uint8Array>;
}

/** First and last year, both included. */
export interface Years {
  /** Such as 2021. */
  readonly first: number;
  /** Not before the first. */
  readonly last: number;
}

/** The years from the first to the last. @throws {InputError} If the service does not have them. */
export function yearsOf(
  { first, last }: Years,
  { name, firstYear, lastYear }: HistoryService,
): number[] {
  if (first > last) {
    throw new InputError(`Cannot download the years ${first}-${last} as the first comes after`);
  }
  if (first < firstYear || last > lastYear) {
    const range = lastYear === Infinity ? `${firstYear} and later` : `${firstYear} to ${lastYear}`;
    throw new InputError(`Cannot download the years ${first}-${last} as ${name} has ${range}`);
  }
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Where the services answer; tests hand in others. */
export interface Servers {
  /** GME, Gestore dei Mercati Energetici. */
  readonly GME: string;
  /** PVGIS of the European Commission's Joint Research Centre. */
  readonly PVGIS: string;
  /** SMARD of the Bundesnetzagentur. */
  readonly SMARD: string;
  /** energy-charts of Fraunhofer ISE. */
  readonly ENERGY_CHARTS: string;
  /** Portale Offerte of Acquirente Unico. */
  readonly PORTALE_OFFERTE: string;
}

/** Where they really answer. */
export const SERVERS: Servers = {
  GME: "https://www.mercatoelettrico.org",
  PVGIS: "https://re.jrc.ec.europa.eu",
  SMARD: "https://www.smard.de",
  ENERGY_CHARTS: "https://api.energy-charts.info",
  PORTALE_OFFERTE: "https://www.ilportaleofferte.it",
};
