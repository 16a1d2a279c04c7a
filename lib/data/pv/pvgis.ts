import { InputError } from "../../input_error.ts";
import { quoted } from "../files/quoted.ts";
import type { PvSystem } from "../histories.ts";
import { hourlyGrid } from "../hourly_grid.ts";
import type { PvReading } from "./dataset.ts";
import { checkedFigure, checkedGeneration } from "./pv_bounds.ts";
import { planeIrradiance, readPvgisTable } from "./pvgis_table.ts";

/** What PVGIS's terms allow. */
export const PVGIS_LICENCE = "PVGIS © European Union: free with attribution";

/**
 * Reads one system's generation from an answer of PVGIS's `seriescalc` with `pvcalculation=1`, JSON or
 * CSV, with irradiance in its plane (`G(i)`, or the sum of `Gb(i)`, `Gd(i)` and `Gr(i)`) and `T2m`.
 *
 * @param bytes The whole file, as it is or compressed with gzip.
 * @param file The file's name, for messages.
 * @throws {InputError} If the file is no such answer, or holds no generation.
 */
export function readPvgis(bytes: Uint8Array, file: string): PvReading {
  const table = readPvgisTable(bytes, file);
  if (table.typicalYear) {
    throw new InputError(
      `Cannot read ${quoted(file)} as history: it is the weather of a typical year`,
    );
  }
  const power = table.columns.get("P");
  if (power === undefined || Number.isNaN(table.peakPowerKw)) {
    throw new InputError(
      `Cannot read the generation in ${quoted(file)} as PVGIS gives it (column P and the peak ` +
        `power) only with pvcalculation=1: found ` +
        quoted([...table.columns.keys()].join(", "), 200).slice(1, -1),
    );
  }
  const place = (index: number) => `reading ${index + 1} of ${quoted(file)}`;
  const capacityKw = stated(table.peakPowerKw, "capacityKw", "the peak power", file);
  const irradiance = planeIrradiance(table);
  const temperature = table.columns.get("T2m");
  const generation = power.map((watts, i) =>
    checkedGeneration(watts / 1000, capacityKw, "P", () => place(i))
  );
  const bounded = (values: readonly number[], figure: WeatherFigure, name: string) =>
    values.map((value, i) =>
      Number.isNaN(value)
        ? value
        : checkedFigure(value, figure, name, String(value), () => place(i))
    );
  const grid = hourlyGrid(
    table.stamps,
    new Map([
      ["P", generation],
      ...(irradiance
        ? [["irradiance", bounded(irradiance, "planeIrradianceWPerM2", "G(i)")] as const]
        : []),
      ...(temperature
        ? [["temperature", bounded(temperature, "airTemperatureC", "T2m")] as const]
        : []),
    ]),
    place,
  );
  const planeIrradianceWPerM2 = grid.columns.get("irradiance");
  const airTemperatureC = grid.columns.get("temperature");
  const { latitude, longitude, tilt, azimuth, lossesPercent } = table;
  const system: PvSystem = {
    latitude: stated(latitude, "latitude", "the latitude", file),
    longitude: stated(longitude, "longitude", "the longitude", file),
    capacityKw,
    ...(Number.isNaN(tilt) ? {} : { tilt: stated(tilt, "tilt", "the slope", file) }),
    ...(Number.isNaN(azimuth) ? {} : { azimuth: stated(azimuth, "azimuth", "the azimuth", file) }),
    start: grid.start,
    generationKw: grid.columns.get("P")!,
    ...(planeIrradianceWPerM2 && { planeIrradianceWPerM2 }),
    ...(airTemperatureC && { airTemperatureC }),
  };
  return {
    systems: [system],
    rows: table.stamps.length,
    duplicates: grid.duplicates,
    publisher: "PVGIS",
    licence: PVGIS_LICENCE,
    ...(Number.isNaN(lossesPercent) ? {} : { lossesPercent }),
  };
}

type WeatherFigure = "planeIrradianceWPerM2" | "airTemperatureC";

/** A figure that the answer states of its system, within bounds. */
function stated(
  value: number,
  figure: "latitude" | "longitude" | "capacityKw" | "tilt" | "azimuth",
  name: string,
  file: string,
): number {
  return checkedFigure(value, figure, name, String(value), () => quoted(file));
}
