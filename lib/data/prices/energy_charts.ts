import { InputError } from "../../input_error.ts";
import { parseBoundedJson } from "../files/bounded_json.ts";
import { quoted } from "../files/quoted.ts";
import { decodeText } from "../files/text_file.ts";
import type { PriceFileReading } from "./gme.ts";
import { checkedPrice } from "./price_bounds.ts";
import { pricesFromReadings } from "./quarter_hours.ts";

/** The bidding zone of energy-charts that each price is, by GME's name. */
export const ENERGY_CHARTS_ZONES: Readonly<Record<string, string>> = {
  NORD: "IT-North",
  CNOR: "IT-Centre-North",
  CSUD: "IT-Centre-South",
  SUD: "IT-South",
  SICI: "IT-Sicily",
  SARD: "IT-Sardinia",
  CALA: "IT-Calabria",
};

/** Whether an answer in JSON has the form of energy-charts' `price`. */
export function isEnergyCharts(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "unix_seconds" in answer;
}

/** What an answer of energy-charts holds. */
interface Answer {
  readonly license_info?: unknown;
  readonly unix_seconds?: unknown;
  readonly price?: unknown;
  readonly unit?: unknown;
}

/**
 * Reads prices from an answer of energy-charts (Fraunhofer ISE):
 * `{"license_info": …, "unix_seconds": […], "price": […], "unit": "EUR / MWh"}`. Only an answer whose
 * `license_info` names CC BY 4.0 is read: the others may not be kept.
 *
 * @param bytes The whole file.
 * @param file The file's name, for messages.
 * @param zone The name of the prices, such as `NORD`: an answer does not say whose they are.
 * @throws {InputError} If it is no such answer, its licence is another, or a value cannot be read.
 */
export function readEnergyCharts(bytes: Uint8Array, file: string, zone: string): PriceFileReading {
  const answer = parseBoundedJson(decodeText(bytes, file), file) as Answer;
  const { license_info, unix_seconds: stamps, price: prices, unit } = answer;
  const licence = typeof license_info === "string" ? license_info : "";
  if (!/\bCC BY 4\.0\b/.test(licence)) {
    throw new InputError(
      `Cannot use the prices in ${quoted(file)} as energy-charts must give them under CC BY 4.0: ` +
        `its license_info says ${quoted(licence)}`,
    );
  }
  if (typeof unit !== "string" || !/^EUR\s*\/\s*MWh$/.test(unit)) {
    throw new InputError(
      `Cannot read the prices in ${quoted(file)} as they are in EUR / MWh: their unit is ` +
        quoted(String(unit ?? "")),
    );
  }
  const numbers = (list: unknown): list is readonly (number | null)[] =>
    Array.isArray(list) && list.every((item) => item === null || typeof item === "number");
  const paired = numbers(stamps) && numbers(prices) && stamps.length === prices.length &&
    stamps.every((stamp) => Number.isInteger(stamp));
  if (!paired || stamps.length === 0) {
    throw new InputError(
      `Cannot read ${quoted(file)} as an answer of energy-charts holds as many "price" as ` +
        `"unix_seconds": found ${lengthOf(prices)} and ${lengthOf(stamps)}`,
    );
  }
  const place = (i: number) => `price ${i + 1} of ${quoted(file)}`;
  const values = prices.map((price, i) => checkedPrice(price ?? NaN, zone, () => place(i)));
  const grid = pricesFromReadings(stamps as readonly number[], new Map([[zone, values]]), place);
  return {
    history: grid.history,
    rows: stamps.length,
    duplicates: grid.duplicates,
    ignoredColumns: [],
    publisher: "energy-charts",
    licence: licence.slice(0, 200),
  };
}

function lengthOf(list: unknown): string {
  return Array.isArray(list) ? String(list.length) : "none";
}
