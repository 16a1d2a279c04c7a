import { InputError } from "../../input_error.ts";
import { midnightInRome } from "../../time.ts";
import { parseBoundedJson } from "../files/bounded_json.ts";
import { fetchFile, type FetchOptions } from "../files/fetch_file.ts";
import { quoted } from "../files/quoted.ts";
import { SMARD_FILTERS } from "../prices/smard.ts";
import {
  type DownloadRequest,
  type HistoryService,
  SERVERS,
  type Years,
  yearsOf,
} from "./service.ts";

/** SMARD, the open market data of Germany's Bundesnetzagentur. */
export const SMARD: HistoryService = {
  name: "SMARD",
  kind: "prices",
  page: "https://www.smard.de",
  terms: "SMARD's data are open: CC BY 4.0, to be named as Bundesnetzagentur | SMARD.de",
  firstYear: 2018,
  lastYear: Infinity,
  pauseMs: 0,
};

const WEEK_MS = 7 * 24 * 3_600_000;
/** A week in which the clocks go back is an hour longer. */
const LONGEST_WEEK_MS = WEEK_MS + 3_600_000;

/**
 * The hourly day-ahead prices of a zone, a file a year: SMARD's weekly pieces, joined and cut to the
 * year.
 *
 * @param zone `NORD`, or Switzerland's `CH`.
 * @throws {InputError} If a year lies outside what SMARD has, or it has no such zone.
 */
export function smardRequests(
  zone: string,
  years: Years,
  server: string = SERVERS.SMARD,
): DownloadRequest[] {
  const filter = SMARD_FILTERS[zone];
  if (!Object.hasOwn(SMARD_FILTERS, zone)) {
    throw new InputError(
      `Cannot download the prices of ${quoted(zone)} as from SMARD there are ` +
        `${Object.keys(SMARD_FILTERS).join(", ")}: --source gme has all of Italy's zones`,
    );
  }
  const folder = `${server}/app/chart_data/${filter}/DE`;
  return yearsOf(years, SMARD).map((year) => {
    const file = `${filter}_DE_hour_${year}.json`;
    return {
      service: SMARD,
      file,
      url: `${folder}/index_hour.json`,
      completeAt: midnightInRome(`${year + 1}-01-01`),
      table: { zone },
      byHand: `save ${folder}/${filter}_DE_hour_TIMESTAMP.json for each timestamp of the year in ` +
        "index_hour.json beside it",
      fetch: (options) => fetchYear(folder, filter, year, file, options),
    };
  });
}

async function fetchYear(
  folder: string,
  filter: number,
  year: number,
  file: string,
  options: FetchOptions,
): Promise<Uint8Array> {
  const [from, to] = [year, year + 1].map((y) => 1000 * midnightInRome(`${y}-01-01`));
  const answer = async (name: string) => {
    const bytes = await fetchFile(`${folder}/${name}`, name, options);
    return parseBoundedJson(new TextDecoder().decode(bytes), name) as Record<string, unknown>;
  };
  const { timestamps } = await answer("index_hour.json");
  if (!Array.isArray(timestamps) || !timestamps.every((stamp) => Number.isInteger(stamp))) {
    throw new InputError(
      `Cannot download ${quoted(file)} as SMARD's index holds a list "timestamps": found none`,
    );
  }
  const weeks = timestamps.filter((stamp) => stamp < to && stamp + LONGEST_WEEK_MS > from);
  const series: unknown[] = [];
  for (const [i, stamp] of weeks.toSorted((a, b) => a - b).entries()) {
    const name = `${filter}_DE_hour_${stamp}.json`;
    const week = await answer(name);
    if (!Array.isArray(week.series)) {
      throw new InputError(
        `Cannot download ${quoted(name)} as an answer of SMARD holds a list "series": found none`,
      );
    }
    series.push(...week.series.filter((pair) => isWithin(pair, from, to)));
    options.progress?.(`Downloading ${file}`, i + 1, weeks.length);
  }
  if (series.length === 0) {
    const first = timestamps.length === 0
      ? "none at all"
      : `from ${new Date(Math.min(...timestamps)).toISOString().slice(0, 10)} on`;
    throw new InputError(`Cannot download ${quoted(file)} as SMARD has prices ${first}`);
  }
  return new TextEncoder().encode(`${JSON.stringify({ series })}\n`);
}

/** Whether a pair of SMARD is of an hour of the year; what is no pair is kept, and refused later. */
function isWithin(pair: unknown, from: number, to: number): boolean {
  return !Array.isArray(pair) || (pair[0] >= from && pair[0] < to);
}
