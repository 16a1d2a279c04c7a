/** How to read a table that does not say everything itself; what `import` is told by its options. */
export interface TableOptions {
  /**
   * The header of each column by what it holds: `time` (or `date` and `hour`), and for prices the name
   * of each, such as `NORD`; for generation `power` or `energy`.
   */
  readonly columns?: ReadonlyMap<string, string>;
  /** `EUR/MWh`, `EUR/kWh`, `ct/kWh`; for generation `W`, `kW`, `Wh`, `kWh`. */
  readonly unit?: string;
  /** Whose prices they are where the file does not say, such as `NORD`. */
  readonly zone?: string;
  /** The clock of the times, such as `Europe/Rome`. */
  readonly timeZone?: string;
  /** Whether a time is the start or the end of its interval, or the instant of the value. */
  readonly stamp?: Stamp;
  /** Of panels: peak power, kW. */
  readonly capacityKw?: number;
  /** Of panels: degrees north. */
  readonly latitude?: number;
  /** Of panels: degrees east. */
  readonly longitude?: number;
  /** Of panels: degrees from level. */
  readonly tilt?: number;
  /** Of panels: degrees clockwise from north. */
  readonly azimuth?: number;
}

/** What a time stands for: see {@link TableOptions}. */
export type Stamp = "start" | "end" | "instant";

/** The ways to say what a time stands for. */
export const STAMPS: readonly Stamp[] = ["start", "end", "instant"];
