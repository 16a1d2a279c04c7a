import { ok } from "node:assert/strict";
import { readMeter } from "lib/data/meters/read_meter.ts";
import type { MeterAnswers, MeterReading } from "lib/data/meters/readings.ts";
import { hoursOfDay, midnightInRome } from "lib/time.ts";

/** The day on which clocks go forward, an ordinary one, and the one on which they go back. */
export const CLOCK_DAYS = { spring: "2025-03-30", ordinary: "2025-08-15", autumn: "2025-10-26" };

/** Quarter hours of a day, all different, so that a misplaced one shows: kWh with three digits. */
export function quartersOf(date: string) {
  const count = hoursOfDay(date) * 4;
  return {
    start: midnightInRome(date),
    withdrawnKwh: Array.from({ length: count }, (_, q) => (q * 37 % 101 + 1) / 1000),
    injectedKwh: Array.from({ length: count }, (_, q) => (q * 53 % 103) / 1000),
  };
}

/** What the text of one file says. */
export function readText(text: string, answers?: MeterAnswers, file = "meter"): MeterReading {
  return readMeter([{ file, bytes: new TextEncoder().encode(text) }], answers);
}

/** Demands that two numbers differ by no more than rounding. */
export function close(actual: number, expected: number, within = 1e-12): void {
  ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected} within ${within}`);
}
