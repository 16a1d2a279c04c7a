import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { notesOnYears, partsOfYears } from "lib/italy/mod.ts";
import { HOUR, midnightInRome } from "lib/time.ts";

const from = (date: string, count: number, seconds = HOUR) => ({
  start: midnightInRome(date),
  seconds,
  count,
});
const asItBegins = { tariff_year: null };

Deno.test("a whole year has nothing to be said of it, a leap year neither", () => {
  deepEqual(notesOnYears(asItBegins, from("2023-01-01", 8760)), []);
  deepEqual(notesOnYears(asItBegins, from("2024-01-01", 8784)), []);
  deepEqual(notesOnYears(asItBegins, from("2023-01-01", 4 * 8760, 900)), []);
});

Deno.test("part of a year is told, also where a run is as long as a year", () => {
  deepEqual(notesOnYears(asItBegins, from("2023-06-29", 72)), [
    "Rules of a year are applied to 72 of the 8,760 hours of 2023",
  ]);
  deepEqual(notesOnYears(asItBegins, from("2024-01-01", 8760)), [
    "Rules of a year are applied to 8,760 of the 8,784 hours of 2024",
  ]);
  deepEqual(partsOfYears(from("2023-07-01", 8784)), [
    { year: 2023, hours: 4417, of: 8760 },
    { year: 2024, hours: 4367, of: 8784 },
  ]);
});

Deno.test("two half years are two parts, and the first one's tariffs stand for the second", () => {
  deepEqual(notesOnYears(asItBegins, from("2023-07-01", 8784)), [
    "Rules of a year are applied to 4,417 of the 8,760 hours of 2023 and, on their own, " +
    "4,367 of the 8,784 hours of 2024",
    "Tariffs of 2023 stand for those of 2024",
  ]);
});

Deno.test("tariffs that are asked for stand for those of the prices' year", () => {
  deepEqual(notesOnYears({ tariff_year: 2026 }, from("2023-01-01", 8760)), [
    "Tariffs of 2026 stand for those of 2023",
  ]);
});
