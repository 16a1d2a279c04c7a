import { InputError } from "../../input_error.ts";
import { HOUR } from "../../time.ts";
import { quoted } from "../files/quoted.ts";
import { decodeText } from "../files/text_file.ts";
import type { PvSystem } from "../histories.ts";
import { hourlyGrid } from "../hourly_grid.ts";
import { readTimes } from "../table/clock.ts";
import { cellValue, decimalMark, readDelimited } from "../table/delimited.ts";
import { STAMPS, type TableOptions } from "../table/options.ts";
import type { PvReading } from "./dataset.ts";
import { checkedFigure, checkedGeneration, type PvFigure } from "./pv_bounds.ts";

/** What a unit's number is to be multiplied by for kW or kWh. */
const KILO: Readonly<Record<string, number>> = { W: 1e-3, kW: 1, Wh: 1e-3, kWh: 1 };

/** An inverter at night may draw a little; more is no stand-by. */
const STAND_BY_SHARE = 0.02;

/** So many values, a day of half hours, tell a counter from a bright morning. */
const LEAST_OF_COUNTER = 48;

/** Steps that inverters record in, seconds: all divide the hour. */
const STEPS = [60, 300, 600, 900, 1200, 1800, HOUR];

/** Whether options tell of a table of generation, not of prices. */
export function tellsGeneration({ columns }: TableOptions): boolean {
  return columns !== undefined && (columns.has("power") || columns.has("energy"));
}

/**
 * Reads one system's generation from the export of an inverter or of its portal: a table with a column
 * of times and one of power, or of energy by interval. What the table does not say is asked for.
 *
 * Steps of less than an hour become the hour's mean power, stamped at its middle; an hour that lacks a
 * part is missing. A draw of up to 2 % of the capacity, as inverters have by night, counts as 0.
 *
 * @param bytes The whole file, as it is or compressed with gzip.
 * @param file The file's name, for messages.
 * @param options `columns` with `time` and `power` or `energy`, the capacity and the place at least.
 * @throws {InputError} If something must be told, or a line cannot be read.
 */
export function readInverter(bytes: Uint8Array, file: string, options: TableOptions): PvReading {
  const roles = options.columns ?? new Map<string, string>();
  const quantity = roles.has("power") ? "power" : "energy";
  const [time, value] = [roles.get("time"), roles.get(quantity)];
  const other = [...roles.keys()].find((role) => role !== "time" && role !== quantity);
  if (time === undefined || value === undefined || other !== undefined) {
    throw new InputError(
      `Cannot read ${
        quoted(file)
      } as --columns of generation tells "time" and one of "power" and ` +
        `"energy": found ${[...roles.keys()].map((role) => quoted(role)).join(", ")}`,
    );
  }
  const system = systemOf(options, file);
  const kilo = KILO[unitOf(options, value, quantity, file)];
  const table = readDelimited(decodeText(bytes, file), file, [time, value]);
  const place = (index: number) => `line ${table.lines[index]} of ${quoted(file)}`;
  const timeZone = options.timeZone ?? (/\(UTC\)/.test(time) ? "UTC" : undefined);
  const stamps = readTimes(table.column(time), { timeZone, place });
  const cells = table.column(value);
  const mark = decimalMark(cells);
  const values = cells.map((cell, index) =>
    kilo *
    cellValue(cell, mark, () =>
      new InputError(`Cannot read ${quoted(cell)} as a number: ${place(index)}`))
  );
  const step = stepOf(stamps, file);
  if (quantity === "energy") requireNoCounter(values, value, file);
  const powers = values.map((kilo, index) => {
    const kw = quantity === "energy" ? kilo * HOUR / step : kilo;
    const standBy = kw < 0 && kw >= -STAND_BY_SHARE * system.capacityKw;
    return checkedGeneration(
      standBy ? 0 : kw,
      system.capacityKw,
      quoted(value),
      () => place(index),
    );
  });
  const starts = startsOf(stamps, step, quantity, options, file);
  const grid = hourlyGrid(starts, new Map([["kw", powers]]), place, step);
  const hours = step === HOUR
    ? { start: grid.start, generationKw: grid.columns.get("kw")! }
    : hourlyMeans(grid.start, grid.columns.get("kw")!, step);
  const middle = options.stamp === "instant" ? 0 : HOUR / 2;
  return {
    systems: [{ ...system, ...hours, start: hours.start + middle }],
    rows: table.lines.length,
    duplicates: grid.duplicates,
  };
}

function systemOf(
  options: TableOptions,
  file: string,
): Omit<PvSystem, "start" | "generationKw"> {
  const { capacityKw, latitude, longitude } = options;
  const needed = { "--capacity": capacityKw, "--latitude": latitude, "--longitude": longitude };
  const missing = Object.entries(needed).flatMap(([name, v]) => v === undefined ? [name] : []);
  if (missing.length > 0) {
    throw new InputError(
      `Cannot read ${quoted(file)} as an export of generation does not say how large the panels ` +
        `are and where: add ${missing.join(", ")} (kW and degrees)`,
    );
  }
  const figure = (value: number, kind: PvFigure, name: string) =>
    checkedFigure(value, kind, name, String(value), () => quoted(file));
  return {
    latitude: figure(latitude!, "latitude", "--latitude"),
    longitude: figure(longitude!, "longitude", "--longitude"),
    capacityKw: figure(capacityKw!, "capacityKw", "--capacity"),
    ...(options.tilt === undefined ? {} : { tilt: figure(options.tilt, "tilt", "--tilt") }),
    ...(options.azimuth === undefined
      ? {}
      : { azimuth: figure(options.azimuth, "azimuth", "--azimuth") }),
  };
}

function unitOf(
  options: TableOptions,
  header: string,
  quantity: "power" | "energy",
  file: string,
): string {
  const known = quantity === "power" ? ["W", "kW"] : ["Wh", "kWh"];
  const unit = options.unit ?? /[[(]\s*(k?Wh?)\s*[\])]/.exec(header)?.[1];
  if (unit !== undefined && known.includes(unit)) return unit;
  throw new InputError(
    `Cannot read ${quoted(file)} as the unit of its ${quantity} must be ${known.join(" or ")}: ` +
      `found ${unit === undefined ? "none" : quoted(unit)}; add --unit ${known.at(-1)}`,
  );
}

/** The step that most times follow each other by. */
function stepOf(stamps: Float64Array, file: string): number {
  const sorted = stamps.toSorted();
  const counts = new Map<number, number>();
  for (let i = 1; i < sorted.length; i++) {
    const step = sorted[i] - sorted[i - 1];
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const [step] = [...counts].reduce((best, next) => next[1] > best[1] ? next : best, [NaN, 0]);
  if (STEPS.includes(step)) return step;
  throw new InputError(
    `Cannot read ${quoted(file)} as generation is recorded every 1, 5, 10, 15, 20, 30 or 60 ` +
      `minutes: most of its times are ${
        Number.isNaN(step) ? "the same" : `${step / 60} min apart`
      }`,
  );
}

/** When the interval of each time begins; the time itself if it is the instant of the value. */
function startsOf(
  stamps: Float64Array,
  step: number,
  quantity: "power" | "energy",
  { stamp }: TableOptions,
  file: string,
): number[] {
  const allowed = quantity === "power" && step === HOUR ? STAMPS : STAMPS.slice(0, 2);
  if (stamp === undefined || !allowed.includes(stamp)) {
    throw new InputError(
      `Cannot read ${quoted(file)} as it does not say what its times stand for: add --stamp ` +
        allowed.join(" or --stamp ") + (stamp === undefined ? "" : `, found ${quoted(stamp)}`),
    );
  }
  return Array.from(stamps, (instant) => stamp === "end" ? instant - step : instant);
}

/** @throws {InputError} If energies only ever grow: then they are what a counter showed. */
function requireNoCounter(values: readonly number[], header: string, file: string): void {
  const known = values.filter((value) => !Number.isNaN(value));
  const grows = known.every((value, i) => i === 0 || value >= known[i - 1]);
  if (known.length < LEAST_OF_COUNTER || !grows || known[0] === known.at(-1)) return;
  throw new InputError(
    `Cannot read ${quoted(header)} in ${
      quoted(file)
    } as energy by interval: it never falls, as a ` +
      "counter's; export the energy of each interval, or the power",
  );
}

function hourlyMeans(
  first: number,
  values: Float64Array,
  step: number,
): { start: number; generationKw: Float64Array } {
  const start = Math.floor(first / HOUR) * HOUR;
  const parts = HOUR / step;
  const before = (first - start) / step;
  if (!Number.isInteger(before)) {
    throw new InputError(
      `Cannot read generation every ${step / 60} minutes as its times must part the hour evenly: ` +
        `the first is ${first % HOUR} s past it`,
    );
  }
  const hours = Math.ceil((before + values.length) / parts);
  const generationKw = new Float64Array(hours);
  const counts = new Uint8Array(hours);
  values.forEach((kw, i) => {
    const hour = Math.floor((before + i) / parts);
    generationKw[hour] += kw / parts;
    counts[hour]++;
  });
  return { start, generationKw: generationKw.map((kw, h) => counts[h] === parts ? kw : NaN) };
}
