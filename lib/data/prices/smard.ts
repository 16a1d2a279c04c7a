import { InputError } from "../../input_error.ts";
import { parseBoundedJson } from "../files/bounded_json.ts";
import { quoted } from "../files/quoted.ts";
import { decodeText } from "../files/text_file.ts";
import type { PriceFileReading } from "./gme.ts";
import { checkedPrice } from "./price_bounds.ts";
import { pricesFromReadings } from "./quarter_hours.ts";

/** Whose data they are, and what may be done with them. */
export const SMARD_LICENCE = "CC BY 4.0, Bundesnetzagentur | SMARD.de";

/**
 * SMARD's number of the day-ahead price of each zone that is read from it: Italy's by GME's name, and
 * Switzerland's `CH`. (GME's own `SVIZ` is another price, of an Italian zone at the border.)
 */
export const SMARD_FILTERS: Readonly<Record<string, number>> = { NORD: 255, CH: 259 };

/** Whether an answer in JSON has the form of SMARD's `chart_data`. */
export function isSmard(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "series" in answer;
}

/**
 * Reads prices from an answer of SMARD, the market data of Germany's Bundesnetzagentur:
 * `{"meta_data": …, "series": [[ms, €/MWh or null], …]}`, or several such answers in a list.
 *
 * @param bytes The whole file.
 * @param file The file's name, for messages.
 * @param zone The name of the prices, such as `NORD`: an answer does not say whose they are.
 * @throws {InputError} If it is no such answer, holds no price, or a value cannot be read.
 */
export function readSmard(bytes: Uint8Array, file: string, zone: string): PriceFileReading {
  const json = parseBoundedJson(decodeText(bytes, file), file);
  const answers = Array.isArray(json) ? json : [json];
  const stamps: number[] = [];
  const prices: number[] = [];
  for (const answer of answers) {
    const series = isSmard(answer) ? (answer as { series: unknown }).series : undefined;
    if (!Array.isArray(series)) {
      throw new InputError(
        `Cannot read ${quoted(file)} as an answer of SMARD holds a list "series": found none`,
      );
    }
    for (const pair of series) {
      const [stamp, price] = readPair(pair, zone, stamps.length, file);
      stamps.push(stamp);
      prices.push(price);
    }
  }
  const last = prices.findLastIndex((price) => !Number.isNaN(price));
  const first = prices.findIndex((price) => !Number.isNaN(price));
  if (last < 0) throw new InputError(`Cannot read ${quoted(file)} as it holds no price`);
  // A week that is not over yet, and the time before a zone's first price, are filled with nulls.
  const grid = pricesFromReadings(
    stamps.slice(first, last + 1),
    new Map([[zone, prices.slice(first, last + 1)]]),
    (i) => `price ${first + i + 1} of ${quoted(file)}`,
  );
  return {
    history: grid.history,
    rows: last - first + 1,
    duplicates: grid.duplicates,
    ignoredColumns: [],
    publisher: "SMARD",
    licence: SMARD_LICENCE,
  };
}

function readPair(pair: unknown, zone: string, at: number, file: string): [number, number] {
  const [stamp, price] = Array.isArray(pair) ? pair : [];
  const place = () => `price ${at + 1} of ${quoted(file)}`;
  const known = Number.isInteger(stamp) && stamp % 1000 === 0 &&
    (price === null || typeof price === "number");
  if (known) return [stamp / 1000, price === null ? NaN : checkedPrice(price, zone, place)];
  throw new InputError(
    `Cannot read ${quoted(JSON.stringify(pair) ?? "nothing")} as SMARD gives pairs of ` +
      `milliseconds and a price or null: ${place()}`,
  );
}
