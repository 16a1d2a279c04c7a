/**
 * What a channel of a meter counts. `withdrawn` and `injected` cross the point of delivery (a net
 * meter); `consumption` and `generation` are what lies behind it (a gross meter).
 */
export const directions = ["withdrawn", "injected", "consumption", "generation"] as const;
/** See {@link directions}. */
export type Direction = typeof directions[number];

/** What a file's numbers are: energy of a step, or mean power over it. */
export const meterUnits = ["kWh", "Wh", "kW", "W"] as const;
/** See {@link meterUnits}. */
export type MeterUnit = typeof meterUnits[number];

/** Whether a time stamp is the start or the end of the step whose energy it marks. */
export const stampKinds = ["start", "end"] as const;
/** See {@link stampKinds}. */
export type StampKind = typeof stampKinds[number];

/** What the user says of a file that does not say it itself. */
export interface MeterAnswers {
  /** What its numbers are. */
  readonly unit?: MeterUnit;
  /** What its time stamps mark. */
  readonly stamp?: StampKind;
}

/** Energy on a regular axis of time, one column per direction. */
export interface MeterGrid {
  /** Start of the first step, Unix seconds. */
  readonly start: number;
  /** Length of a step, a whole part of an hour, s. */
  readonly seconds: number;
  /** Number of steps. */
  readonly count: number;
  /** kWh of each step, ≥ 0; NaN where the meter was not read. */
  readonly kwh: ReadonlyMap<Direction, Float64Array>;
  /** Readings that repeat another one of the same step. */
  readonly repeats: number;
}

/** Steps in a row without a reading. */
export interface MeterGap {
  /** The channel that lacks them. */
  readonly direction: Direction;
  /** Start of the first one, Unix seconds. */
  readonly from: number;
  /** End of the last one, Unix seconds. */
  readonly to: number;
  /** Whether it was short enough to be filled between its neighbours. */
  readonly interpolated: boolean;
}

/** What the files of one member's meter say. */
export interface MeterReading extends MeterGrid {
  /** Name of the format, for people. */
  readonly format: string;
  /** In order of time, direction by direction. */
  readonly gaps: readonly MeterGap[];
  /** Columns or channels of the files that were not used. */
  readonly leftOut: readonly string[];
}

/** The instant at which readings end, Unix seconds: the first one that they do not cover. */
export function endOfReadings({ start, seconds, count }: MeterGrid): number {
  return start + seconds * count;
}
