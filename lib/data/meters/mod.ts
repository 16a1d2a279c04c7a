/**
 * Readings of meters. Given the bytes of a member's files, in any of the formats that portals export, it
 * gives kWh by direction on a regular axis of time, with its gaps; what a file does not say it asks
 * for, and what it cannot show it refuses.
 *
 * Names and readings never get into its messages.
 *
 * @module
 */
export {
  type Direction,
  directions,
  endOfReadings,
  type MeterAnswers,
  type MeterGap,
  type MeterGrid,
  type MeterReading,
  type MeterUnit,
  meterUnits,
  type StampKind,
  stampKinds,
} from "./readings.ts";
export {
  type FileReading,
  LARGEST_FILE,
  readMeter,
  readUnfilled,
  requireSize,
} from "./read_meter.ts";
export { meterFormats } from "./formats/mod.ts";
export type { MeterFormat, RawChannel, RawReadings } from "./format.ts";
export { AmbiguousReadings } from "./grid.ts";
export { describeGap, fillGaps, LONGEST_FILLED_HOURS, requireNoGaps } from "./gaps.ts";
export { requireCovers, totalOf } from "./coverage.ts";
export { plainMeterCsv } from "./write_plain.ts";
export { semicolonCells } from "./numbers.ts";
