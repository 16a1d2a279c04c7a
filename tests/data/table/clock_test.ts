import { deepStrictEqual as deepEqual, match, strictEqual as equal } from "node:assert/strict";
import { parseIsoTime, utcInstant } from "lib/data/stamp.ts";
import { type Clock, isTimeZone, readTimes } from "lib/data/table/clock.ts";
import { HOUR } from "lib/time.ts";
import fc from "../../made/fast_check.ts";
import { refusalOf } from "../../made/tables.ts";

const place = (index: number) => `row ${index + 1}`;
const read = (cells: readonly string[], clock: Omit<Clock, "place"> = {}) =>
  Array.from(
    readTimes(cells, { ...clock, place }),
    (seconds) => new Date(seconds * 1000).toISOString().slice(0, 16),
  );

Deno.test("every form of the same instant is read alike", () => {
  const cells = [
    "2024-12-31 23:00",
    "2024-12-31T23:00:00",
    "31.12.2024 23:00",
    "31/12/2024 23:00:00",
    "20241231 23:00",
    "2024-12-31 23:00 - 2025-01-01 00:00",
    "31/12/2024 23:00:00 (CET) - 01/01/2025 00:00:00 (CET)",
    "2024-12-31T23:00+01:00",
    "2024-12-31T22:00Z",
  ];
  deepEqual(new Set(read(cells, { timeZone: "Europe/Rome" })), new Set(["2024-12-31T22:00"]));
});

Deno.test("the hour that shows twice is taken in the order of the rows, newest first too", () => {
  const cells = ["00:30", "01:30", "02:30", "02:30", "03:30"].map((t) => `27.10.2024 ${t}`);
  const utc = ["26T22:30", "26T23:30", "27T00:30", "27T01:30", "27T02:30"].map((t) =>
    `2024-10-${t}`
  );
  deepEqual(read(cells, { timeZone: "Europe/Rome" }), utc);
  deepEqual(read(cells.toReversed(), { timeZone: "Europe/Rome" }), utc.toReversed());
  const quarters = ["02:00", "02:15", "02:30", "02:45", "02:00", "02:15", "02:30", "02:45"];
  const stamps = readTimes(quarters.map((t) => `27.10.2024 ${t}`), {
    timeZone: "Europe/Rome",
    place,
  });
  deepEqual(Array.from(stamps, (stamp) => (stamp - stamps[0]) / 900), [0, 1, 2, 3, 4, 5, 6, 7]);
});

Deno.test("(CET) and (CEST) behind a time decide", () => {
  const cells = ["27/10/2024 02:00:00 (CET) - x", "27/10/2024 02:00:00 (CEST) - x"];
  deepEqual(read(cells), ["2024-10-27T01:00", "2024-10-27T00:00"]);
});

Deno.test("a time that no clock showed in spring, and one of no known clock, are refused", () => {
  match(
    refusalOf(() => read(["31.03.2024 02:30"], { timeZone: "Europe/Rome" })),
    /"31\.03\.2024 02:30" as the clock of Europe\/Rome never shows it: row 1/,
  );
  match(refusalOf(() => read(["2024-03-31 02:30"])), /of which clock it is: add --time-zone UTC/);
});

Deno.test("the day is told from the month by any date of the file, else asked for", () => {
  deepEqual(read(["03/04/2024 00:00", "13/04/2024 00:00"], { timeZone: "UTC" }), [
    "2024-04-03T00:00",
    "2024-04-13T00:00",
  ]);
  deepEqual(
    read(["03/04/2024 00:00", "03/13/2024 00:00"], { timeZone: "UTC" })[0],
    "2024-03-04T00:00",
  );
  match(refusalOf(() => read(["03/04/2024 00:00"], { timeZone: "UTC" })), /tells the day from the/);
});

Deno.test("what is no time is refused", () => {
  for (
    const cell of ["", "30.02.2024 00:00", "2024-02-30 00:00", "2024-01-01 24:00", "noon", "1e9"]
  ) {
    match(refusalOf(() => read([cell], { timeZone: "UTC" })), /Cannot read the time ".*row 1$/);
  }
  deepEqual(["UTC", "Europe/Rome", "CET", "Europe/Atlantis", ""].map(isTimeZone), [
    true,
    true,
    true,
    false,
    false,
  ]);
});

Deno.test("hours of Rome's clock, written in their order, come back over any days", () => {
  fc.assert(fc.property(
    fc.integer({
      min: Date.UTC(2019, 0, 1) / 1000 / HOUR,
      max: Date.UTC(2025, 0, 1) / 1000 / HOUR,
    }),
    fc.integer({ min: 1, max: 200 }),
    (first, count) => {
      const instants = Array.from({ length: count }, (_, i) => (first + i) * HOUR);
      const cells = instants.map((instant) =>
        Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO("Europe/Rome")
          .toPlainDateTime().toString().slice(0, 16).replace("T", " ")
      );
      // Of a range that begins in the second of two like hours nothing tells which it is.
      fc.pre(
        cells.length < 2 || instants[0] !== instants[1] - HOUR || cells[0] !== before(instants[0]),
      );
      deepEqual(Array.from(readTimes(cells, { timeZone: "Europe/Rome", place })), instants);
    },
  ));
});

/** What Rome's clock showed an hour before an instant. */
function before(instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds((instant - HOUR) * 1000)
    .toZonedDateTimeISO("Europe/Rome").toPlainDateTime().toString().slice(0, 16).replace("T", " ");
}

Deno.test("an instant is a day of the calendar and a time of the day", () => {
  equal(utcInstant(2024, 2, 29, 23, 59, 59), Date.UTC(2024, 1, 29, 23, 59, 59) / 1000);
  for (
    const parts of [[2023, 2, 29], [2024, 13, 1], [2024, 0, 1], [2024, 1, 0], [2024, 1, 1, 24]]
  ) {
    equal(utcInstant(...parts as [number, number, number]), NaN, `${parts}`);
  }
  equal(parseIsoTime("0001-01-01 00:00"), -62135596800);
  equal(parseIsoTime("2024-05-01T00:00+15:00"), NaN);
});
