import { ok } from "node:assert/strict";
import { InputError } from "lib/input_error.ts";
import { meterFiles } from "lib/synthetic/meter_files.ts";
import fc from "../../made/fast_check.ts";
import { quartersOf, readText } from "../../made/meters.ts";

const ANSWERS = { unit: "Wh", stamp: "start" } as const;

/** Reads what may be damaged: readings without NaN at their ends, or a sentence that starts as all do. */
function readOrRefuse(text: string, file: string): void {
  try {
    const { kwh, count } = readText(text, ANSWERS, file);
    ok(count > 0 && kwh.size > 0);
    for (const values of kwh.values()) ok(values.length === count && !values.some((v) => v < 0));
  } catch (error) {
    ok(error instanceof InputError, `${file}: ${error instanceof Error ? error.stack : error}`);
    ok(error.problems.every((problem) => /^Cannot /.test(problem)), error.message);
  }
}

for (const [file, text] of meterFiles(quartersOf("2025-10-26"))) {
  Deno.test(`${file}: damaged in any place, it is read or refused with a sentence`, () => {
    fc.assert(fc.property(
      fc.nat(text.length - 1),
      fc.nat(60),
      fc.constantFrom(
        "",
        ";",
        ",",
        '"',
        "null",
        "-1",
        "9e99",
        "\n",
        "<",
        ">",
        "{}",
        "[]",
        "NaN",
        "0",
      ),
      (at, length, put) => readOrRefuse(text.slice(0, at) + put + text.slice(at + length), file),
    ));
  });

  Deno.test(`${file}: cut short anywhere, it is read or refused with a sentence`, () => {
    fc.assert(fc.property(fc.nat(text.length - 1), (at) => readOrRefuse(text.slice(0, at), file)));
  });
}

Deno.test("JSON of another shape is refused with a sentence", () => {
  for (
    const text of [
      '{"loadProfiles":[null]}',
      '{"loadProfiles":{"a":1}}',
      '{"loadProfiles":[{"loadProfileDate":1,"energyType":"A1","sampleValues":3}]}',
      '[{"Value":null,"Ora":null,"Data":null}]',
      '[null,{"Value":1,"Ora":"00:00:00","Data":"2025-08-15"}]',
      '{"x":[{"Value":1,"Ora":"00:00:00","Data":"2025-08-15"}]}',
      '{"x":[{"Value":{},"Ora":[],"Data":{}}]}',
    ]
  ) readOrRefuse(text, "a.json");
});
