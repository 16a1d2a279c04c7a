import { InputError } from "../../input_error.ts";
import { midnightInRome } from "../../time.ts";
import { fetchFile } from "../files/fetch_file.ts";
import { quoted } from "../files/quoted.ts";
import { ENERGY_CHARTS_ZONES } from "../prices/energy_charts.ts";
import {
  type DownloadRequest,
  type HistoryService,
  SERVERS,
  type Years,
  yearsOf,
} from "./service.ts";

/** energy-charts of Fraunhofer ISE. */
export const ENERGY_CHARTS: HistoryService = {
  name: "energy-charts",
  kind: "prices",
  page: "https://www.energy-charts.info/charts/price_spot_market/chart.htm?c=IT",
  terms: "energy-charts gives each zone under the licence that its answer names; only what is " +
    "CC BY 4.0 is kept",
  firstYear: 2015,
  lastYear: Infinity,
  // After about three quick calls it answers 429; one in 25 s it takes.
  pauseMs: 25_000,
};

/**
 * The day-ahead prices of a zone, a file a year, as they are answered.
 *
 * @param zone By GME's name: `NORD`.
 * @throws {InputError} If a year lies outside what energy-charts has, or it has no such zone.
 */
export function energyChartsRequests(
  zone: string,
  years: Years,
  server: string = SERVERS.ENERGY_CHARTS,
): DownloadRequest[] {
  if (!Object.hasOwn(ENERGY_CHARTS_ZONES, zone)) {
    throw new InputError(
      `Cannot download the prices of ${quoted(zone)} as energy-charts has ` +
        `${Object.keys(ENERGY_CHARTS_ZONES).join(", ")}: --source gme has the PUN`,
    );
  }
  const bzn = ENERGY_CHARTS_ZONES[zone];
  return yearsOf(years, ENERGY_CHARTS).map((year) => {
    const file = `energy-charts_${bzn}_${year}.json`;
    const url = `${server}/price?bzn=${bzn}&start=${year}-01-01&end=${year}-12-31`;
    return {
      service: ENERGY_CHARTS,
      file,
      url,
      completeAt: midnightInRome(`${year + 1}-01-01`),
      table: { zone },
      byHand: `open ${url}, save the JSON as "${file}" and add --zone ${zone}`,
      fetch: (options) => fetchFile(url, file, { firstWaitMs: ENERGY_CHARTS.pauseMs, ...options }),
    };
  });
}
