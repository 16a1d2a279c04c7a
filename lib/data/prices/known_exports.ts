import type { DateOrder } from "../table/clock.ts";
import { ENERGY_CHARTS_ZONES } from "./energy_charts.ts";
import { GME_LICENCE } from "./gme.ts";

/** A form of table that is known by its header. */
export interface PriceExport {
  /**
   * Header by what the column holds: `time`, or `date` and `hour` as GME counts it; a price by its name,
   * or `price` where {@link PriceExport.zone} or the user names it.
   */
  readonly columns: ReadonlyMap<string, string>;
  /** Columns that must say the same in every row, or the prices are of several zones. */
  readonly constant: readonly string[];
  /** Unit of the prices. */
  readonly unit?: string;
  /** Whose prices `price` are. */
  readonly zone?: string;
  /** Clock of the times. */
  readonly timeZone?: string;
  /** How dates with slashes are to be read. */
  readonly order?: DateOrder;
  /** Who publishes it. */
  readonly publisher?: string;
  /** What its licence allows. */
  readonly licence?: string;
}

type Recognise = (header: readonly string[], text: string) => PriceExport | undefined;

/** The form of a table, by its header; undefined if it is none that is known. */
export function knownExport(header: readonly string[], text: string): PriceExport | undefined {
  for (const recognise of [plain, gme, ember, entsoe, energyCharts]) {
    const known = recognise(header, text);
    if (known !== undefined) return known;
  }
  return undefined;
}

/** The sample's own form. */
const plain: Recognise = ([time, ...names]) => {
  if (time !== "time" || names.length === 0) return undefined;
  if (!names.every((name) => /^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(name))) return undefined;
  const columns = new Map([["time", "time"], ...names.map((name) => [name, name] as const)]);
  return { columns, constant: [], unit: "EUR/MWh", timeZone: "UTC" };
};

/** `Data;Ora;PUN;…`, as GME's site saves its tables. */
const gme: Recognise = ([date, hour, ...names]) => {
  const known = /^data$/i.test(date ?? "") && /^ora$/i.test(hour ?? "");
  if (!known || names.length === 0 || !names.every((name) => /^[A-Z]{2,5}$/.test(name))) {
    return undefined;
  }
  const columns = new Map([
    ["date", date],
    ["hour", hour],
    ...names.map((name) => [name, name] as const),
  ]);
  return { columns, constant: [], unit: "EUR/MWh", publisher: "GME", licence: GME_LICENCE };
};

/** Ember's European wholesale prices, a country a file. */
const ember: Recognise = (header) => {
  const price = header.find((name) => /^Price \(EUR\/MWhe?\)$/.test(name));
  if (price === undefined || !header.includes("Datetime (UTC)")) return undefined;
  return {
    columns: new Map([["time", "Datetime (UTC)"], ["price", price]]),
    constant: header.includes("Country") ? ["Country"] : [],
    unit: "EUR/MWh",
    timeZone: "UTC",
    publisher: "Ember",
    licence: "CC BY 4.0, Ember",
  };
};

/** ENTSO-E's Transparency Platform: day-ahead prices, the old and the new form of its export. */
const entsoe: Recognise = (header, text) => {
  const time = header.find((name) => /^MTU \((UTC|CET\/CEST)\)$/.test(name));
  const price = header.find((name) => /^Day-ahead Price [[(]EUR\/MWh[\])]$/.test(name));
  if (time === undefined || price === undefined) return undefined;
  const area = /BZN\|([A-Za-z-]{2,20})/.exec(text.slice(0, 5000))?.[1];
  const zone = zoneNamed(area);
  return {
    columns: new Map([["time", time], ["price", price]]),
    constant: header.filter((name) => name === "Area" || name === "Sequence"),
    unit: "EUR/MWh",
    timeZone: time.includes("UTC") ? "UTC" : "Europe/Rome",
    order: "day first",
    publisher: "ENTSO-E",
    licence: "ENTSO-E Transparency Platform: see its terms",
    ...(zone === undefined ? {} : { zone }),
  };
};

/** The table that energy-charts saves from its chart of prices. */
const energyCharts: Recognise = (header) => {
  const time = header.find((name) => /^(Date|Datum) \(/.test(name));
  const price = header.find((name) => /^Day Ahead Au[ck]tion\b.*\(.+\)$/.test(name));
  if (time === undefined || price === undefined) return undefined;
  const zone = zoneNamed(/\(([^()]+)\)$/.exec(price)?.[1]);
  return {
    columns: new Map([["time", time], ["price", price]]),
    constant: [],
    unit: "EUR/MWh",
    publisher: "energy-charts",
    ...(zone === undefined ? {} : { zone }),
  };
};

/** GME's name of a bidding zone that others write `IT-North`. */
function zoneNamed(area: string | undefined): string | undefined {
  return Object.keys(ENERGY_CHARTS_ZONES).find((name) => ENERGY_CHARTS_ZONES[name] === area);
}
