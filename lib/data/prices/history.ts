import { InputError } from "../../input_error.ts";
import { formatInRome, HOUR } from "../../time.ts";
import type { Columns } from "../files/parquet_cache.ts";
import { quoted } from "../files/quoted.ts";
import type { PriceHistory, PriceTable } from "../histories.ts";
import { QUARTER } from "./quarter_hours.ts";

/** Prices and the file that they come from. */
export interface PricesOfFile {
  /** Its name, for messages. */
  readonly file: string;
  /** Its prices. */
  readonly history: PriceHistory;
}

/** A table of prices and the file that it comes from. */
interface TableOfFile {
  readonly file: string;
  readonly table: PriceTable;
}

/**
 * Two files may differ by this much: quarter hours averaged by us or by GME, or rounded to cents as
 * SMARD has them.
 */
const TOLERANCE_EUR_PER_MWH = 0.005 + 1e-9;

/**
 * Joins the prices of several files into one history without a break: hours that no file has, and
 * zones that a file does not name, are NaN. Files may overlap where they agree; the first is kept.
 * Quarter hours of any file are kept beside the hours.
 *
 * @returns `PUN` first where there is one, then the zones in alphabetical order.
 * @throws {InputError} If two files give different prices for an hour or a quarter hour.
 */
export function joinPrices(files: readonly PricesOfFile[]): PriceHistory {
  const { start, count, eurPerMwh } = joinTables(
    files.map(({ file, history: { start, count, eurPerMwh } }) => ({
      file,
      table: { start, count, eurPerMwh, stepSeconds: HOUR },
    })),
    HOUR,
  );
  const finer = files.flatMap(({ file, history }) =>
    history.quarterHours === undefined ? [] : [{ file, table: history.quarterHours }]
  );
  if (finer.length === 0) return { start, count, eurPerMwh };
  return { start, count, eurPerMwh, quarterHours: joinTables(finer, QUARTER) };
}

function joinTables(files: readonly TableOfFile[], stepSeconds: number): PriceTable {
  if (files.length === 0) return { start: 0, count: 0, stepSeconds, eurPerMwh: new Map() };
  const start = Math.min(...files.map(({ table }) => table.start));
  const end = Math.max(...files.map(({ table }) => table.start + table.count * stepSeconds));
  const count = (end - start) / stepSeconds;
  const names = new Set(files.flatMap(({ table }) => [...table.eurPerMwh.keys()]));
  const eurPerMwh = new Map(
    punFirst([...names]).map((name) => [name, joinColumn(files, name, start, count, stepSeconds)]),
  );
  return { start, count, stepSeconds, eurPerMwh };
}

/** Names of prices in the order in which they are kept: `PUN`, then by the alphabet. */
export function punFirst(names: readonly string[]): string[] {
  const zones = names.filter((name) => name !== "PUN").sort();
  return names.includes("PUN") ? ["PUN", ...zones] : zones;
}

/** The instant at which prices end, Unix seconds. */
export function endOfPrices(history: PriceHistory): number {
  return history.start + history.count * HOUR;
}

function joinColumn(
  files: readonly TableOfFile[],
  name: string,
  start: number,
  count: number,
  step: number,
): Float64Array {
  const joined = new Float64Array(count).fill(NaN);
  const filled: TableOfFile[] = [];
  for (const part of files) {
    const prices = part.table.eurPerMwh.get(name);
    if (prices === undefined) continue;
    const offset = (part.table.start - start) / step;
    prices.forEach((price, i) => {
      if (Number.isNaN(joined[offset + i])) joined[offset + i] = price;
      else if (Math.abs(joined[offset + i] - price) > TOLERANCE_EUR_PER_MWH) {
        const instant = start + (offset + i) * step;
        const earlier = filled.find(({ table }) => priceAt(table, name, instant) !== undefined);
        throw new InputError(
          `Cannot join ${quoted(earlier?.file ?? "")} and ${quoted(part.file)} as they give ` +
            `${joined[offset + i]} and ${price} €/MWh for ${name} of ${formatInRome(instant)}`,
        );
      }
    });
    filled.push(part);
  }
  return joined;
}

/** The price of the period that begins at an instant, €/MWh; undefined where there is none. */
function priceAt(table: PriceTable, name: string, instant: number): number | undefined {
  const price = table.eurPerMwh.get(name)?.[(instant - table.start) / table.stepSeconds];
  return Number.isNaN(price) ? undefined : price;
}

/**
 * Prices as columns, a row per hour and then a row per quarter hour: `utc` (Unix seconds),
 * `stepSeconds`, then €/MWh by name.
 */
export function pricesToColumns(history: PriceHistory): Columns {
  const { start, count, eurPerMwh, quarterHours } = history;
  const tables: PriceTable[] = [{ start, count, eurPerMwh, stepSeconds: HOUR }];
  if (quarterHours !== undefined) tables.push(quarterHours);
  const rows = (of: (table: PriceTable) => (row: number) => number) =>
    Float64Array.from(tables.flatMap((table) => {
      const at = of(table);
      return Array.from({ length: table.count }, (_, row) => at(row));
    }));
  return new Map([
    ["utc", rows(({ start, stepSeconds }) => (row) => start + row * stepSeconds)],
    ["stepSeconds", rows(({ stepSeconds }) => () => stepSeconds)],
    ...Array.from(eurPerMwh.keys(), (name) => {
      const prices = rows((table) => (row) => table.eurPerMwh.get(name)?.[row] ?? NaN);
      return [name, prices] as const;
    }),
  ]);
}

/** The inverse of {@link pricesToColumns}. */
export function pricesFromColumns(columns: Columns): PriceHistory {
  const { utc, stepSeconds, ...named } = Object.fromEntries(columns);
  const hours = stepSeconds === undefined ? utc.length : firstOther(stepSeconds, HOUR);
  const part = (from: number, to?: number) =>
    new Map(Object.entries(named).map(([name, values]) => [name, values.slice(from, to)]));
  const history = { start: utc[0], count: hours, eurPerMwh: part(0, hours) };
  if (hours === utc.length) return history;
  const eurPerMwh = new Map(
    part(hours).entries().filter(([, prices]) => prices.some((price) => !Number.isNaN(price))),
  );
  const count = utc.length - hours;
  return {
    ...history,
    quarterHours: { start: utc[hours], stepSeconds: stepSeconds[hours], count, eurPerMwh },
  };
}

/** Position of the first value that is another one; the length if there is none. */
function firstOther(values: Float64Array, value: number): number {
  const at = values.findIndex((other) => other !== value);
  return at < 0 ? values.length : at;
}
