import { InputError } from "../../input_error.ts";
import { formatInRome, HOUR } from "../../time.ts";
import type { PriceHistory } from "../histories.ts";
import type { Columns } from "../files/parquet_cache.ts";

/** Prices and the file that they come from. */
export interface PricesOfFile {
  /** Its name, for messages. */
  readonly file: string;
  /** Its prices. */
  readonly history: PriceHistory;
}

/** Two files may differ by this much: quarter hours averaged by us or by GME, rounded. */
const TOLERANCE_EUR_PER_MWH = 0.005;

/**
 * Joins the prices of several files into one history without a break: hours that no file has, and
 * zones that a file does not name, are NaN. Files may overlap where they agree; the first is kept.
 *
 * @returns `PUN` first, then the zones in alphabetical order.
 * @throws {InputError} If two files give different prices for an hour.
 */
export function joinPrices(files: readonly PricesOfFile[]): PriceHistory {
  const start = Math.min(...files.map(({ history }) => history.start));
  const end = Math.max(...files.map(({ history }) => endOfPrices(history)));
  const count = files.length === 0 ? 0 : (end - start) / HOUR;
  const zones = new Set(files.flatMap(({ history }) => [...history.eurPerMwh.keys()]));
  zones.delete("PUN");
  const eurPerMwh = new Map<string, Float64Array>();
  for (const name of ["PUN", ...[...zones].sort()]) {
    eurPerMwh.set(name, joinColumn(files, name, start, count));
  }
  return { start: files.length === 0 ? 0 : start, count, eurPerMwh };
}

/** The instant at which prices end, Unix seconds. */
export function endOfPrices(history: PriceHistory): number {
  return history.start + history.count * HOUR;
}

function joinColumn(
  files: readonly PricesOfFile[],
  name: string,
  start: number,
  count: number,
): Float64Array {
  const joined = new Float64Array(count).fill(NaN);
  const filled: PricesOfFile[] = [];
  for (const part of files) {
    const prices = part.history.eurPerMwh.get(name);
    if (prices === undefined) continue;
    const offset = (part.history.start - start) / HOUR;
    prices.forEach((price, i) => {
      if (Number.isNaN(joined[offset + i])) joined[offset + i] = price;
      else if (Math.abs(joined[offset + i] - price) > TOLERANCE_EUR_PER_MWH) {
        const instant = start + (offset + i) * HOUR;
        const earlier = filled.find(({ history }) => priceAt(history, name, instant) !== undefined);
        throw new InputError(
          `Cannot join "${earlier?.file}" and "${part.file}" as they give ${joined[offset + i]} ` +
            `and ${price} €/MWh for ${name} of ${formatInRome(instant)}`,
        );
      }
    });
    filled.push(part);
  }
  return joined;
}

/** The price of the hour that begins at an instant, €/MWh; undefined where there is none. */
function priceAt(history: PriceHistory, name: string, instant: number): number | undefined {
  const price = history.eurPerMwh.get(name)?.[(instant - history.start) / HOUR];
  return Number.isNaN(price) ? undefined : price;
}

/** Prices as columns: `utc` (Unix seconds), then €/MWh by name. */
export function pricesToColumns(history: PriceHistory): Columns {
  const utc = Float64Array.from({ length: history.count }, (_, i) => history.start + i * HOUR);
  return new Map([["utc", utc], ...history.eurPerMwh]);
}

/** The inverse of {@link pricesToColumns}. */
export function pricesFromColumns(columns: Columns): PriceHistory {
  const eurPerMwh = new Map(columns);
  const utc = columns.get("utc")!;
  eurPerMwh.delete("utc");
  return { start: utc[0], count: utc.length, eurPerMwh };
}
