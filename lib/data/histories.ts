/** Hourly day-ahead prices of the national price and of market zones, €/MWh. */
export interface PriceHistory {
  /** Start of the first hour, Unix seconds. */
  readonly start: number;
  /** Hours covered; a missing hour holds NaN in every column. */
  readonly count: number;
  /** €/MWh per hour by column, `PUN` first, then zones such as `NORD`; NaN where missing. */
  readonly eurPerMwh: ReadonlyMap<string, Float64Array>;
}

/** What one PV system generated, hour by hour. */
export interface PvSystem {
  /** Degrees north, WGS 84. */
  readonly latitude: number;
  /** Degrees east, WGS 84. */
  readonly longitude: number;
  /** Peak power, kW. */
  readonly capacityKw: number;
  /** Time stamp of the first value, Unix seconds; PVGIS stamps at minute 10, not on the hour. */
  readonly start: number;
  /** Power at the stamp, kW, every 3600 s; NaN where missing. */
  readonly generationKw: Float64Array;
  /** Irradiance in the plane of the panels at the stamp, W/m²; NaN where missing. */
  readonly planeIrradianceWPerM2?: Float64Array;
  /** Temperature of the air at the stamp, °C; NaN where missing. */
  readonly airTemperatureC?: Float64Array;
}

/** System losses that a PV history is taken to have, %: those that PVGIS is asked for by default. */
export const HISTORY_LOSSES_PERCENT = 14;

/** PV systems whose generation was recorded. */
export type PvHistory = readonly PvSystem[];

/** Where a figure came from. */
export interface Source {
  /** File name without its folder. */
  readonly file: string;
  /** Lower-case hex SHA-256 of the file's bytes. */
  readonly sha256: string;
  /** What it holds. */
  readonly kind: "prices" | "pv";
  /** Time stamp of its first value, Unix seconds. */
  readonly from: number;
  /** The instant up to which its values reach, Unix seconds: an hour after the last stamp. */
  readonly to: number;
}
