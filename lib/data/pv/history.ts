import { InputError } from "../../input_error.ts";
import { HOUR } from "../../time.ts";
import type { PvHistory, PvSystem } from "../histories.ts";
import { quoted } from "../files/quoted.ts";
import { formatUtc } from "../hourly_grid.ts";
import type { Columns } from "../files/parquet_cache.ts";

/** PV systems and the file that they come from. */
export interface PvOfFile {
  /** Its name, for messages. */
  readonly file: string;
  /** Its systems. */
  readonly history: PvHistory;
}

/** The quantities recorded by the hour, by the name of their field. */
const SERIES = ["generationKw", "planeIrradianceWPerM2", "airTemperatureC"] as const;

/**
 * Joins the systems of several files. What two files say of a system of the same place, capacity,
 * tilt, azimuth and minute becomes one record: hours that neither has are NaN, and where both have
 * one they must agree.
 *
 * @returns The systems in the order in which they first appear.
 * @throws {InputError} If two files give different values for an hour of a system.
 */
export function joinPv(files: readonly PvOfFile[]): PvHistory {
  const systems = new Map<string, { file: string; system: PvSystem }>();
  for (const { file, history } of files) {
    for (const system of history) {
      const { latitude, longitude, capacityKw, tilt, azimuth, start } = system;
      const key = [latitude, longitude, capacityKw, tilt, azimuth, start % HOUR].join(" ");
      const known = systems.get(key);
      systems.set(key, {
        file,
        system: known === undefined ? system : joinSystem(known.system, known.file, system, file),
      });
    }
  }
  return Array.from(systems.values(), ({ system }) => system);
}

/** The instant up to which a system's record reaches, Unix seconds: an hour after its last stamp. */
export function endOfPv(system: PvSystem): number {
  return system.start + system.generationKw.length * HOUR;
}

/** From the first stamp of any system to the end of the last record, Unix seconds. */
export function pvRange(history: PvHistory): { from: number; to: number } {
  return {
    from: Math.min(...history.map(({ start }) => start)),
    to: Math.max(...history.map(endOfPv)),
  };
}

function joinSystem(a: PvSystem, fileA: string, b: PvSystem, fileB: string): PvSystem {
  const start = Math.min(a.start, b.start);
  const count = (Math.max(endOfPv(a), endOfPv(b)) - start) / HOUR;
  const joined = { ...a, ...b, start };
  for (const name of SERIES) {
    if (a[name] === undefined && b[name] === undefined) continue;
    const values = new Float64Array(count).fill(NaN);
    values.set(a[name] ?? [], (a.start - start) / HOUR);
    const offset = (b.start - start) / HOUR;
    b[name]?.forEach((value, i) => {
      if (Number.isNaN(values[offset + i])) values[offset + i] = value;
      else if (!Number.isNaN(value) && values[offset + i] !== value) {
        throw new InputError(
          `Cannot join ${quoted(fileA)} and ${quoted(fileB)} as they give ${
            values[offset + i]
          } and ${value} ` +
            `for ${name} of ${formatUtc(start + (offset + i) * HOUR)} UTC`,
        );
      }
    });
    joined[name] = values;
  }
  return joined;
}

/** Systems as columns, a row per system and hour; a quantity that no system has is left out. */
export function pvToColumns(history: PvHistory): Columns {
  const perRow = (value: (system: PvSystem, number: number) => (hour: number) => number) =>
    concatenate(history.map((system, number) => {
      const at = value(system, number);
      return Float64Array.from(system.generationKw, (_, hour) => at(hour));
    }));
  const columns = new Map([
    ["system", perRow((_, number) => () => number)],
    ["latitude", perRow(({ latitude }) => () => latitude)],
    ["longitude", perRow(({ longitude }) => () => longitude)],
    ["capacityKw", perRow(({ capacityKw }) => () => capacityKw)],
    ["tilt", perRow(({ tilt }) => () => tilt ?? NaN)],
    ["azimuth", perRow(({ azimuth }) => () => azimuth ?? NaN)],
    ["utc", perRow(({ start }) => (hour) => start + hour * HOUR)],
  ]);
  for (const name of SERIES) {
    if (history.every((system) => system[name] === undefined)) continue;
    columns.set(name, perRow((system) => (hour) => system[name]?.[hour] ?? NaN));
  }
  return columns;
}

/** The inverse of {@link pvToColumns}. */
export function pvFromColumns(columns: Columns): PvHistory {
  const systems: PvSystem[] = [];
  const number = columns.get("system")!;
  for (let from = 0; from < number.length;) {
    let to = from;
    while (to < number.length && number[to] === number[from]) to++;
    const part = SERIES.flatMap((name) => {
      const values = columns.get(name)?.slice(from, to);
      const recorded = name === "generationKw" || values?.some((value) => !Number.isNaN(value));
      return recorded ? [[name, values]] : [];
    });
    systems.push({
      latitude: columns.get("latitude")![from],
      longitude: columns.get("longitude")![from],
      capacityKw: columns.get("capacityKw")![from],
      ...mountingAt(columns, from),
      start: columns.get("utc")![from],
      ...Object.fromEntries(part) as Pick<PvSystem, typeof SERIES[number]>,
    });
    from = to;
  }
  return systems;
}

/** Tilt and azimuth of a row, where they are known. */
function mountingAt(columns: Columns, row: number): Pick<PvSystem, "tilt" | "azimuth"> {
  const tilt = columns.get("tilt")?.[row] ?? NaN;
  const azimuth = columns.get("azimuth")?.[row] ?? NaN;
  return {
    ...(Number.isNaN(tilt) ? {} : { tilt }),
    ...(Number.isNaN(azimuth) ? {} : { azimuth }),
  };
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
