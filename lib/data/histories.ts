/** Prices of periods of one length, €/MWh, without a break in time. */
export interface PriceTable {
  /** Start of the first period, Unix seconds, on a whole hour. */
  readonly start: number;
  /** Length of a period, seconds: 900. */
  readonly stepSeconds: number;
  /** Periods covered: whole hours. */
  readonly count: number;
  /** €/MWh per period by column; NaN where missing. */
  readonly eurPerMwh: ReadonlyMap<string, Float64Array>;
}

/** Day-ahead prices of the national price and of market zones, €/MWh, by the hour. */
export interface PriceHistory {
  /** Start of the first hour, Unix seconds. */
  readonly start: number;
  /** Hours covered; a missing hour holds NaN in every column. */
  readonly count: number;
  /**
   * €/MWh per hour by column, `PUN` first where it is there, then zones such as `NORD`; NaN where
   * missing. Where the market cleared quarter hours, their mean.
   */
  readonly eurPerMwh: ReadonlyMap<string, Float64Array>;
  /**
   * The quarter hours as the market cleared them, where the files hold any; where they hold hours only,
   * NaN. Italy's market has had quarter hours since 2025-10-01.
   */
  readonly quarterHours?: PriceTable;
}

/** What one PV system generated, hour by hour. */
export interface PvSystem {
  /** Degrees north, WGS 84. */
  readonly latitude: number;
  /** Degrees east, WGS 84. */
  readonly longitude: number;
  /** Peak power, kW. */
  readonly capacityKw: number;
  /** Angle of the panels from level, degrees; absent where the file does not state it. */
  readonly tilt?: number;
  /** Direction that the panels face, degrees clockwise from north; absent where not stated. */
  readonly azimuth?: number;
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
  /** Who publishes it, such as `SMARD`; absent where the file does not tell. */
  readonly publisher?: string;
  /** Where it was downloaded from. */
  readonly address?: string;
  /** What `import` was told of it, such as `--unit EUR/kWh`; absent where nothing was needed. */
  readonly readAs?: string;
  /** What its licence or terms allow, such as `CC BY 4.0`; absent where the file does not tell. */
  readonly licence?: string;
  /** Time stamp of its first value, Unix seconds. */
  readonly from: number;
  /** The instant up to which its values reach, Unix seconds: an hour after the last stamp. */
  readonly to: number;
}
