import { strictEqual as equal, throws } from "node:assert/strict";
import { readMeter } from "lib/data/meters/read_meter.ts";
import { InputError } from "lib/input_error.ts";
import { meterFiles } from "lib/synthetic/meter_files.ts";
import { midnightInRome } from "lib/time.ts";
import { quartersOf, readText } from "../../made/meters.ts";

/** Demands one sentence that matches. */
function refuses(text: string, sentence: RegExp, name = "meter"): void {
  throws(() => readText(text, {}, name), (error) => {
    if (!(error instanceof InputError)) throw error;
    equal(error.problems.length, 1);
    if (!sentence.test(error.message)) throw new Error(error.message);
    return true;
  });
}

const files = meterFiles(quartersOf("2025-08-15"));
const plain = (rows: readonly string[], header = "time,consumption_kwh") =>
  [header, ...rows].join("\n");
const hours = (count: number, value: (hour: number) => number | string, zone = "Z") =>
  Array.from({ length: count }, (_, hour) => {
    const time = new Date(Date.UTC(2025, 7, 15, hour)).toISOString().slice(0, 16);
    return `${time}${zone},${value(hour)}`;
  });

Deno.test("an empty file is refused", () => {
  refuses("", /as it is empty/);
  refuses(" \n\n", /as it is empty/);
  refuses("time,consumption_kwh\n", /holds no readings/);
});

Deno.test("a file without its header is refused, and what is known is named", () => {
  const headless = files.get("e-distribuzione.csv")!.split("\n").slice(1).join("\n");
  refuses(headless, /first line has 98 cells and is no header.*e-distribuzione, PCF/);
  const pcf = files.get("pcf.csv")!.split("\n").slice(1).join("\n");
  refuses(pcf, /is no header/);
  refuses("<html></html>", /does not begin as a meter's file does/);
});

Deno.test("a file of 50 MB is refused before it is read, also when it was packed", () => {
  const bytes = new Uint8Array(50 * 2 ** 20);
  throws(() => readMeter([{ file: "big.csv", bytes }]), /at most 32 MB/);
});

Deno.test("registers that count up are refused, with the way out", () => {
  refuses("Valori al 01/08/2025;;\nA1;12345;\n", /registers.*curva di carico.*JSON/);
  refuses(plain(hours(24, (hour) => 5000 + hour * 0.2)), /never falls.*load curve/);
});

Deno.test("a constant load is no register", () => {
  equal(readText(plain(hours(24, () => 0.2))).count, 24);
});

Deno.test("readings by day are refused, with the way out", () => {
  const days = Array.from(
    { length: 30 },
    (_, day) => `2025-08-${String(day + 1).padStart(2, "0")}T00:00+02:00,${5 + day % 3}`,
  );
  refuses(plain(days), /a reading every 24 hours.*give annual_kwh/);
});

Deno.test("readings in Wh called kWh are asked about, and read when told", () => {
  const text = plain(hours(24, (hour) => 300 + hour % 5 * 100));
  refuses(text, /in kWh as it would be more than 200 kW: say --unit Wh or W/);
  equal(readText(text, { unit: "Wh" }).kwh.get("consumption")![1], 0.4);
});

Deno.test("a column that does not say its unit is asked about", () => {
  const text = plain(hours(24, (hour) => 1 + hour % 2), "time,consumption");
  refuses(text, /does not say what its numbers are: say --unit kWh, Wh, kW or W/);
  equal(readText(text, { unit: "kW" }).kwh.get("consumption")![1], 2);
});

Deno.test("stamps are starts or ends as midnight tells, and else asked about", () => {
  const rows = hours(24, (hour) => 1 + hour % 2, "+02:00");
  equal(readText(plain(rows)).start, midnightInRome("2025-08-15"));
  const ends = [...rows.slice(1), "2025-08-16T00:00+02:00,1"];
  equal(readText(plain(ends)).start, midnightInRome("2025-08-15"));
  refuses(plain(rows.slice(3, 9)), /where steps start or where they end: say --stamp start or end/);
  const told = readText(plain(rows.slice(3, 9)), { stamp: "end" });
  equal(told.start, midnightInRome("2025-08-15") + 2 * 3600);
});

Deno.test("two months in one of e-distribuzione's files are refused", () => {
  const [header, row] = files.get("e-distribuzione.csv")!.split("\n");
  const next = row.replace("15/08/2025", "15/09/2025");
  refuses([header, row, next].join("\n"), /a month a file: found days of 2025-08 and 2025-09/);
  refuses([header, row, header, next].join("\n"), /header stands in it twice/);
});

Deno.test("a day that is there twice is refused", () => {
  const [header, row] = files.get("e-distribuzione.csv")!.split("\n");
  refuses([header, row, row].join("\n"), /line 3 of "meter" as 2025-08-15 is there twice/);
  const rows = hours(24, (hour) => 1 + hour % 2);
  refuses(plain([...rows, rows[4]]), /2025-08-15 06:00 is there twice/);
  const { loadProfiles } = JSON.parse(files.get("ireti.json")!);
  const twice = JSON.stringify({ loadProfiles: [...loadProfiles, ...loadProfiles] });
  refuses(twice, /profile 2 of "meter" as 2025-08-15 is there twice/);
});

Deno.test("a 13th month is refused", () => {
  const spoil = (name: string, from: string, to: string) => files.get(name)!.replace(from, to);
  const none = /no day 2025-13-15 in the calendar/;
  refuses(spoil("e-distribuzione.csv", "15/08/2025", "15/13/2025"), none);
  refuses(spoil("pcf.csv", "20250815", "20251315"), none);
  refuses(spoil("ireti.json", "15/08/2025", "15/13/2025"), none);
  refuses(spoil("areti.json", "2025-08-15", "2025-13-15"), none);
  refuses(spoil("sii-pdo.xml", "08/2025", "13/2025"), none);
  refuses(
    spoil("portale-consumi.csv", ";202508;", ";202513;"),
    /annomese_riferimento is a year and a month from 01 to 12/,
  );
  refuses(plain(["2025-13-01T00:00Z,1", "2025-13-01T01:00Z,1"]), /Cannot read the time in line 2/);
});

Deno.test("negative readings, words, and rows cut short are refused by their place", () => {
  refuses(plain(hours(24, (hour) => hour === 3 ? -1 : 1)), /line 5 of "meter" as a reading is 0/);
  refuses(
    plain(hours(24, (hour) => hour === 3 ? "much" : 1)),
    /line 5 of "meter" as it is no numb/,
  );
  refuses(plain([...hours(24, () => 1), "2025-08-16T00:00Z"]), /line 26 .* has 1 cells/);
  refuses(files.get("ireti.json")!.slice(0, 200), /as JSON: it is cut short/);
  refuses(files.get("sii-pdo.xml")!.slice(0, 900), /as XML: it is cut short/);
  refuses(`<!DOCTYPE x [<!ENTITY a "b">]>${files.get("sii-pdo.xml")}`, /document type, at line 1/);
});

Deno.test("a row of quarters that is half as long is not taken for half hours", () => {
  const [header, row] = files.get("e-distribuzione.csv")!.split("\n");
  const half = row.split(";").slice(0, 49).join(";");
  refuses([header, half].join("\n"), /2025-08-15 has 24 hours, which are 96 quarters: found 48/);
  const { loadProfiles } = JSON.parse(files.get("ireti.json")!);
  const sampleValues = loadProfiles[0].sampleValues.slice(0, 95);
  refuses(
    JSON.stringify({ loadProfiles: [{ ...loadProfiles[0], sampleValues }] }),
    /profile 1 of "meter" as 2025-08-15 has 24 hours.* found 95/,
  );
});

Deno.test("a time that clocks in Rome skip is refused, unless it has its offset", () => {
  const rows = ["2025-03-30 01:00,1", "2025-03-30 02:00,2", "2025-03-30 03:00,1"];
  refuses(plain(rows), /line 3 of "meter" as clocks in Rome skip that hour/);
});

Deno.test("dates with slashes: their days tell the order, or it is refused", () => {
  const rows = (format: (day: number) => string, days: readonly number[]) =>
    days.flatMap((day) => [`${format(day)} 00:00,1`, `${format(day)} 01:00,2`]);
  const italian = readText(plain(rows((day) => `${day}/08/2025`, [1, 15])));
  equal(italian.start, midnightInRome("2025-08-01"));
  const american = readText(plain(rows((day) => `08/${day}/2025`, [1, 15])));
  equal(american.start, midnightInRome("2025-08-01"));
  refuses(plain(rows((day) => `0${day}/08/2025`, [1, 2])), /day and month cannot be told apart/);
});
