import { InputError } from "../input_error.ts";
import type { PriceHistory } from "./histories.ts";
import { hourlyGrid } from "./hourly_grid.ts";
import { decodeText } from "./files/text_file.ts";

/** The folder of the bundled sample within the project's `data/`. */
export const SAMPLE_FOLDER = "sample";
/** Its prices: see {@link readPriceCsv}. */
export const SAMPLE_PRICES = "prices.csv.gz";
/** Its generation: see `readPvDataset`. */
export const SAMPLE_PV = "pv.csv.gz";

/**
 * Reads hourly prices from CSV or CSV.gz with the columns `time` (UTC, `YYYY-MM-DDTHH:MMZ`), `PUN` and
 * zones, in €/MWh.
 *
 * @throws {InputError} If a line cannot be read.
 */
export function readPriceCsv(bytes: Uint8Array, file: string): PriceHistory {
  const [header, ...lines] = decodeText(bytes, file).trimEnd().split("\n");
  const names = header.split(",").slice(1);
  const stamps: number[] = [];
  const prices = new Map<string, number[]>(names.map((name) => [name, []]));
  lines.forEach((line, i) => {
    const cells = line.split(",");
    stamps.push(Date.parse(cells[0]) / 1000);
    names.forEach((name, column) => prices.get(name)!.push(Number(cells[column + 1])));
    if (Number.isNaN(stamps[i]) || cells.length !== names.length + 1) {
      throw new InputError(`Cannot read line ${i + 2} of "${file}": ${JSON.stringify(line)}`);
    }
  });
  const grid = hourlyGrid(stamps, prices, (index) => `line ${index + 2} of "${file}"`);
  return { start: grid.start, count: grid.columns.get("PUN")!.length, eurPerMwh: grid.columns };
}
