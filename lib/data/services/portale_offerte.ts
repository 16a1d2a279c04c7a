import { InputError } from "../../input_error.ts";
import { midnightInRome } from "../../time.ts";
import { fetchFile, type FetchOptions } from "../files/fetch_file.ts";
import { SERVERS } from "./service.ts";

/** A parameter file of the Portale Offerte: the tariffs in force on a day. */
export interface ParameterFile {
  /** Its name. */
  readonly file: string;
  /** Where it came from. */
  readonly url: string;
  /** What it holds. */
  readonly bytes: Uint8Array;
}

/** What is to be said of the Portale Offerte's files. */
export const PORTALE_OFFERTE_TERMS =
  "Portale Offerte, Acquirente Unico for ARERA: open data, CC BY 4.0, to be named with its address";

/**
 * Downloads the electricity tariffs in force on a day.
 *
 * @param date `YYYY-MM-DD`.
 * @throws {InputError} If there is no such day or the file cannot be had.
 */
export async function fetchParameterFile(
  date: string,
  server: string = SERVERS.PORTALE_OFFERTE,
  options: FetchOptions = {},
): Promise<ParameterFile> {
  try {
    midnightInRome(date);
  } catch (cause) {
    throw new InputError(`Cannot download tariffs as --date is a day such as 2026-11-20`, {
      cause,
    });
  }
  const [year, month, day] = date.split("-");
  const file = `PO_Parametri_E_${year}${month}${day}.csv`;
  const url = `${server}/portaleOfferte/resources/opendata/csv/parametri/${year}_${Number(month)}` +
    `/${file}`;
  return { file, url, bytes: await fetchFile(url, file, options) };
}
