import { midnightInRome } from "../../time.ts";
import { fetchFile } from "../files/fetch_file.ts";
import {
  type DownloadRequest,
  type HistoryService,
  SERVERS,
  type Years,
  yearsOf,
} from "./service.ts";

/** GME, Gestore dei Mercati Energetici: the Italian power exchange. */
export const GME: HistoryService = {
  name: "GME",
  kind: "prices",
  page: "https://www.mercatoelettrico.org/it-it/Home/Esiti/Elettricita/MGP/Statistiche/DatiStorici",
  terms: "GME's data may be used privately and for information only; redistribution is not " +
    "allowed. By downloading you accept its terms: https://www.mercatoelettrico.org",
  firstYear: 2004,
  lastYear: Infinity,
  pauseMs: 0,
};

/** The module of GME's site that hands out the files of its page of historical data. */
const GME_PATH = "/it-it/Home/Esiti/Elettricita/MGP/Statistiche/DatiStorici/moduleId/10874" +
  "/controller/GmeDatiStoriciItem/action/DownloadFile";

/**
 * GME's yearly ZIPs, one a year.
 *
 * @throws {InputError} If a year lies outside what GME has.
 */
export function priceRequests(years: Years, server: string = SERVERS.GME): DownloadRequest[] {
  return yearsOf(years, GME).map((year) => {
    const file = `Anno${year}.zip`;
    const url = `${server}${GME_PATH}?fileName=${file}`;
    return {
      service: GME,
      file,
      url,
      // The exchange opened in the course of its first year.
      ...(year === GME.firstYear ? {} : { covering: midnightInRome(`${year}-01-01`) }),
      completeAt: midnightInRome(`${year + 1}-01-01`),
      byHand: `save "${file}"`,
      fetch: (options) => fetchFile(url, file, options),
    };
  });
}
