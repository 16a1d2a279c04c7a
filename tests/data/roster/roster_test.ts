import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { meterOf, requireFits } from "lib/data/roster/meter_of_member.ts";
import { readRoster } from "lib/data/roster/read_roster.ts";
import type { RosterMember } from "lib/data/roster/roster.ts";
import { rosterCsv } from "lib/data/roster/write_roster.ts";
import { InputError } from "lib/input_error.ts";
import { meterFiles } from "lib/synthetic/meter_files.ts";
import { quartersOf, readText } from "../../made/meters.ts";

const read = (text: string) => readRoster(new TextEncoder().encode(text), "roster.csv");

/** The problems that a roster has. */
function problemsOf(text: string): readonly string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

const modelled: RosterMember = {
  id: "0",
  name: "",
  pvKw: 0,
  batteryKwh: 0,
  kind: "household",
  primarySubstation: "",
  annualKwh: 2700,
  answers: {},
};

Deno.test("a member needs an id and its consumption; the rest has defaults", () => {
  deepEqual(read("id,annual_kwh\n0,2700\n"), [modelled]);
});

Deno.test("semicolons and decimal commas are read as commas and dots are", () => {
  const [member] = read(
    'id;name;annual_kwh;latitude;longitude\r\n0;"Rossi, Anna";2700,5;45,07;7,68',
  );
  equal(member.name, "Rossi, Anna");
  equal(member.annualKwh, 2700.5);
  equal(member.latitude, 45.07);
});

Deno.test("ids that are numbers count from 0, in any order of rows; others keep their rows", () => {
  deepEqual(read("id,annual_kwh\n1,10\n0,20").map(({ id }) => id), ["0", "1"]);
  deepEqual(read("id,annual_kwh\nM2,10\nM1,20").map(({ id }) => id), ["M2", "M1"]);
  deepEqual(problemsOf("id,annual_kwh\n1,10\n2,20"), [
    'Cannot read "roster.csv" as results number members from 0: ids that are numbers are 0 to 1, ' +
    "other ids hold a letter, such as M1 (then rows are numbered in their order)",
  ]);
  deepEqual(problemsOf("id,annual_kwh\na,10\na,20"), [
    'Cannot read "roster.csv" as ids differ: found "a" twice',
  ]);
});

Deno.test("every wrong cell has its sentence, which does not repeat a name", () => {
  const problems = problemsOf(
    "id,name,pv_kw,tilt,kind,annual_kwh,latitude,meter\n" +
      ",x,Rossi,91,priest,,45,\n" +
      "1,x,0,30,public,100,,../secret.csv\n" +
      "2,x,0\n",
  );
  deepEqual(problems, [
    'Cannot read line 2 of "roster.csv" as every member has an id',
    'Cannot read line 2 of "roster.csv" as a member has annual_kwh or a meter: found neither',
    'Cannot read line 2 of "roster.csv" as a place has latitude and longitude: found one of them',
    'Cannot read tilt in line 2 of "roster.csv" as it is a number from 0 to 90°: found 91',
    'Cannot read pv_kw in line 2 of "roster.csv" as it is a number from 0 to 1000000 kW: found ' +
    "something else",
    'Cannot read kind in line 2 of "roster.csv" as it is one of household, business, public, ' +
    "third_sector, religious: found something else",
    'Cannot read meter in line 3 of "roster.csv" as it is a file or folder beside the roster, without ' +
    ".. or a whole path: found something else",
    'Cannot read line 4 of "roster.csv" as it has 3 cells and the header names 8',
  ]);
});

Deno.test("an unknown column, a missing one and an empty roster are refused", () => {
  deepEqual(problemsOf("id,annual_kwh,pv\n0,1,1").length, 1);
  deepEqual(problemsOf("name\nx"), [
    'Cannot read "roster.csv" as a roster has a column id',
    'Cannot read "roster.csv" as a roster has a column annual_kwh or meter',
  ]);
  deepEqual(problemsOf("id,annual_kwh\n"), [
    'Cannot read "roster.csv" as a roster has a row per member: found none',
  ]);
});

Deno.test("what is written is read back, numbers to the last bit", () => {
  const members: RosterMember[] = [
    modelled,
    {
      ...modelled,
      id: "1",
      name: 'Anna "A", Rossi',
      neighbourhood: "Centro",
      latitude: 45.07000000000001,
      longitude: 7.1 + 0.2,
      pvKw: 0.1 + 0.2,
      tilt: 30,
      azimuth: 180,
      batteryKwh: 10,
      contractKw: 4.5,
      kind: "third_sector",
      primarySubstation: "AC001E00001",
      meter: "anna.csv",
      answers: { unit: "Wh", stamp: "end" },
      metering: "gross",
    },
  ];
  deepEqual(read(rosterCsv(members)), members);
  equal(rosterCsv([modelled]).split("\n")[0].split(",").at(-1), "meter");
});

const net = readText(meterFiles(quartersOf("2025-08-15")).get("plain.csv")!);
const withdrawn = readText(meterFiles(quartersOf("2025-08-15")).get("ireti.json")!);

Deno.test("behind a net meter neither panels nor a battery are simulated: the roster may not say so", () => {
  requireFits(modelled, net, "a.csv");
  throws(
    () => requireFits({ ...modelled, pvKw: 3, batteryKwh: 10 }, net, "a.csv"),
    /Cannot simulate pv_kw 3 and battery_kwh 10 of member 0 .* net: .* would count twice; leave/,
  );
});

Deno.test("withdrawal is consumption where the roster says so, unless the meter injected", () => {
  requireFits({ ...modelled, pvKw: 3, metering: "gross" }, withdrawn, "a.json");
  throws(
    () => requireFits({ ...modelled, pvKw: 3, metering: "gross" }, net, "a.csv"),
    /something behind it generated/,
  );
});

Deno.test("a member's months in a folder are one meter; a second reading comes from the cache", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/anna`);
    for (const date of ["2025-08-15", "2025-09-01"]) {
      // An hour of the first day is not there: it is filled and marked, from the cache too.
      const text = meterFiles(quartersOf(date)).get("e-distribuzione.csv")!
        .replace(/^("15(?:[^;]*;){21})(?:[^;]*;){4}/m, '$1"";"";"";"";');
      await Deno.writeTextFile(`${folder}/anna/${date}.csv`, text);
    }
    const member = { ...modelled, meter: "anna" };
    const open = () => meterOf(member, `${folder}/roster.csv`, `${folder}/cache`);
    const first = await open();
    equal(first.count, 18 * 96);
    deepEqual(first.gaps.map(({ interpolated }) => interpolated), [true, false]);
    const kept = Array.from(Deno.readDirSync(`${folder}/cache/meters`), ({ name }) => name);
    equal(kept.filter((name) => name.endsWith(".parquet")).length, 1);
    deepEqual(await open(), { ...first, repeats: 0 });
    await rejects(
      meterOf({ ...modelled, meter: "none.csv" }, `${folder}/roster.csv`, folder),
      /Cannot read the meter "none\.csv" as there is no such file or folder/,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
