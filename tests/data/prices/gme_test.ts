import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import fc from "../../made/fast_check.ts";
import { strFromU8, unzipSync, zipSync } from "fflate";
import { readGmeWorkbook } from "lib/data/prices/gme.ts";
import { readPriceFile } from "lib/data/history_file.ts";
import { InputError } from "lib/input_error.ts";
import { randomStream, uniformInteger } from "lib/random.ts";
import { type Cell, DATE_HEADER, dayRows, HOUR_HEADER, makeWorkbook } from "../../made/workbook.ts";

const HEADER: Cell[] = [DATE_HEADER, HOUR_HEADER, "PUN", "NORD"];
const FILE = "Anno 2024.xlsx";
const priceOf = (hour: number) => [hour, 2 * hour];

function problemOf(rows: Cell[][], sheet?: string): string {
  let problem = "";
  throws(() => readGmeWorkbook(makeWorkbook(rows, sheet), FILE), (error) => {
    ok(error instanceof InputError);
    problem = error.message;
    return true;
  });
  return problem;
}

const hours = (values: Float64Array | undefined) => Array.from(values ?? []);

Deno.test("a day of 24 hours begins at Rome's midnight", () => {
  const bytes = makeWorkbook([HEADER, ...dayRows(20240501, 24, priceOf)]);
  const { history, rows, duplicates } = readGmeWorkbook(bytes, FILE);
  equal(history.start, Date.UTC(2024, 3, 30, 22) / 1000);
  equal(history.count, 24);
  deepEqual([...history.eurPerMwh.keys()], ["PUN", "NORD"]);
  equal(history.eurPerMwh.get("PUN")![23], 24);
  equal(history.eurPerMwh.get("NORD")![0], 2);
  deepEqual([rows, duplicates], [24, 0]);
});

Deno.test("the header of the date is stored in two runs of rich text, as in genuine files", () => {
  const bytes = makeWorkbook([HEADER, ...dayRows(20240501, 24, priceOf)]);
  const shared = strFromU8(unzipSync(bytes)["xl/sharedStrings.xml"]);
  match(
    shared,
    /<si><r><t [^>]*> {3}Data\/Date\n<\/t><\/r><r><t [^>]*>\(YYYYMMDD\)<\/t><\/r><\/si>/,
  );
  equal(readGmeWorkbook(bytes, FILE).history.count, 24);
});

for (const name of ["PUN", "PUN ", "PUN INDEX GME", " pun\nindex GME"]) {
  Deno.test(`the column ${JSON.stringify(name)} is the national price`, () => {
    const header = [DATE_HEADER, HOUR_HEADER, "NORD", name];
    const bytes = makeWorkbook([header, ...dayRows(20250101, 24, () => [1, 2])]);
    const prices = readGmeWorkbook(bytes, FILE).history.eurPerMwh;
    deepEqual([...prices.keys()], ["PUN", "NORD"]);
    equal(prices.get("PUN")![0], 2);
  });
}

Deno.test("dates, hours and prices stored as text read as numbers do", () => {
  const rows = dayRows("20210101", 24, (hour) => [`${hour}.25`, hour]);
  const { history } = readGmeWorkbook(makeWorkbook([HEADER, ...rows]), FILE);
  equal(history.start, Date.UTC(2020, 11, 31, 23) / 1000);
  equal(history.eurPerMwh.get("PUN")![2], 3.25);
});

Deno.test("any prices of up to seven decimals come back, as numbers and as text, rows shuffled", () => {
  const cents = fc.integer({ min: -5_000_000_000, max: 40_000_000_000 });
  fc.assert(
    fc.property(
      fc.array(cents, { minLength: 24, maxLength: 24 }),
      fc.shuffledSubarray([...Array(24).keys()], { minLength: 24 }),
      fc.boolean(),
      (amounts, order, asText) => {
        const prices = amounts.map((amount) => amount / 1e7);
        const rows = order.map((i): Cell[] => [
          20240501,
          i + 1,
          asText ? prices[i].toFixed(7) : prices[i],
          null,
        ]);
        const { eurPerMwh } = readGmeWorkbook(makeWorkbook([HEADER, ...rows]), FILE).history;
        deepEqual(hours(eurPerMwh.get("PUN")), prices.map((price) => price + 0));
      },
    ),
    { numRuns: 30 },
  );
});

Deno.test("the day of the spring clock change has 23 hours without a gap", () => {
  const rows = [...dayRows(20240331, 23, priceOf), ...dayRows(20240401, 24, priceOf)];
  const { history } = readGmeWorkbook(makeWorkbook([HEADER, ...rows]), FILE);
  equal(history.start, Date.UTC(2024, 2, 30, 23) / 1000);
  equal(history.count, 47);
  deepEqual(hours(history.eurPerMwh.get("PUN")).slice(22, 24), [23, 1]);
});

Deno.test("the day of the autumn clock change has 25 hours, the second 2:00 its own price", () => {
  const rows = [...dayRows(20241027, 25, priceOf), ...dayRows(20241028, 24, priceOf)];
  const { history } = readGmeWorkbook(makeWorkbook([HEADER, ...rows]), FILE);
  equal(history.count, 49);
  deepEqual(hours(history.eurPerMwh.get("PUN")).slice(0, 4), [1, 2, 3, 4]);
  deepEqual(hours(history.eurPerMwh.get("PUN")).slice(23, 27), [24, 25, 1, 2]);
});

Deno.test("rows in any order, empty rows and empty cells: what is missing is NaN", () => {
  const day = dayRows(20240501, 24, (hour) => [hour, hour === 3 ? null : hour]);
  const rows = [...day.slice(10), [null, null], ...day.slice(0, 8)];
  const { history } = readGmeWorkbook(makeWorkbook([HEADER, ...rows]), FILE);
  equal(history.count, 24);
  deepEqual(hours(history.eurPerMwh.get("PUN")).slice(6, 12), [7, 8, NaN, NaN, 11, 12]);
  deepEqual(hours(history.eurPerMwh.get("NORD")).slice(1, 4), [2, NaN, 4]);
});

Deno.test("prices of 0 and below are prices", () => {
  const rows = dayRows(20250420, 24, (hour) => [hour === 1 ? 0 : -1.5, 1]);
  const pun = readGmeWorkbook(makeWorkbook([HEADER, ...rows]), FILE).history.eurPerMwh.get("PUN")!;
  deepEqual(hours(pun).slice(0, 2), [0, -1.5]);
});

Deno.test("four quarter hours are averaged into their hour, on the day of 100 too", () => {
  const header = [DATE_HEADER, "Periodo\n/Period", "PUN INDEX GME"];
  const rows = dayRows(20251026, 100, (period) => [period]);
  const { history, rows: count } = readGmeWorkbook(makeWorkbook([header, ...rows]), FILE);
  equal(count, 100);
  equal(history.count, 25);
  equal(history.eurPerMwh.get("PUN")![0], 2.5); // (1 + 2 + 3 + 4) / 4
  equal(history.eurPerMwh.get("PUN")![24], 98.5); // (97 + 98 + 99 + 100) / 4
});

Deno.test("an hour that lacks a quarter is missing", () => {
  const header = [DATE_HEADER, "Periodo/Period", "PUN"];
  const rows = dayRows(20251201, 96, (period) => [period]).toSpliced(5, 1);
  const pun = readGmeWorkbook(makeWorkbook([header, ...rows]), FILE).history.eurPerMwh.get("PUN")!;
  deepEqual(hours(pun).slice(0, 3), [2.5, NaN, 10.5]);
});

Deno.test("a period that counts to 24 counts hours", () => {
  const header = [DATE_HEADER, "Periodo/Period", "PUN"];
  const bytes = makeWorkbook([header, ...dayRows(20251201, 24, (period) => [period])]);
  equal(readGmeWorkbook(bytes, FILE).history.count, 24);
});

Deno.test("a row given twice is counted, and refused where its prices differ", () => {
  const day = dayRows(20240501, 24, priceOf);
  const { duplicates } = readGmeWorkbook(makeWorkbook([HEADER, ...day, day[4]]), FILE);
  equal(duplicates, 1);
  equal(
    problemOf([HEADER, ...day, [20240501, 5, 5, 11]]),
    'Cannot read NORD as rows 6 and 26 of "Anno 2024.xlsx" give 10 and 11 €/MWh for the same period',
  );
});

Deno.test("columns that are no market zone are left out and named", () => {
  const header = [...HEADER, "Note 2024", "ROSN"];
  const bytes = makeWorkbook([header, ...dayRows(20240501, 24, () => [1, 2, "ok", 4])]);
  const reading = readGmeWorkbook(bytes, FILE);
  deepEqual(reading.ignoredColumns, ["NOTE2024"]);
  deepEqual([...reading.history.eurPerMwh.keys()], ["PUN", "NORD", "ROSN"]);
});

Deno.test("an hour that the day does not have is refused with its row", () => {
  equal(
    problemOf([HEADER, ...dayRows(20240501, 26, priceOf)]),
    'Cannot read hour 25 of 2024-05-01 as that day has 24 hours: row 26 of "Anno 2024.xlsx"',
  );
  equal(
    problemOf([HEADER, [20240501, 26, 1, 1]]),
    'Cannot read hour 26 of 2024-05-01 as GME hours run from 1 to 25: row 2 of "Anno 2024.xlsx"',
  );
  match(
    problemOf([HEADER, [20240331, 24, 1, 1]]),
    /hour 24 of 2024-03-31 as that day has 23 hours/,
  );
  match(problemOf([HEADER, [20240501, 0, 1, 1]]), /hour 0 of 2024-05-01 as GME hours run from 1/);
  match(problemOf([HEADER, [20240501, "1.5", 1, 1]]), /hour 1\.5 of/);
  match(problemOf([HEADER, [20240501, null, 1, 1]]), /hour \(empty\) of/);
});

Deno.test("a decimal comma, a date that is none and a word for a price are refused", () => {
  equal(
    problemOf([HEADER, [20240501, 1, "50,87", 1]]),
    'Cannot read the PUN price "50,87" as prices are numbers with a decimal point: ' +
      'row 2 of "Anno 2024.xlsx"',
  );
  match(problemOf([HEADER, [20240501, 1, 1, "n.d."]]), /the NORD price "n\.d\."/);
  for (const date of ["01/05/2024", 20240230, 20241301, 45413, 22040101, null]) {
    match(problemOf([HEADER, [date, 1, 1, 1]]), /the date ".*" as GME dates .* YYYYMMDD: row 2/);
  }
});

Deno.test("a workbook without the sheet, the columns or rows is refused", () => {
  equal(
    problemOf([HEADER], "Prezzi"),
    'Cannot read "Anno 2024.xlsx" as a GME workbook has a sheet "Prezzi-Prices": ' +
      'found "Legenda", "Prezzi"',
  );
  equal(
    problemOf([[DATE_HEADER, "Stunde", "NORD"]]),
    'Cannot read "Anno 2024.xlsx" as its sheet "Prezzi-Prices" needs the columns Data/Date, ' +
      "Ora/Hour and PUN: found no Ora/Hour, no PUN in DATA/DATE(YYYYMMDD), STUNDE, NORD",
  );
  match(problemOf([]), /found no Data\/Date, no Ora\/Hour, no PUN in it/);
  match(problemOf([HEADER]), /holds no rows/);
  match(problemOf([[...HEADER, "PUN INDEX GME"]]), /two columns of PUN prices/);
});

Deno.test("a workbook cut short anywhere is refused", () => {
  const bytes = makeWorkbook([HEADER, ...dayRows(20240501, 24, priceOf)]);
  for (const part of [0.1, 0.5, 0.9, 0.99]) {
    const cut = bytes.subarray(0, Math.floor(part * bytes.length));
    for (const read of [readGmeWorkbook, readPriceFile]) {
      throws(() => read(cut, FILE), (error) => {
        ok(error instanceof InputError);
        match(error.message, /^Cannot read "Anno 2024\.xlsx" as it is not a whole .*damaged$/);
        return true;
      });
    }
  }
});

Deno.test("a workbook with damaged bytes is refused or read as it was, never misread", () => {
  const bytes = makeWorkbook([HEADER, ...dayRows(20240501, 24, priceOf)]);
  const { history } = readGmeWorkbook(bytes, FILE);
  const draws = randomStream(42, "damage");
  let refused = 0;
  for (let i = 0; i < 200; i++) {
    const broken = bytes.slice();
    broken[uniformInteger(draws, 0, bytes.length - 1)] ^= uniformInteger(draws, 1, 255);
    try {
      deepEqual(readGmeWorkbook(broken, FILE).history, history);
    } catch (error) {
      ok(error instanceof InputError, `byte flip ${i}: ${error}`);
      refused++;
    }
  }
  ok(refused > 100);
});

Deno.test("of a ZIP's hourly and quarter-hour workbooks the hourly one is read", () => {
  const hourly = makeWorkbook([HEADER, ...dayRows(20251201, 24, () => [60, 60])]);
  const header = [DATE_HEADER, "Periodo/Period", "PUN"];
  const quarters = makeWorkbook([header, ...dayRows(20251201, 96, () => [15])]);
  const both = zipSync({
    "Anno 2025_15.xlsx": quarters,
    "Anno 2025_60.xlsx": hourly,
    "__MACOSX/._Anno 2025_60.xlsx": new Uint8Array(3),
  });
  equal(readPriceFile(both, "Anno2025.zip").history.eurPerMwh.get("PUN")![0], 60);
  const one = zipSync({ "dati/Anno 2025_15.xlsx": quarters });
  equal(readPriceFile(one, "Anno2025.zip").history.eurPerMwh.get("PUN")![0], 15);
});

Deno.test("several years in one ZIP are joined", () => {
  const year = (date: number) => makeWorkbook([HEADER, ...dayRows(date, 24, priceOf)]);
  const bytes = zipSync({ "a.xlsx": year(20231231), "b.xlsx": year(20240101) });
  equal(readPriceFile(bytes, "both.zip").history.count, 48);
});

Deno.test("a ZIP without a workbook, a web page and an old Excel file are named as such", () => {
  const problem = (bytes: Uint8Array) => {
    try {
      readPriceFile(bytes, "x");
    } catch (error) {
      return (error as InputError).message;
    }
    return "none";
  };
  match(problem(zipSync({ "readme.txt": new Uint8Array(1) })), /found readme\.txt/);
  match(problem(new TextEncoder().encode("<!DOCTYPE html><p>")), /it is a web page/);
  match(problem(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)), /save it as \.xlsx/);
});

const real = new URL("../../../../shared/data/gme/", import.meta.url);
const realIsThere = await Deno.stat(real).then(() => true, () => false);
if (!realIsThere) {
  console.log("tests/data/prices/gme_test.ts: no ../shared/data, its workbooks are not read");
}

Deno.test({
  name: "the genuine workbooks of 2021–2024 hold every hour, with the means GME published",
  ignore: !realIsThere,
  fn() {
    // Yearly means of the PUN, €/MWh: GME, Relazione annuale (2021: 125.46, 2022: 303.95, …)
    const means = { 2021: 125.46, 2022: 303.95, 2023: 127.24, 2024: 108.52 };
    for (const [year, mean] of Object.entries(means)) {
      const file = `Anno ${year}.xlsx`;
      const { history, duplicates } = readGmeWorkbook(Deno.readFileSync(new URL(file, real)), file);
      const pun = history.eurPerMwh.get("PUN")!;
      equal(history.count, year === "2024" ? 8784 : 8760);
      equal(history.eurPerMwh.size, 21);
      equal(duplicates, 0);
      ok(history.eurPerMwh.values().every((prices) => !prices.includes(NaN)));
      equal(Math.round(100 * pun.reduce((sum, price) => sum + price) / pun.length) / 100, mean);
    }
  },
});
