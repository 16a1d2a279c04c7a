import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { readPvDataset } from "lib/data/pv/dataset.ts";
import { InputError } from "lib/input_error.ts";

const HEADER = "time,Generation_kW,PV_Capacity_kW,Latitude,Longitude";
const bytes = (...lines: string[]) => new TextEncoder().encode(lines.join("\n"));
const read = (...lines: string[]) => readPvDataset(bytes(...lines), "pv.csv");

function problemOf(...lines: string[]): string {
  let problem = "";
  throws(() => read(...lines), (error) => {
    ok(error instanceof InputError);
    problem = error.message;
    return true;
  });
  return problem;
}

Deno.test("systems one after another are told apart by place and capacity", () => {
  const { systems, rows, duplicates } = read(
    HEADER,
    "2022-11-12 00:10:00+00:00,0.0,2.25,45.09,7.68",
    "2022-11-12 01:10:00+00:00,0.5,2.25,45.09,7.68",
    "2021-01-01 00:10:00+00:00,0.1,1.75,45.09,7.68",
    "2021-01-01 00:10:00+00:00,0.2,1.75,45.06,7.68",
  );
  equal(systems.length, 3);
  deepEqual([rows, duplicates], [4, 0]);
  equal(systems[0].start, Date.UTC(2022, 10, 12, 0, 10) / 1000);
  deepEqual(Array.from(systems[0].generationKw), [0, 0.5]);
  deepEqual(systems.map(({ capacityKw }) => capacityKw), [2.25, 1.75, 1.75]);
  equal(systems[2].latitude, 45.06);
  ok(!("planeIrradianceWPerM2" in systems[0]));
});

Deno.test("compressed, with a byte order mark, CRLF, quotes and columns in another order", () => {
  const text =
    '\uFEFFLatitude,Longitude,"time",Hour,PV_Capacity_kW,Generation_kW,Temperature_C\r\n' +
    '45.07,7.68,"2024-03-31T01:10Z",3,1,"0.25",-1.5\r\n\r\n';
  const { systems } = readPvDataset(gzipSync(new TextEncoder().encode(text)), "pv.csv.gz");
  deepEqual(Array.from(systems[0].generationKw), [0.25]);
  deepEqual(Array.from(systems[0].airTemperatureC!), [-1.5]);
});

Deno.test("a missing hour and an empty cell are NaN, and a repeated row is counted", () => {
  const { systems, duplicates } = read(
    HEADER,
    "2024-01-01 03:10,0.3,1,45,7",
    "2024-01-01 00:10,,1,45,7",
    "2024-01-01 02:10,NaN,1,45,7",
    "2024-01-01 03:10,0.3,1,45,7",
  );
  deepEqual(Array.from(systems[0].generationKw), [NaN, NaN, NaN, 0.3]);
  equal(duplicates, 1);
});

Deno.test("times with another offset are brought to UTC", () => {
  const [system] = read(HEADER, "2024-07-01 02:10:00+02:00,0,1,45,7").systems;
  equal(system.start, Date.UTC(2024, 6, 1, 0, 10) / 1000);
});

Deno.test("what cannot be read is refused with its line", () => {
  const row = "2024-01-01 00:10,0.5,1,45,7";
  equal(
    problemOf("time;Generation_kW;PV_Capacity_kW;Latitude;Longitude"),
    'Cannot read "pv.csv" as a PV series has the columns time, Generation_kW, PV_Capacity_kW, ' +
      "Latitude, Longitude, separated by commas: found no time, no Generation_kW, no " +
      "PV_Capacity_kW, no Latitude, no Longitude in its first line",
  );
  match(problemOf(HEADER), /holds no readings/);
  match(problemOf(HEADER, row, "2024-01-01 01:10,0,5,1,45,7"), /Cannot read 6 cells .* line 3/);
  match(
    problemOf(HEADER, "01/01/2024 00:10,0.5,1,45,7"),
    /the time "01\/01\/2024 00:10" .* line 2/,
  );
  match(problemOf(HEADER, "2024-13-01 00:10,0.5,1,45,7"), /the time "2024-13-01 00:10"/);
  match(
    problemOf(HEADER, "2024-01-01 00:10,high,1,45,7"),
    /Generation_kW "high" as it is a number/,
  );
  match(
    problemOf(HEADER, "2024-01-01 00:10,-0.1,1,45,7"),
    /Generation_kW of -0\.1 kW as 1 kW of panels/,
  );
  match(
    problemOf(HEADER, "2024-01-01 00:10,640,1,45,7"),
    /Generation_kW of 640 kW .* from 0 to 2 kW/,
  );
  match(problemOf(HEADER, "2024-01-01 00:10,0,0,45,7"), /PV_Capacity_kW "0" .* from 0\.001 to/);
  match(problemOf(HEADER, "2024-01-01 00:10,0,1,145,7"), /Latitude "145" .* from -90 to 90/);
  match(problemOf(HEADER, "2024-01-01 00:10,0,1,45,"), /Longitude "" .* from -180 to 180/);
  match(
    problemOf(HEADER, row, "2024-01-01 00:40,0.5,1,45,7"),
    /2024-01-01 00:40 UTC as readings come every hour from 2024-01-01 00:10 on: line 3/,
  );
  match(
    problemOf(HEADER, row, "2024-01-01 00:10,0.6,1,45,7"),
    /Generation_kW of 2024-01-01 00:10 UTC as it is given twice, as 0\.5 and 0\.6: line 2 .* line 3/,
  );
});

Deno.test("one system is one, whether its file writes 3 or 3.0; another tilt is another", () => {
  const { systems } = read(
    `${HEADER},Tilt,Azimuth`,
    "2024-01-01 00:10,0.5,3,45,7,30,180",
    "2024-01-01 01:10,0.6,3.0,45.00,7.0,30.0,180.0",
    "2024-01-01 00:10,0.2,3,45,7,30,90",
    "2024-01-01 00:10,0.1,3,45,7,,",
  );
  deepEqual(systems.map(({ tilt, azimuth }) => [tilt, azimuth]), [
    [30, 180],
    [30, 90],
    [undefined, undefined],
  ]);
  deepEqual(Array.from(systems[0].generationKw), [0.5, 0.6]);
});

Deno.test("what no calendar, no sky and no roof has is refused", () => {
  const refused: [string, RegExp][] = [
    ["2022-02-30 00:10,0.5,1,45,7", /the time "2022-02-30 00:10"/],
    ["2022-02-28 24:10,0.5,1,45,7", /the time "2022-02-28 24:10"/],
    ["2022-02-28 00:10+99:00,0.5,1,45,7", /the time "2022-02-28 00:10\+99:00"/],
    ["2022-01-01 00:10,0x1,1,45,7", /Generation_kW "0x1" as it is a number with a decimal point/],
    ["2022-01-01 00:10,1e300,1,45,7", /Generation_kW of 1e\+300 kW/],
    ["2022-01-01 00:10,1e999,1,45,7", /Generation_kW "1e999" as it is a number/],
    ["0001-01-01 00:10,0.5,1,45,7", /0001-01-01 00:10 UTC as history lies between 1980 and 2099/],
    ["9999-01-01 00:10,0.5,1,45,7", /9999-01-01 00:10 UTC as history lies/],
    ["2022-01-01 00:10,0.5,1e9,45,7", /PV_Capacity_kW "1e9" .* from 0\.001 to 1000000 kW/],
  ];
  for (const [row, expected] of refused) match(problemOf(HEADER, row), expected);
  match(
    problemOf(`${HEADER},Temperature_C`, "2022-01-01 00:10,0.5,1,45,7,400"),
    /Temperature_C "400" as it is a number from -90 to 60 °C/,
  );
  match(problemOf(`${HEADER},Generation_kW`, "x"), /two columns "Generation_kW"/);
});

Deno.test("a few rows far apart do not fill the memory", () => {
  const row = (time: string, capacity = 1) => `${time},0,${capacity},45,7`;
  match(
    problemOf(HEADER, row("1985-01-01 00:10"), row("2090-01-01 00:10")),
    /1985-01-01 00:10 and 2090-01-01 00:10 UTC as one history as it is up to 50 years long/,
  );
  const many = Array.from({ length: 30 }, (_, i) => [
    row("1990-01-01 00:10", i + 1),
    row("2030-01-01 00:10", i + 1),
  ]);
  match(problemOf(HEADER, ...many.flat()), /may span 8000000 hours together.*they span 10519\d{3}/);
  const systems = Array.from({ length: 1001 }, (_, i) => row("1990-01-01 00:10", i + 1));
  match(problemOf(HEADER, ...systems), /more than 1000 systems from one file: line 1002/);
});

Deno.test("what decompresses to more than a history holds is refused, and so is an endless line", () => {
  const bomb = gzipSync(new Uint8Array(80 * 2 ** 20), { level: 9 });
  ok(bomb.length < 100_000);
  throws(
    () => readPvDataset(bomb, "bomb.csv.gz"),
    /"bomb\.csv\.gz" as a text may have up to 48 MB, decompressed: it has more/,
  );
  match(problemOf(HEADER, "x".repeat(20_001)), /lines have up to 20000 characters: line 2 has/);
});

Deno.test("a compressed file cut short and one that is no text are refused", () => {
  const whole = gzipSync(bytes(HEADER, ...Array(99).fill("2024-01-01 00:10,0.5,1,45,7")));
  throws(
    () => readPvDataset(whole.subarray(0, 60), "pv.csv.gz"),
    /not a whole gzip file: it is cut/,
  );
  throws(() => readPvDataset(Uint8Array.of(0xff, 0xfe, 0x00), "pv.csv"), /as text in UTF-8/);
});

const real = new URL("../../../../shared/data/pv/turin_pv_2021_2022.csv.gz", import.meta.url);
const realIsThere = await Deno.stat(real).then(() => true, () => false);
if (!realIsThere) {
  console.log("tests/data/pv/dataset_test.ts: no ../shared/data, its PV is not read");
}

Deno.test({
  name: "the genuine series holds twelve systems, every hour, with the yields published for Turin",
  ignore: !realIsThere,
  fn() {
    const { systems, rows, duplicates } = readPvDataset(Deno.readFileSync(real), "turin.csv.gz");
    deepEqual([systems.length, rows, duplicates], [12, 193_920, 0]);
    ok(systems.every(({ generationKw }) => !generationKw.includes(NaN)));
    equal(systems[0].start, Date.UTC(2022, 10, 12, 0, 10) / 1000);
    const kwhPerKw = (from: number, to: number) =>
      systems[2].generationKw.subarray(from, to).reduce((sum, kw) => sum + kw) /
      systems[2].capacityKw;
    ok(Math.abs(kwhPerKw(0, 8760) - 1404) < 20, `${kwhPerKw(0, 8760)}`);
    ok(Math.abs(kwhPerKw(8760, 17520) - 1443) < 20, `${kwhPerKw(8760, 17520)}`);
  },
});
