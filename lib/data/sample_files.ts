import type { PriceHistory } from "./histories.ts";
import { readPriceTable } from "./prices/price_table.ts";

/** The folder of the bundled sample within the project's `data/`. */
export const SAMPLE_FOLDER = "sample";
/** Its prices: see {@link readPriceCsv}. */
export const SAMPLE_PRICES = "prices.csv.gz";
/** Its generation: see `readPvDataset`. */
export const SAMPLE_PV = "pv.csv.gz";

/** What may be done with the sample. */
export const SAMPLE_LICENCE = "MIT";

/**
 * Reads prices from CSV or CSV.gz with the columns `time` (UTC, `YYYY-MM-DDTHH:MMZ`), `PUN` and zones, in
 * €/MWh.
 *
 * @throws {InputError} If a line cannot be read.
 */
export function readPriceCsv(bytes: Uint8Array, file: string): PriceHistory {
  return readPriceTable(bytes, file).history;
}
