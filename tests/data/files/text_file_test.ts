import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { parseBoundedJson } from "lib/data/files/bounded_json.ts";
import { parseCommaDecimal, parseDecimal } from "lib/data/files/decimal.ts";
import { quoted, requireName } from "lib/data/files/quoted.ts";
import { readWholeFile } from "lib/data/files/read_file.ts";
import { linesOf, splitCsvLine } from "lib/data/files/text_file.ts";
import fc from "../../made/fast_check.ts";
import { refusalOf } from "../../made/tables.ts";

Deno.test("cells written by the rules come back, whatever they hold and separates them", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", ";", " ", "é", "1") });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1 }), fc.constantFrom(",", ";"), (cells, by) => {
      const line = cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(by);
      deepEqual(splitCsvLine(line, by), cells);
    }),
  );
  deepEqual(splitCsvLine(' a ; "b;c" ;;"d', ";"), ["a", "b;c", "", '"d']);
});

Deno.test("lines end at LF or CR LF, the last one with or without", () => {
  const read = (text: string) => Array.from(linesOf(text, "a"), ({ text }) => text);
  deepEqual(read("a\r\nb\n\nc"), ["a", "b", "", "c"]);
  deepEqual(read("a\n"), ["a"]);
  deepEqual(read(""), []);
});

Deno.test("a text of more lines than any history is given up at the first too many", () => {
  match(
    refusalOf(() => Array.from(linesOf("\n".repeat(4_000_001), "a"), () => 0)),
    /"a" as it may have up to 4000000 lines: it has more/,
  );
});

Deno.test("numbers are decimal, and nothing else is one", () => {
  deepEqual(["1", "-0.5", "+1.", ".5", "1e3", "1E-2"].map(parseDecimal), [
    1,
    -0.5,
    1,
    0.5,
    1000,
    0.01,
  ]);
  for (const text of ["", "0x1", "1,5", "Infinity", "NaN", "1e999", "1_000", " 1", "1 2", "--1"]) {
    equal(parseDecimal(text), NaN, text);
  }
  deepEqual(["1,5", "1.234,5", "-12.345.678,9", "7"].map(parseCommaDecimal), [
    1.5,
    1234.5,
    -12345678.9,
    7,
  ]);
  for (const text of ["1.5", "1,2,3", "12.34,5", ",5", "0x1"]) {
    equal(parseCommaDecimal(text), NaN, text);
  }
});

Deno.test("what a message shows is one short line that a terminal cannot obey", () => {
  equal(quoted("a\u001b[2J\n\u202e"), '"a\\u001b[2J\\u000a\\u202e"');
  equal(quoted("x".repeat(500)), `"${"x".repeat(80)}…"`);
  equal(quoted("\ufffe"), '"\\ufffe"');
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const shown = quoted(text);
    // deno-lint-ignore no-control-regex
    ok(!/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(shown));
    ok(shown.length < 10 * 82 + 3);
  }));
});

Deno.test("names are printable, short and no formula", () => {
  for (const name of ["Anno 2024.xlsx", "Perù.csv", "x".repeat(100), "a=b"]) {
    requireName(name, "a file");
  }
  const refused: [string, RegExp][] = [
    ["", /it is empty/],
    ["x".repeat(101), /but it has 101$/],
    ["a\nb.csv", /Cannot use "a\\u000ab\.csv" as the name of a file: .* it holds others/],
    ["\u001b[31m", /it holds others/],
    ["a\ufffe", /it holds others/],
    ["=cmd()", /it begins with =, as a formula does/],
    ["+1", /begins with \+/],
    ["-1", /begins with -/],
    ["@x", /begins with @/],
  ];
  for (const [name, expected] of refused) {
    match(refusalOf(() => requireName(name, "a file")), expected);
  }
});

Deno.test("JSON is counted before it is read: depth, records, values; strings count for nothing", () => {
  deepEqual(parseBoundedJson('{"a":["[[[[{{{{,,,,\\"",1]}', "x"), { a: ['[[[[{{{{,,,,"', 1] });
  match(
    refusalOf(() => parseBoundedJson("[".repeat(5000) + "]".repeat(5000), "x")),
    /nested up to 32/,
  );
  match(refusalOf(() => parseBoundedJson(`[${"[],".repeat(500_001)}[]]`, "x")), /500000 records/);
  match(refusalOf(() => parseBoundedJson(`[${"0,".repeat(8_000_001)}0]`, "x")), /4000000 values/);
  match(refusalOf(() => parseBoundedJson("[1,", "x")), /as JSON: it is cut short or damaged/);
});

Deno.test("a pipe, a folder, a device and a file too large are refused without being opened", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeFile(`${folder}/large`, new Uint8Array(11));
  await rejects(readWholeFile(folder), /as a file is needed: it is a folder/);
  await rejects(readWholeFile(`${folder}/large`, 10), /may have up to 0\.0 MB: it has 0\.0 MB/);
  equal((await readWholeFile(`${folder}/large`, 11)).length, 11);
  await rejects(readWholeFile(`${folder}/none`), /none": it does not exist/);
  if (Deno.build.os !== "windows") {
    await rejects(readWholeFile("/dev/zero"), /it is a pipe, a socket or a device/);
  }
  await Deno.remove(folder, { recursive: true });
});
