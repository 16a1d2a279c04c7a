import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { InputError } from "lib/input_error.ts";
import { attempt, energyOf, readingOf, readingsIn } from "lib/notebook/mod.ts";

const folder = "data/sample/members/formats";

Deno.test("a folder's files are read, or say what they ask", () => {
  const readings = readingsIn(folder);
  const asking = readings.filter(({ asks }) => asks !== undefined).map(({ file }) => file);
  deepEqual(asking, ["british-half-hours.csv", "enedis.csv", "enphase.csv"]);
  ok(readings.every(({ reading, asks }) => (reading === undefined) !== (asks === undefined)));
  const kwh = readings.flatMap(({ reading }) =>
    reading === undefined ? [] : [energyOf(reading, "withdrawn")]
  ).filter((total) => !Number.isNaN(total));
  ok(kwh.every((total) => Math.abs(total - kwh[0]) < 0.01), `the same energy in all: ${kwh}`);
});

Deno.test("what a file asks may be answered", () => {
  const before = readingOf(`${folder}/enedis.csv`);
  equal(before.reading, undefined);
  match(before.asks!, /enedis\.csv/);
  const { reading } = readingOf(`${folder}/enedis.csv`, { unit: "W", stamp: "end" });
  ok(energyOf(reading!, "withdrawn") > 0);
  equal(energyOf(reading!, "injected"), NaN);
});

Deno.test("a refusal is caught, a fault is not", () => {
  deepEqual(attempt(() => 3), { value: 3 });
  const refuse = () => {
    throw new InputError("No.");
  };
  deepEqual(attempt(refuse), { refusal: "No." });
  const fail = () => {
    throw new TypeError("A fault.");
  };
  throws(() => attempt(fail), TypeError);
});
