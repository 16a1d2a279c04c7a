import type { HourlySeries } from "../../../data/series.ts";
import { type HourAheadFeatures, priceLevel } from "./features.ts";
import { MarketCalendar } from "../market_calendar.ts";

/** Features and outcomes of the hours of a history that have enough hours before them. */
export interface HourAheadTable {
  /** One column per feature. */
  readonly columns: readonly Float64Array[];
  /** Price less the price before, in levels. */
  readonly target: Float64Array;
  /** €/MWh: what one unit of the target is worth. */
  readonly level: Float64Array;
  /** Hour on the clock. */
  readonly hour: Uint8Array;
}

/** Builds the table from which hour-ahead models learn. */
export function hourAheadTable(
  history: HourlySeries,
  features: HourAheadFeatures,
): HourAheadTable {
  const prices = history.values;
  const first = features.hoursNeeded;
  const rows = prices.length - first;
  const calendar = new MarketCalendar(history.start, prices.length);
  const columns = features.names.map(() => new Float64Array(rows));
  const row = new Float64Array(columns.length);
  const target = new Float64Array(rows);
  const level = new Float64Array(rows);
  const hour = new Uint8Array(rows);
  for (let r = 0; r < rows; r++) {
    const at = first + r;
    features.write(prices, at, calendar, row);
    for (let c = 0; c < row.length; c++) columns[c][r] = row[c];
    level[r] = priceLevel(prices, at);
    target[r] = (prices[at] - prices[at - 1]) / level[r];
    hour[r] = calendar.hour(at);
  }
  return { columns, target, level, hour };
}

/** The rows from `begin` to before `end`, sharing the table's memory. */
export function tableRows(table: HourAheadTable, begin: number, end: number): HourAheadTable {
  return {
    columns: table.columns.map((column) => column.subarray(begin, end)),
    target: table.target.subarray(begin, end),
    level: table.level.subarray(begin, end),
    hour: table.hour.subarray(begin, end),
  };
}
