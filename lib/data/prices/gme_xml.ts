import { InputError } from "../../input_error.ts";
import { HOUR, hoursOfDay, midnightInRome } from "../../time.ts";
import { parseCommaDecimal, parseDecimal } from "../files/decimal.ts";
import { quoted } from "../files/quoted.ts";
import { decodeText } from "../files/text_file.ts";
import { hourlyGrid } from "../hourly_grid.ts";
import { utcInstant } from "../stamp.ts";
import { GME_LICENCE, type PriceFileReading } from "./gme.ts";
import { joinPrices, punFirst } from "./history.ts";
import { checkedPrice } from "./price_bounds.ts";
import { historyOf, QUARTER } from "./quarter_hours.ts";

/** A day of quarter hours takes 90 KB. */
const LARGEST_XML_BYTES = 16 * 2 ** 20;
/** What an element holds beside prices. */
const NO_PRICES = new Set(["Data", "Mercato", "Ora", "Periodo"]);
const FIRST_YEAR = 2004;

/** Readings of one kind of element, `Prezzi` by the hour or `Prezzi15` by the quarter hour. */
interface Readings {
  readonly stamps: number[];
  readonly columns: Map<string, number[]>;
}

/** Whether a text begins as GME's daily XML does. */
export function isGmeXml(start: string): boolean {
  return /<NewDataSet[\s>]/.test(start.slice(0, 2000));
}

/**
 * Reads the day-ahead prices of a daily XML file of GME (`20250511MGPPrezzi.xml`): elements `Prezzi`
 * with `Data`, `Mercato`, `Ora` and a price by zone, and since 2025-10-01 `Prezzi15` with `Periodo`
 * 1 … 100. Decimal commas, dots between thousands.
 *
 * @param bytes The whole file.
 * @param file The file's name, for messages.
 * @throws {InputError} If the file is no such XML, is cut short, or a value cannot be read.
 */
export function readGmeXml(bytes: Uint8Array, file: string): PriceFileReading {
  const text = decodeText(bytes, file, LARGEST_XML_BYTES);
  if (!isGmeXml(text) || !/<\/NewDataSet>\s*$/.test(text)) {
    throw new InputError(
      `Cannot read ${quoted(file)} as GME's XML is one element NewDataSet: it is ` +
        (isGmeXml(text) ? "cut short" : "another"),
    );
  }
  const parts = [["Prezzi", "Ora", HOUR], ["Prezzi15", "Periodo", QUARTER]] as const;
  const found = parts.map(([element, counter, step]) => ({
    step,
    readings: readElements(text, element, counter, step, file),
  })).filter(({ readings }) => readings.stamps.length > 0);
  if (found.length === 0) {
    throw new InputError(
      `Cannot read ${
        quoted(file)
      } as GME's XML of prices holds elements Prezzi or Prezzi15 of the ` +
        `market MGP: found none`,
    );
  }
  const tables = found.map(({ step, readings: { stamps, columns } }) => {
    const place = (i: number) => `price ${i + 1} of ${quoted(file)}`;
    const grid = hourlyGrid(stamps, columns, place, step);
    const history = historyOf({ start: grid.start, stepSeconds: step, eurPerMwh: grid.columns });
    return { history, duplicates: grid.duplicates };
  });
  return {
    history: joinPrices(tables.map(({ history }) => ({ file, history }))),
    rows: found.reduce((sum, { readings }) => sum + readings.stamps.length, 0),
    duplicates: tables.reduce((sum, { duplicates }) => sum + duplicates, 0),
    ignoredColumns: [],
    publisher: "GME",
    licence: GME_LICENCE,
  };
}

function readElements(
  text: string,
  element: string,
  counter: string,
  step: number,
  file: string,
): Readings {
  const rows: { stamp: number; prices: Map<string, number> }[] = [];
  const names = new Set<string>();
  const [open, close] = [`<${element}>`, `</${element}>`];
  for (let from = text.indexOf(open); from >= 0; from = text.indexOf(open, from + 1)) {
    const to = text.indexOf(close, from);
    if (to < 0) {
      throw new InputError(`Cannot read ${quoted(file)} as an element ${element} does not end`);
    }
    const fields = fieldsOf(text.slice(from + open.length, to), element, file);
    if ((fields.get("Mercato") ?? "MGP") !== "MGP") continue;
    const place = () => `${element} ${rows.length + 1} of ${quoted(file)}`;
    const prices = new Map<string, number>();
    for (const [name, value] of fields) {
      if (NO_PRICES.has(name) || !/^[A-Z]{2,5}$/.test(name)) continue;
      names.add(name);
      prices.set(name, readPrice(value, name, place));
    }
    rows.push({ stamp: stampOf(fields, counter, step, place), prices });
  }
  const columns = punFirst([...names]).map((name) =>
    [name, rows.map(({ prices }) => prices.get(name) ?? NaN)] as const
  );
  return { stamps: rows.map(({ stamp }) => stamp), columns: new Map(columns) };
}

/** By name, what the elements within an element hold. */
function fieldsOf(xml: string, element: string, file: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [, name, value] of xml.matchAll(/<(\w{1,20})>([^<]{0,100})<\/\1>/g)) {
    if (fields.has(name)) {
      throw new InputError(
        `Cannot read ${quoted(file)} as an element ${element} holds ${name} twice`,
      );
    }
    fields.set(name, value.trim());
  }
  return fields;
}

function stampOf(
  fields: ReadonlyMap<string, string>,
  counter: string,
  step: number,
  place: () => string,
): number {
  const text = fields.get("Data") ?? "";
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  const instant = utcInstant(Number(year), Number(month), Number(day));
  if (Number.isNaN(instant) || Number(year) < FIRST_YEAR || Number(year) > 2099) {
    throw new InputError(
      `Cannot read the date ${quoted(text)} as GME dates are days since ${FIRST_YEAR} written ` +
        `YYYYMMDD: ${place()}`,
    );
  }
  const date = `${year}-${month}-${day}`;
  const most = hoursOfDay(date) * HOUR / step;
  const period = parseDecimal(fields.get(counter) ?? "");
  if (!Number.isInteger(period) || period < 1 || period > most) {
    throw new InputError(
      `Cannot read ${counter} ${
        quoted(fields.get(counter) ?? "")
      } of ${date} as it runs from 1 to ` +
        `${most} on that day: ${place()}`,
    );
  }
  return midnightInRome(date) + (period - 1) * step;
}

function readPrice(text: string, name: string, place: () => string): number {
  if (text === "") return NaN;
  const price = parseCommaDecimal(text);
  if (!Number.isNaN(price)) return checkedPrice(price, name, place);
  throw new InputError(
    `Cannot read the ${name} price ${quoted(text)} as prices in GME's XML have a decimal comma: ` +
      place(),
  );
}
