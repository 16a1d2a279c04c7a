import { HOUR } from "../../time.ts";
import type { PriceHistory, PriceTable } from "../histories.ts";
import { hourlyGrid } from "../hourly_grid.ts";

/** Quarter hours of an hour. */
export const QUARTERS = 4;
/** Seconds in a quarter hour. */
export const QUARTER = HOUR / QUARTERS;

/** Prices of readings, and how many repeat another. */
export interface GriddedPrices {
  /** Hours, and quarter hours where there are any. */
  readonly history: PriceHistory;
  /** Readings that repeat an earlier one, price for price. */
  readonly duplicates: number;
}

/**
 * Prices from readings in any order, of hours, half hours or quarter hours: found out from their stamps.
 * Up to the first one off the whole hour all are hours, since no market has gone back to them.
 *
 * @param stamps Start of each period, Unix seconds.
 * @param columns €/MWh by name, one per reading.
 * @param place Where the reading of an index stands, for messages.
 * @throws {InputError} If stamps are no quarter hours, or two prices of one period differ.
 */
export function pricesFromReadings(
  stamps: readonly number[],
  columns: ReadonlyMap<string, readonly number[]>,
  place: (index: number) => string,
): GriddedPrices {
  const off = stamps.reduce((a, b) => b % HOUR === 0 ? a : Math.min(a, b), Infinity);
  const change = Math.floor(off / HOUR) * HOUR;
  const part = (wanted: (stamp: number) => boolean, step: number) => {
    const indices = stamps.flatMap((stamp, i) => wanted(stamp) ? [i] : []);
    const of = (values: readonly number[]) => indices.map((i) => values[i]);
    const named = new Map(Array.from(columns, ([name, values]) => [name, of(values)]));
    return hourlyGrid(of(stamps), named, (i) => place(indices[i]), step);
  };
  const hours = part((stamp) => stamp < change, HOUR);
  const hourly = { start: hours.start, stepSeconds: HOUR, eurPerMwh: hours.columns };
  if (off === Infinity) {
    return { history: historyOf(hourly), duplicates: hours.duplicates };
  }
  const fine = stamps.filter((stamp) => stamp >= change);
  const stepSeconds = fine.every((stamp) => stamp % (2 * QUARTER) === 0) ? 2 * QUARTER : QUARTER;
  const finer = part((stamp) => stamp >= change, stepSeconds);
  const history = historyOf({ start: finer.start, stepSeconds, eurPerMwh: finer.columns });
  return {
    history: hours.start === Infinity ? history : prolonged(historyOf(hourly), history),
    duplicates: hours.duplicates + finer.duplicates,
  };
}

/**
 * A history from prices of one step. Quarter hours that only repeat their hour are hours.
 *
 * @param table Its start need not be a whole hour.
 */
export function historyOf(table: Omit<PriceTable, "count">): PriceHistory {
  if (table.stepSeconds === HOUR) {
    const { start, eurPerMwh } = table;
    return { start, count: lengthOf(eurPerMwh), eurPerMwh };
  }
  const quarters = wholeHours(table);
  const { start, count, eurPerMwh } = hourlyView(quarters);
  const repeated = eurPerMwh.keys().every((name) => {
    const hours = eurPerMwh.get(name)!;
    return quarters.eurPerMwh.get(name)!.every((price, i) =>
      Number.isNaN(price) || price === hours[Math.floor(i / QUARTERS)]
    );
  });
  if (repeated) return { start, count, eurPerMwh };
  return { start, count, eurPerMwh, quarterHours: quarters };
}

/** The hours of quarter hours: their mean, NaN where one is missing. */
export function hourlyView(table: PriceTable): PriceTable {
  const count = table.count / QUARTERS;
  const hours = (quarters: Float64Array) =>
    Float64Array.from({ length: count }, (_, hour) => meanOf(quarters, hour * QUARTERS));
  const eurPerMwh = new Map(table.eurPerMwh.entries().map(([name, q]) => [name, hours(q)]));
  return { start: table.start, stepSeconds: HOUR, count, eurPerMwh };
}

/** Exactly the price where four quarters have the same. */
function meanOf(quarters: Float64Array, from: number): number {
  const [a, b, c, d] = quarters.subarray(from, from + QUARTERS);
  return a === b && a === c && a === d ? a : (a + b + c + d) / QUARTERS;
}

/** Quarter hours from the whole hour of the first period to the end of the last hour. */
function wholeHours(table: Omit<PriceTable, "count">): PriceTable {
  const start = Math.floor(table.start / HOUR) * HOUR;
  const each = table.stepSeconds / QUARTER;
  const before = (table.start - start) / QUARTER;
  const count = Math.ceil((before + lengthOf(table.eurPerMwh) * each) / QUARTERS) * QUARTERS;
  const laid = (values: Float64Array) => {
    const quarters = new Float64Array(count).fill(NaN);
    values.forEach((price, i) => quarters.fill(price, before + i * each, before + (i + 1) * each));
    return quarters;
  };
  const eurPerMwh = new Map(table.eurPerMwh.entries().map(([name, v]) => [name, laid(v)]));
  return { start, stepSeconds: QUARTER, count, eurPerMwh };
}

/** Hours, and then a history that begins later. */
function prolonged(hours: PriceHistory, later: PriceHistory): PriceHistory {
  const offset = (later.start - hours.start) / HOUR;
  const joined = (name: string, prices: Float64Array) => {
    const whole = new Float64Array(offset + later.count).fill(NaN);
    whole.set(prices);
    whole.set(later.eurPerMwh.get(name)!, offset);
    return whole;
  };
  const eurPerMwh = new Map(hours.eurPerMwh.entries().map(([n, p]) => [n, joined(n, p)]));
  return { ...later, start: hours.start, count: offset + later.count, eurPerMwh };
}

function lengthOf(columns: ReadonlyMap<string, Float64Array>): number {
  const [first] = columns.values();
  return first?.length ?? 0;
}
