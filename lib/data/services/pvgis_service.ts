import { InputError } from "../../input_error.ts";
import { fetchFile } from "../files/fetch_file.ts";
import {
  type DownloadRequest,
  type HistoryService,
  SERVERS,
  type Years,
  yearsOf,
} from "./service.ts";

/** PVGIS 5.3 of the European Commission's Joint Research Centre. */
export const PVGIS: HistoryService = {
  name: "PVGIS",
  kind: "pv",
  page: "https://re.jrc.ec.europa.eu/pvg_tools/en/",
  terms: "PVGIS © European Union: free to use and to share with attribution",
  firstYear: 2005,
  lastYear: 2023,
  pauseMs: 0,
};

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
  yearsOf(years, PVGIS);
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
  const file = `pvgis_${latitude}_${longitude}_${years.first}-${years.last}.json`;
  const url = `${server}/api/v5_3/seriescalc?${query}`;
  return {
    service: PVGIS,
    file,
    url,
    covering: Date.UTC(years.first, 0, 1, 1) / 1000,
    completeAt: Date.UTC(years.last + 1, 0, 1) / 1000,
    byHand: "choose Hourly data and PV power, 1 kWp, 14 % losses, optimal angles, save the JSON",
    fetch: (options) => fetchFile(url, file, options),
  };
}
