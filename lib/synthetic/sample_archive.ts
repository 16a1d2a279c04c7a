import { gzipSync, strToU8 } from "fflate";
import type { PriceHistory, PvSystem } from "../data/histories.ts";
import { SAMPLE_PRICES, SAMPLE_PV } from "../data/mod.ts";
import { HOUR } from "../time.ts";
import { makePriceSample } from "./price_sample.ts";
import { makePvSample } from "./pv_sample.ts";

/** The seed of the bundled sample. */
export const SAMPLE_SEED = 2025;

/**
 * The files of the sample, by name: CSV compressed by a library whose bytes are the same on every machine,
 * without a time stamp.
 *
 * @param seed Of the draws; another one gives another, equally likely history.
 */
export function makeSampleFiles(seed = SAMPLE_SEED): ReadonlyMap<string, Uint8Array> {
  return new Map([
    [SAMPLE_PRICES, compress(priceLines(makePriceSample(seed)))],
    [SAMPLE_PV, compress(pvLines(makePvSample(seed)))],
  ]);
}

function priceLines({ start, count, eurPerMwh }: PriceHistory): string[] {
  const columns = [...eurPerMwh.values()];
  const rows = Array.from(
    { length: count },
    (_, at) => [time(start + at * HOUR), ...columns.map((values) => values[at])].join(","),
  );
  return [["time", ...eurPerMwh.keys()].join(","), ...rows];
}

function pvLines(system: PvSystem): string[] {
  const { start, generationKw, capacityKw, latitude, longitude } = system;
  const rows = Array.from(generationKw, (kw, at) =>
    [
      time(start + at * HOUR),
      kw,
      capacityKw,
      latitude,
      longitude,
      system.planeIrradianceWPerM2?.[at],
      system.airTemperatureC?.[at],
    ].join(","));
  const header =
    "time,Generation_kW,PV_Capacity_kW,Latitude,Longitude,Irradiance_W_m2,Temperature_C";
  return [header, ...rows];
}

function time(epochSeconds: number): string {
  return `${new Date(epochSeconds * 1000).toISOString().slice(0, 16)}Z`;
}

function compress(lines: readonly string[]): Uint8Array {
  return gzipSync(strToU8(`${lines.join("\n")}\n`), { level: 9, mtime: 0 });
}
