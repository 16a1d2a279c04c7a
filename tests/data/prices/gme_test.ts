import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import fc from "../../made/fast_check.ts";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { utils, write } from "@e965/xlsx";
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

Deno.test("the header of hours before 2016 has no slash", () => {
  const header = [DATE_HEADER, "Ora\nHour", "PUN", "NORD"];
  const rows = [[20140101, 1, 60.9, 60.9], [20140101, 2, 60.84, 60.84]];
  const { history } = readGmeWorkbook(makeWorkbook([header, ...rows]), "Anno2014.xlsx");
  deepEqual(hours(history.eurPerMwh.get("PUN")), [60.9, 60.84]);
  equal(history.start, Date.UTC(2013, 11, 31, 23) / 1000);
});

/** The same rows as Excel 97–2003 keeps them. */
function oldWorkbook(rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), "Prezzi-Prices");
  return new Uint8Array(write(book, { type: "array", bookType: "biff8" }));
}

const OLD_ROWS = [
  ["   Data/Date\n(YYYYMMDD)", "Ora\nHour", "PUN", "NORD"],
  ...Array.from({ length: 24 }, (_, i) => [20090101, i + 1, 80 + i, 81.5]),
];

Deno.test("an .xls is read, alone and within a ZIP", () => {
  const old = oldWorkbook(OLD_ROWS);
  const { history } = readPriceFile(old, "Anno 2009.xls");
  deepEqual(hours(history.eurPerMwh.get("PUN")).slice(0, 2), [80, 81]);
  equal(history.count, 24);
  const zipped = zipSync({ "Anno 2009.xls": old });
  deepEqual(readPriceFile(zipped, "Anno2009.zip").history, history);
});

Deno.test("an .xls cut short or with damaged bytes is refused or read, and never for ever", () => {
  const old = oldWorkbook(OLD_ROWS);
  const { history } = readGmeWorkbook(old, "Anno 2009.xls");
  let refused = 0;
  for (let part = 0; part < 20; part++) {
    const cut = old.slice(0, Math.floor(old.length * part / 20));
    try {
      deepEqual(readGmeWorkbook(cut, "Anno 2009.xls").history, history); // its end is padding
    } catch (error) {
      ok(error instanceof InputError, `${part}: ${error}`);
      refused++;
    }
  }
  ok(refused >= 18, `${refused}`);
  const draws = randomStream(7, "damage");
  for (let i = 0; i < 100; i++) {
    const broken = old.slice();
    broken[uniformInteger(draws, 0, old.length - 1)] ^= uniformInteger(draws, 1, 255);
    try {
      readGmeWorkbook(broken, "Anno 2009.xls");
    } catch (error) {
      ok(error instanceof InputError, `${i}: ${error}`);
    }
  }
});

Deno.test("a price that no market has is refused, at the bound it passes", () => {
  match(
    problemOf([HEADER, [20240501, 1, 100_000, 1]]),
    /the PUN price 100000 as prices run from -3000 to 10000 €\/MWh: row 2/,
  );
  match(problemOf([HEADER, [20240501, 1, 1, -3000.01]]), /the NORD price -3000\.01/);
  match(problemOf([HEADER, [20240501, 1, "0x1", 1]]), /the PUN price "0x1"/);
  const bytes = makeWorkbook([HEADER, [20240501, 1, 10_000, -3000]]);
  deepEqual(hours(readGmeWorkbook(bytes, FILE).history.eurPerMwh.get("NORD")), [-3000]);
});

Deno.test("a workbook holds a year: two days that are a century apart are refused", () => {
  match(
    problemOf([HEADER, [20040501, 1, 1, 1], [20990501, 1, 1, 1]]),
    /holds a year or a part of it: found 2004-05-01 and 2099-05-01/,
  );
});

Deno.test("a sheet that decompresses to more than a year's is refused by what it declares", () => {
  const small = unzipSync(makeWorkbook([HEADER, ...dayRows(20240501, 24, priceOf)]));
  const blown = { ...small, "xl/worksheets/sheet2.xml": new Uint8Array(70 * 2 ** 20) };
  const bomb = zipSync(blown, { level: 9 });
  ok(bomb.length < 200_000);
  throws(
    () => readGmeWorkbook(bomb, FILE),
    /may have up to 64 MB, decompressed: it has 70 MB/,
  );
  // The same, declaring less: it may not grow beyond what it declares.
  const lying = bomb.slice();
  const view = new DataView(lying.buffer);
  for (let at = 0; at < lying.length - 30; at++) {
    const size = view.getUint32(at) === 0x504b0102 ? at + 24 : -1;
    if (size > 0 && view.getUint32(size, true) === 70 * 2 ** 20) view.setUint32(size, 1000, true);
  }
  throws(() => readGmeWorkbook(lying, FILE), (error) => {
    ok(error instanceof InputError);
    match(error.message, /it is cut short or damaged/);
    equal((error.cause as { code?: string }).code, "ERR_BUFFER_TOO_LARGE"); // no byte more was made
    return true;
  });
  for (
    const [name, expected] of [["A99999999", /99999999 rows/], ["ZZZZZZ1", /321272406 columns/]]
  ) {
    const [, row] = /(\d+)$/.exec(name as string)!;
    const far = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
      `<sheetData><row r="${row}"><c r="${name}"><v>1</v></c></row></sheetData></worksheet>`;
    const sparse = zipSync({ ...small, "xl/worksheets/sheet2.xml": strToU8(far) });
    throws(() => readGmeWorkbook(sparse, FILE), expected as RegExp);
  }
  const cells = `<row r="1">${"<c><v>1</v></c>".repeat(1_200_001)}</row>`;
  const crowded = zipSync({ ...small, "xl/worksheets/sheet2.xml": strToU8(cells) });
  throws(() => readGmeWorkbook(crowded, FILE), /found more than 1200000 cells/);
});

Deno.test("other sheets and attachments of a workbook are not decompressed", () => {
  const small = unzipSync(makeWorkbook([HEADER, ...dayRows(20240501, 24, priceOf)]));
  const beside = { "xl/worksheets/sheet1.xml": new Uint8Array(90 * 2 ** 20) };
  const bytes = zipSync({ ...small, ...beside }, { level: 9 });
  equal(readGmeWorkbook(bytes, FILE).history.count, 24);
});

Deno.test("a ZIP of too many files and one whose files are too large together are refused", () => {
  const empty = Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`${i}`, strToU8("")]));
  throws(() => readPriceFile(zipSync(empty), "x"), /may hold up to 5000 files: it holds 5001/);
  const large = Object.fromEntries(
    Array.from({ length: 5 }, (_, i) => [`${i}.xml`, new Uint8Array(15 * 2 ** 20)]),
  );
  throws(() => readPriceFile(zipSync(large), "x"), /up to 64 MB, decompressed: it has 75 MB/);
});

Deno.test("four quarter hours are averaged into their hour, on the day of 100 too", () => {
  const header = [DATE_HEADER, "Periodo\n/Period", "PUN INDEX GME"];
  const rows = dayRows(20251026, 100, (period) => [period]);
  const { history, rows: count } = readGmeWorkbook(makeWorkbook([header, ...rows]), FILE);
  equal(count, 100);
  equal(history.count, 25);
  equal(history.eurPerMwh.get("PUN")![0], 2.5); // (1 + 2 + 3 + 4) / 4
  equal(history.eurPerMwh.get("PUN")![24], 98.5); // (97 + 98 + 99 + 100) / 4
  const { start, stepSeconds, count: quarters, eurPerMwh } = history.quarterHours!;
  deepEqual([start, stepSeconds, quarters], [history.start, 900, 100]);
  deepEqual(hours(eurPerMwh.get("PUN")), Array.from({ length: 100 }, (_, i) => i + 1));
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

Deno.test("of a ZIP's hourly and quarter-hour workbooks both are read", () => {
  const hourly = makeWorkbook([HEADER, ...dayRows(20251201, 24, () => [60, 60])]);
  const header = [DATE_HEADER, "Periodo/Period", "PUN"];
  const quarters = makeWorkbook([header, ...dayRows(20251201, 96, (q) => [58.5 + (q - 1) % 4])]);
  const both = zipSync({
    "Anno 2025_15.xlsx": quarters,
    "Anno 2025_60.xlsx": hourly,
    "__MACOSX/._Anno 2025_60.xlsx": new Uint8Array(3),
  });
  const { history, rows } = readPriceFile(both, "Anno2025.zip");
  equal(rows, 120);
  equal(history.eurPerMwh.get("PUN")![0], 60);
  equal(history.eurPerMwh.get("NORD")![0], 60);
  deepEqual(hours(history.quarterHours!.eurPerMwh.get("PUN")).slice(0, 4), [
    58.5,
    59.5,
    60.5,
    61.5,
  ]);
  const one = zipSync({ "dati/Anno 2025_15.xlsx": quarters });
  equal(readPriceFile(one, "Anno2025.zip").history.eurPerMwh.get("PUN")![0], 60);
});

Deno.test("several years in one ZIP are joined", () => {
  const year = (date: number) => makeWorkbook([HEADER, ...dayRows(date, 24, priceOf)]);
  const bytes = zipSync({ "a.xlsx": year(20231231), "b.xlsx": year(20240101) });
  equal(readPriceFile(bytes, "both.zip").history.count, 48);
});

Deno.test("a ZIP without a workbook, a web page and an old Excel file cut short are named as such", () => {
  const problem = (bytes: Uint8Array) => {
    try {
      readPriceFile(bytes, "x");
    } catch (error) {
      return (error as InputError).message;
    }
    return "none";
  };
  match(problem(zipSync({ "readme.txt": new Uint8Array(1) })), /found "readme\.txt"/);
  match(problem(new TextEncoder().encode("<!DOCTYPE html><p>")), /it is a web page/);
  match(problem(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)), /it is cut short or damaged/);
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

/** Reads a genuine file; whether every hour from the first to the last has a price. */
function readReal(folder: string, file: string) {
  const reading = readPriceFile(Deno.readFileSync(new URL(`../${folder}/${file}`, real)), file);
  const { count, eurPerMwh } = reading.history;
  return { ...reading, count, gaps: eurPerMwh.get("PUN")!.filter(Number.isNaN).length };
}

Deno.test({
  name: "genuine workbooks of 2009 (.xls), 2014 and 2016–2020 hold every hour",
  ignore: !realIsThere,
  fn() {
    const files: [folder: string, file: string, hours: number, prices: number, zone: string][] = [
      ["gme_before_2016", "Anno 2009.xls", 8760, 19, "BRNN"],
      ["gme_before_2016", "Anno2014.xlsx", 8760, 19, "BSP"],
      ["gme_2016_2020", "Anno 2016_12.xlsx", 8784, 22, "ROSN"],
      ["gme_2016_2020", "Anno 2020_12.xlsx", 8784, 21, "MONT"],
    ];
    for (const [folder, file, hours, prices, zone] of files) {
      const { count, gaps, duplicates, history } = readReal(folder, file);
      deepEqual([count, gaps, duplicates], [hours, 0, 0], file);
      equal(history.eurPerMwh.size, prices, file);
      ok(history.eurPerMwh.has(zone), file);
    }
  },
});

Deno.test({
  name: "GME's own hours of January 2026 are the means of its quarter hours",
  ignore: !realIsThere,
  fn() {
    const fine = readReal("gme_quarter_hours", "Anno 2026_01_15.xlsx");
    const coarse = readReal("gme_quarter_hours", "Anno 2026_01_60.xlsx");
    deepEqual([fine.count, fine.gaps, fine.rows], [744, 0, 2976]);
    equal(fine.history.quarterHours!.count, 2976);
    equal(coarse.history.quarterHours, undefined);
    deepEqual(hours(fine.history.quarterHours!.eurPerMwh.get("PUN")).slice(0, 2), [111.42, 110.58]);
    for (const [name, prices] of coarse.history.eurPerMwh) {
      const means = fine.history.eurPerMwh.get(name)!;
      ok(prices.every((price, i) => Math.abs(price - means[i]) < 1e-9), name);
    }
  },
});
